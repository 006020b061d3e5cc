import { CLUSTER_SERVICES, type ClusterServiceId } from '../core/cluster-services';
import { SYSTEM_NAMESPACE } from '../core/namespaces';
import type { Component } from '../core/plan/listener';
import type { DataPlaneConfig } from '../core/resolve-config';

/** Where the pods of each component run. */
export const NAMESPACE_OF: Readonly<Record<Component, string>> = {
  agent: SYSTEM_NAMESPACE,
  proxy: SYSTEM_NAMESPACE,
  ingress: 'istio-ingress',
};

/** Pod Security level of a namespace. */
export type PodSecurity = 'restricted' | 'privileged';

/** A namespace of ours beside those of the product. */
export interface SystemNamespace {
  readonly name: string;
  readonly podSecurity: PodSecurity;
  /** Why it is needed; for one that is not restricted, why it cannot be. */
  readonly reason: string;
  /** The cluster service that runs there. @default - the agent and what stands beside it */
  readonly service?: ClusterServiceId;
}

/**
 * Every namespace that the library may make. `kube-system` is the cloud's: its network plugin, DNS, proxy and storage
 * driver run there without restriction, and the load balancer controller and the autoscaler beside them.
 */
export const SYSTEM_NAMESPACES: readonly SystemNamespace[] = [
  { name: SYSTEM_NAMESPACE, podSecurity: 'restricted', reason: 'agent, proxy and exporters' },
  { name: 'cert-manager', podSecurity: 'restricted', reason: 'cert-manager', service: 'cert-manager' },
  { name: 'istio-system', podSecurity: 'restricted', reason: "Istio's control plane", service: 'istio' },
  { name: 'istio-ingress', podSecurity: 'restricted', reason: 'the gateway and its certificates', service: 'istio' },
  { name: 'external-dns', podSecurity: 'restricted', reason: 'external-dns', service: 'external-dns' },
  { name: 'monitoring', podSecurity: 'restricted', reason: 'Prometheus and Alertmanager', service: 'monitoring' },
  {
    name: 'byoc-node',
    podSecurity: 'privileged',
    reason: 'node-exporter reads host processes and file systems, which restricted pods cannot',
    service: 'monitoring',
  },
];

/** The namespaces of ours that this installation has: no service, no namespace. */
export function systemNamespacesOf({ cloud, plan }: DataPlaneConfig): SystemNamespace[] {
  return SYSTEM_NAMESPACES.filter(
    ({ service }) =>
      service === undefined ||
      (plan.clusterServices.includes(service) && CLUSTER_SERVICES[service].delivery[cloud] === 'chart'),
  );
}
