import { Yaml } from 'cdk8s';
import { ClusterRole, ClusterRoleBinding, ConfigMap, RoleBinding } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { ICronJob } from 'kubernetes-models/batch/v1' with { 'resolution-mode': 'import' };
import type { IClusterRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1' with { 'resolution-mode': 'import' };
import type { IPodSpec } from 'kubernetes-models/v1' with { 'resolution-mode': 'import' };
import { SYSTEM_NAMESPACE } from '../../core/namespaces';
import type { DeployedOutputs } from '../../core/outputs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { SUPPORT_ENDS } from '../../core/support';
import { selectedBy } from '../labels';
import { put } from '../manifest';
import { type NetworkRule, PodNetworkPolicy } from '../network/network-policy';
import { waysOutOf } from '../network/way-out';
import { PRIORITY_CLASSES } from '../nodes/priority-classes';
import { addServiceAccount } from '../pods/cloud-account';
import { HARDENED_CONTAINER, HARDENED_POD } from '../pods/hardening';
import { mirrored, type PodDefaults, podDefaultsOf } from '../pods/pod-defaults';
import { SUPPORT_ROLES } from './support-access';
import { supportBindingPropsOf } from './support-binding';

export interface SupportEndProps {
  /** When support ends, in UTC like `2027-01-31T00:00:00Z`. It ends with the minute: seconds are cut off. */
  readonly expiresAt: string;
  /** Namespaces in which support is bound. */
  readonly namespaces: readonly string[];
  /** Container image of kubectl, with tag or digest. */
  readonly image: string;
  /** Where the Kubernetes API answers; nothing else is reached, beside DNS. */
  readonly to: readonly NetworkRule[];
  readonly pods: PodDefaults;
}

const NAME = 'support-end';
const NAMESPACE = SYSTEM_NAMESPACE;
/** A binding cannot change its role, so a role that does has another version. */
const ROLES = { namespaced: 'byoc-support-end-v1', cluster: 'byoc-support-end-cluster-v1' } as const;
const RBAC = 'rbac.authorization.k8s.io';
const FOLDER = '/etc/byoc';
const FILE = 'bindings.yaml';

/**
 * How late it may be, for a cluster that was down. No longer: a schedule names no year, so a new end takes the same day a
 * year before for missed if that is within this time, and support would end at once. Ends more than half a year ahead are
 * rare. https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline
 */
const LATEST_SECONDS = 180 * 24 * 60 * 60;
/** With pauses of up to six minutes: https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy */
const RETRIES = 10;

/**
 * Deletes the bindings of support when it ends, where those whom they name do not end by themselves. It may delete these
 * by their names, and nothing else; it reads nothing. It stays, and finds nothing to delete in later years.
 */
export class SupportEnd extends Construct {
  public constructor(scope: Construct, id: string, props: SupportEndProps) {
    super(scope, id);
    this.addRights(props.namespaces);
    new ConfigMap(this, 'Bindings', {
      metadata: { name: NAME, namespace: NAMESPACE },
      data: { [FILE]: Yaml.stringify(...bindingsIn(props.namespaces)) },
    });
    put<ICronJob>(this, 'Resource', {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: NAME, namespace: NAMESPACE },
      spec: {
        schedule: scheduleAt(props.expiresAt),
        timeZone: 'Etc/UTC',
        // Written, so that an apply finds it where somebody has set it.
        suspend: false,
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: LATEST_SECONDS,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 1,
        jobTemplate: {
          spec: {
            backoffLimit: RETRIES,
            template: { metadata: { labels: selectedBy(NAME) }, spec: podOf(props) },
          },
        },
      },
    });
    new PodNetworkPolicy(this, 'NetworkPolicy', {
      name: NAME,
      namespace: NAMESPACE,
      labels: selectedBy(NAME),
      to: props.to,
    });
  }

  private addRights(namespaces: readonly string[]): void {
    const account = addServiceAccount(this, 'ServiceAccount', {
      name: NAME,
      namespace: NAMESPACE,
      annotations: {},
      podLabels: {},
    });
    const role = this.addRole('Role', ROLES.namespaced, 'rolebindings', SUPPORT_ROLES.namespaced);
    const clusterRole = this.addRole('ClusterRole', ROLES.cluster, 'clusterrolebindings', SUPPORT_ROLES.cluster);
    for (const namespace of namespaces) {
      const metadata = { name: ROLES.namespaced, namespace };
      new RoleBinding(this, `In${namespace}`, { metadata, role }).addSubjects(account);
    }
    const metadata = { name: ROLES.cluster };
    new ClusterRoleBinding(this, 'InCluster', { metadata, role: clusterRole }).addSubjects(account);
  }

  /** kubectl deletes what a file names without looking at it first: it needs no right to read. */
  private addRole(id: string, name: string, resource: string, binding: string) {
    put<IClusterRole>(this, id, {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRole',
      metadata: { name },
      rules: [{ apiGroups: [RBAC], resources: [resource], resourceNames: [binding], verbs: ['delete'] }],
    });
    return ClusterRole.fromClusterRoleName(this, `${id}Name`, name);
  }
}

