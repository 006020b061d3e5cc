import { Report } from '../../core/config-error';
import type { DeployedOutputs } from '../../core/outputs';

/**
 * Name of the subnet from which consumers in other networks come.
 *
 * @param field of the outputs' network that says it
 * @throws ConfigError if it does not
 */
export function consumerSubnetOf(
  outputs: DeployedOutputs,
  field: 'privateServiceConnectSubnet' | 'privateLinkSubnet',
): string {
  const subnet = outputs.network[field];
  const report = new Report();
  if (subnet === undefined) {
    const fix = 'deploy the data plane with this environment, and read its outputs';
    report.problem(['outputs', 'network', field], 'be there for endpointServices', subnet, fix);
  }
  report.throwIfAny();
  return subnet ?? '';
}
