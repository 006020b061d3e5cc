import { Construct } from 'constructs';
import type { DeployedOutputs } from '../../core/outputs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import type { Identity } from '../../core/workloads';
import { type NetworkRule, PodNetworkPolicy } from '../network/network-policy';
import { waysOutOf } from '../network/way-out';
import { trustOf } from '../pods/ca-trust';
import { cloudAccountOf } from '../pods/cloud-account';
import { mirrored, podDefaultsOf } from '../pods/pod-defaults';
import { telemetryVariables } from '../telemetry-variables';

/** What a product adds to the specification of its pods, field by field as Kubernetes names them. */
export interface BillingScraperSidecar {
  /** For the pods' metadata. */
  readonly labels: Readonly<Record<string, string>>;
  /** For the pods' `initContainers`: with its restart policy, it runs as long as the product's containers do. */
  readonly initContainer: {
    readonly name: string;
    readonly image: string;
    readonly restartPolicy: 'Always';
    readonly env: readonly { readonly name: string; readonly value: string }[];
    readonly resources: {
      readonly requests: { readonly cpu: string; readonly memory: string };
      readonly limits: { readonly memory: string };
    };
    readonly securityContext: {
      readonly runAsNonRoot: true;
      readonly runAsUser: number;
      readonly runAsGroup: number;
      readonly allowPrivilegeEscalation: false;
      readonly readOnlyRootFilesystem: true;
      readonly capabilities: { readonly drop: readonly ['ALL'] };
      readonly seccompProfile: { readonly type: 'RuntimeDefault' };
      readonly appArmorProfile: { readonly type: 'RuntimeDefault' };
    };
    readonly volumeMounts: readonly {
      readonly name: string;
      readonly mountPath: string;
      readonly subPath: string;
      readonly readOnly: true;
    }[];
  };
  /** For the pods' `volumes`. */
  readonly volumes: readonly { readonly name: string; readonly configMap: { readonly name: string } }[];
}

const NAME = 'billing-scraper';
/** Pods with this label may reach the vendor's storage. */
const LABELS = { 'byoc/billing': 'scraper' };
const USER = 10001;

/**
 * The sidecar that measures a pod and writes its usage to the vendor's storage, with the cloud identity of the pod: its
 * service account must be that of a workload with `telemetry:billing`. It has no port and no probe: a port could be one of
 * the product's, and a scraper that is not ready must not take a product that serves out of service.
 *
 * @returns undefined if the plan has no scraper
 */
export function billingScraper(config: DataPlaneConfig, outputs: DeployedOutputs): BillingScraperSidecar | undefined {
  const { billingScraper: scraper, billing } = config.plan.telemetry;
  const target = billing[config.cloud];
  if (scraper === undefined || target === undefined) return undefined;
  const pods = podDefaultsOf(config, outputs);
  const trust = trustOf(pods);
  const { cpu, memory } = scraper.resources;
  const env = { ...pods.env, ...trust.env, ...telemetryVariables(config, target) };
  const identityLabels = meteredOf(config).map(
    ({ namespace, serviceAccount }) => cloudAccountOf(config, outputs, namespace, serviceAccount).podLabels,
  );
  return {
    labels: Object.fromEntries([LABELS, ...identityLabels].flatMap((labels) => Object.entries(labels))),
    initContainer: {
      name: NAME,
      image: mirrored(scraper.image, pods.registry),
      restartPolicy: 'Always',
      env: Object.entries(env).map(([name, value]) => ({ name, value })),
      resources: { requests: { cpu, memory }, limits: { memory } },
      securityContext: {
        runAsNonRoot: true,
        runAsUser: USER,
        runAsGroup: USER,
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
        seccompProfile: { type: 'RuntimeDefault' },
        appArmorProfile: { type: 'RuntimeDefault' },
      },
      volumeMounts: trust.volumeMounts,
    },
    volumes: trust.volumes,
  };
}

export interface BillingScraperProps {
  /** Namespaces whose pods may carry the sidecar. */
  readonly namespaces: readonly string[];
  /** Whom such a pod may reach for it, beside DNS. A pod has one network: its other containers may, too. */
  readonly to: readonly NetworkRule[];
}

/** The way out of the sidecars to the vendor's storage. */
export class BillingScraper extends Construct {
  public constructor(scope: Construct, id: string, props: BillingScraperProps) {
    super(scope, id);
    for (const namespace of props.namespaces) {
      new PodNetworkPolicy(this, namespace, { name: NAME, namespace, labels: LABELS, to: props.to });
    }
  }
}

/** The sidecars' way out in an installation. Undefined: the plan has no scraper. */
export function billingScraperPropsOf(config: DataPlaneConfig): BillingScraperProps | undefined {
  if (config.plan.telemetry.billingScraper === undefined) return undefined;
  const namespaces = [...new Set(meteredOf(config).map(({ namespace }) => namespace))];
  return { namespaces, to: waysOutOf(config).cloud({ capabilities: meteredOf(config).flatMap(billingOf) }) };
}

/** Workloads that may write usage. */
function meteredOf({ identities }: DataPlaneConfig): Identity[] {
  return identities.filter((identity) => billingOf(identity).length > 0);
}

function billingOf({ capabilities }: Identity) {
  return capabilities.filter(({ id }) => id === 'telemetry:billing');
}
