import { Construct } from 'constructs';
import type { ChartRelease } from '../charts';
import { put } from '../manifest';
import type { HelmChart, IgnoredDifference } from './helm-chart';

/** Parts of an Argo CD Application that are written here: https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/ */
interface Application {
  readonly apiVersion: 'argoproj.io/v1alpha1';
  readonly kind: 'Application';
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly annotations: Readonly<Record<string, string>>;
  };
  readonly spec: {
    readonly project: string;
    readonly source: {
      readonly repoURL: string;
      readonly chart: string;
      readonly targetRevision: string;
      readonly helm: { readonly releaseName: string; readonly valuesObject: object };
    };
    readonly destination: { readonly server: string; readonly namespace: string };
    readonly ignoreDifferences: readonly IgnoredDifference[];
    readonly syncPolicy: { readonly syncOptions: readonly string[] };
  };
}

export interface ArgoApplicationProps {
  /** Environment id; one Argo CD may hold Applications of many clusters. */
  readonly environmentId: string;
  readonly release: ChartRelease;
  /** Place in the order of installation, from 1: its sync wave. */
  readonly position: number;
}

/** Where Argo CD looks for Applications by default. */
const ARGO_NAMESPACE = 'argocd';

/** Certificates that programs write into webhooks after they are applied. */
const CERTIFICATES: readonly IgnoredDifference[] = [
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
].map((kind) => ({
  group: 'admissionregistration.k8s.io',
  kind,
  jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'],
}));

/**
 * A chart as Argo CD installs it. When it synchronizes is left to who runs Argo CD: there is no automatic policy. Waves
 * order Applications among each other only below another Application, and only if Argo CD is told to wait for their
 * health: https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#argocd-app
 */
export class ArgoApplication extends Construct {
  public constructor(scope: Construct, id: string, props: ArgoApplicationProps) {
    super(scope, id);
    const { chart, values } = props.release;
    put<Application>(this, 'Resource', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: `byoc-${props.environmentId}-${chart.release}`,
        namespace: ARGO_NAMESPACE,
        annotations: { 'argocd.argoproj.io/sync-wave': String(props.position) },
      },
      spec: {
        project: 'default',
        source: {
          repoURL: repositoryForArgo(chart),
          chart: chart.chart,
          targetRevision: chart.version,
          helm: { releaseName: chart.release, valuesObject: values },
        },
        destination: { server: 'https://kubernetes.default.svc', namespace: chart.namespace },
        ignoreDifferences: differencesOf(chart),
        syncPolicy: {
          syncOptions: [
            // Definitions of Prometheus are too large for the annotation of client-side apply.
            'ServerSideApply=true',
            'RespectIgnoreDifferences=true',
            'SkipDryRunOnMissingResource=true',
          ],
        },
      },
    });
  }
}

/** Argo CD knows a registry by the missing scheme: https://argo-cd.readthedocs.io/en/stable/user-guide/helm/ */
function repositoryForArgo({ repository }: HelmChart): string {
  return repository.replace(/^oci:\/\//, '');
}

function differencesOf({ changedInCluster = [] }: HelmChart): IgnoredDifference[] {
  return [...CERTIFICATES, ...changedInCluster].map((difference) => ({ ...difference }));
}
