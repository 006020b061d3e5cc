export { allocatable, type ClusterKind, type NodeResources, type NodeSize, nodeAllocatable } from './core/allocatable';
export { CAPABILITIES, type CapabilityId } from './core/capabilities';
export type { Capacity, ProfileCapacity } from './core/capacity';
export { Cidr } from './core/cidr';
export type { Architecture, Cloud } from './core/clouds/cloud-facts';
export type { NetworkRoles } from './core/clouds/facts';
export { CLUSTER_SERVICES, type ClusterService, type ClusterServiceId } from './core/cluster-services';
export { ConfigError, type Path, type Problem, type Warning } from './core/config-error';
export type * from './core/config-types';
export type { Egress } from './core/egress';
export type { ResolvedListener } from './core/listeners';
export { loadEnvironment, loadPlan } from './core/load';
export { loadConfig } from './core/load-config';
export {
  layoutNetwork,
  type NetworkLayout,
  type NetworkLayoutInput,
  type NetworkRange,
  rangesOf,
} from './core/network-layout';
export type { ResolvedNodeProfile } from './core/node-profiles';
export {
  type DataPlaneOutputs,
  type DeployedOutputs,
  type ListenerOutput,
  OUTPUTS_CONTRACT,
} from './core/outputs';
export { parseOutputs } from './core/parse-outputs';
export type { Component, Exposure } from './core/plan/listener';
export { type DataPlaneConfig, type ResolveOptions, resolveConfig } from './core/resolve-config';
export type { ResolvedExistingNetwork, ResolvedNetwork, ResolvedNewNetwork } from './core/resolved-network';
export { type SupportSubject, supportSubjectsOf } from './core/support';
export { KUBERNETES_RELEASES, type KubernetesRelease } from './core/versions';
export type { GrantedCapability, Identity } from './core/workloads';
export type { Zones } from './core/zones';