/** Day and time of every year: a schedule of Kubernetes names neither seconds nor a year. */
function scheduleAt(moment: string): string {
  const date = new Date(moment);
  return [date.getUTCMinutes(), date.getUTCHours(), date.getUTCDate(), date.getUTCMonth() + 1, '*'].join(' ');
}

/** As `SupportBinding` calls them. */
function bindingsIn(namespaces: readonly string[]) {
  const apiVersion = `${RBAC}/v1`;
  return [
    ...namespaces.map((namespace) => ({
      apiVersion,
      kind: 'RoleBinding',
      metadata: { name: SUPPORT_ROLES.namespaced, namespace },
    })),
    { apiVersion, kind: 'ClusterRoleBinding', metadata: { name: SUPPORT_ROLES.cluster } },
  ];
}

/** It talks to the API server alone, so proxy and certificates of the customer's are not for it. */
function podOf({ image, pods }: SupportEndProps): IPodSpec {
  return {
    serviceAccountName: NAME,
    automountServiceAccountToken: true,
    enableServiceLinks: false,
    restartPolicy: 'Never',
    priorityClassName: PRIORITY_CLASSES.system,
    nodeSelector: { ...pods.nodeSelector },
    tolerations: pods.tolerations.map((toleration) => ({ ...toleration })),
    securityContext: HARDENED_POD,
    containers: [
      {
        name: NAME,
        image: mirrored(image, pods.registry),
        // Without waiting: to see that they are gone would need a right to read.
        args: ['delete', `--filename=${FOLDER}/${FILE}`, '--ignore-not-found', '--wait=false'],
        resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '128Mi' } },
        securityContext: HARDENED_CONTAINER,
        volumeMounts: [{ name: 'bindings', mountPath: FOLDER, readOnly: true }],
      },
    ],
    volumes: [{ name: 'bindings', configMap: { name: NAME } }],
  };
}

/** What ends support in an installation. Undefined: nobody is let in, or the cloud ends it. */
export function supportEndPropsOf(config: DataPlaneConfig, outputs: DeployedOutputs): SupportEndProps | undefined {
  const binding = supportBindingPropsOf(config);
  const image = supportEndImageOf(config);
  if (binding === undefined || image === undefined) return undefined;
  const { expiresAt, namespaces } = binding;
  return { expiresAt, namespaces, image, to: waysOutOf(config).apiServer, pods: podDefaultsOf(config, outputs) };
}

/** Image of what ends support, in its own registry. Undefined: nothing does. */
export function supportEndImageOf(config: DataPlaneConfig): string | undefined {
  if (SUPPORT_ENDS[config.cloud] === 'identity' || supportBindingPropsOf(config) === undefined) return undefined;
  return `registry.k8s.io/kubectl:${config.kubernetes.kubectl}`;
}
