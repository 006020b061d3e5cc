import { CLUSTER_SERVICES, type ClusterServiceId } from '../../core/cluster-services';
import type { DataPlaneConfig } from '../../core/resolve-config';

/** Whether the plan asks for a service that comes as a chart here: not where the cloud brings it. */
export function isChart({ cloud, plan }: DataPlaneConfig, service: ClusterServiceId): boolean {
  return plan.clusterServices.includes(service) && CLUSTER_SERVICES[service].delivery[cloud] === 'chart';
}
