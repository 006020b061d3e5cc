import { ClusterRole } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { type SupportSubject, supportSubjectsOf } from '../../core/support';
import { apiResources, READ } from '../access/api-resources';
import { systemNamespacesOf } from '../system-namespaces';
import { SupportPolicies } from './support-policies';

/** Whom support access is about, and where. */
export interface SupportAccessProps {
  /** As whom Kubernetes sees the vendor's support engineers. */
  readonly subjects: readonly SupportSubject[];
  /** Namespaces whose workloads they may look at: never those of the product. */
  readonly namespaces: readonly string[];
}

/** Cluster roles of support. A binding cannot change its role, so a role that does has another version. */
export const SUPPORT_ROLES = { namespaced: 'byoc-support-v1', cluster: 'byoc-support-cluster-v1' } as const;

/**
 * What the vendor's support engineers may be let in to: workloads, events and logs of the system namespaces. No secrets,
 * no config maps, no way into a container. It gives them nothing yet; `SupportBinding` does.
 */
export class SupportAccess extends Construct {
  public constructor(scope: Construct, id: string, props: SupportAccessProps) {
    super(scope, id);
    new ClusterRole(this, 'Role', {
      metadata: { name: SUPPORT_ROLES.namespaced },
      rules: [
        { verbs: READ, endpoints: apiResources('', ...CORE) },
        { verbs: ['get'], endpoints: apiResources('', 'pods/log') },
        ...Object.entries(WORKLOADS).map(([group, types]) => ({
          verbs: READ,
          endpoints: apiResources(group, ...types),
        })),
      ],
    });
    new ClusterRole(this, 'ClusterRole', {
      metadata: { name: SUPPORT_ROLES.cluster },
      rules: [{ verbs: READ, endpoints: apiResources('', 'nodes', 'namespaces') }],
    });
    new SupportPolicies(this, 'Policies', {
      ...props,
      namespacedRole: SUPPORT_ROLES.namespaced,
      clusterRole: SUPPORT_ROLES.cluster,
    });
  }
}

/** Why pods run or do not. */
const CORE = ['pods', 'services', 'events', 'persistentvolumeclaims', 'resourcequotas', 'limitranges'];

const WORKLOADS: Readonly<Record<string, readonly string[]>> = {
  apps: ['deployments', 'statefulsets', 'daemonsets', 'replicasets'],
  batch: ['jobs', 'cronjobs'],
  policy: ['poddisruptionbudgets'],
  autoscaling: ['horizontalpodautoscalers'],
  'networking.k8s.io': ['networkpolicies'],
  'discovery.k8s.io': ['endpointslices'],
  'events.k8s.io': ['events'],
};

/**
 * Support access of an installation. Its policies hold also where nobody is let in. Undefined: the vendor names no engineers.
 */
export function supportAccessPropsOf(config: DataPlaneConfig): SupportAccessProps | undefined {
  const subjects = supportSubjectsOf(config);
  if (subjects.length === 0) return undefined;
  return { subjects, namespaces: systemNamespacesOf(config).map(({ name }) => name) };
}
