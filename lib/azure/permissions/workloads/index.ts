import type { CapabilityId } from '../../../core/capabilities';
import type { GrantedCapability } from '../../../core/workloads';
import type { Grant } from '../grant';
import { bucketRead } from './bucket-read';
import { bucketReadWrite } from './bucket-read-write';
import type { CapabilityGrants, WorkloadContext } from './context';
import { dnsChallenges } from './dns-challenges';
import { dnsRecords } from './dns-records';
import { metricsQuery } from './metrics-query';
import { nodesScale } from './nodes-scale';
import { privateEndpointsRead } from './private-endpoints-read';
import { targetsRegister } from './targets-register';
import { telemetryBilling } from './telemetry-billing';
import { telemetryQueue } from './telemetry-queue';

/** One file per capability; a capability that is forgotten here does not compile. */
const GRANTS = {
  'bucket:read': bucketRead,
  'bucket:read-write': bucketReadWrite,
  'private-endpoints:read': privateEndpointsRead,
  'metrics:query': metricsQuery,
  'telemetry:queue': telemetryQueue,
  'telemetry:billing': telemetryBilling,
  'targets:register': targetsRegister,
  'nodes:scale': nodesScale,
  'dns:records': dnsRecords,
  'dns:challenges': dnsChallenges,
} satisfies Record<CapabilityId, CapabilityGrants>;

/** What capabilities are on Azure. */
export function workloadGrants(capabilities: readonly GrantedCapability[], context: WorkloadContext): readonly Grant[] {
  return capabilities.flatMap(({ id, target }) => GRANTS[id](context, target ?? ''));
}
