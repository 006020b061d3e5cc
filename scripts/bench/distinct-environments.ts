import { join } from 'node:path';
import { type AwsEnvironment, Cidr, loadEnvironment } from '../../lib';
import { EXAMPLE } from './process-run';

/** Room for 1,024 environments of 4,096 addresses each, clear of the network that the example is peered with. */
const ADDRESSES = Cidr.parse('10.64.0.0/10');
const ENVIRONMENT_PREFIX = 20;
const ENVIRONMENT_SIZE = 2 ** (32 - ENVIRONMENT_PREFIX);

/** The streaming database's environment as often as asked, each with its own id and addresses. */
export function distinctEnvironments(count: number): AwsEnvironment[] {
  const example = loadEnvironment(join(EXAMPLE, 'environment.yaml'));
  const { network } = example;
  if (example.cloud !== 'aws' || network === undefined || typeof network === 'string' || network.kind === 'existing') {
    throw new Error('the example is expected to make its own network on aws');
  }
  return Array.from({ length: count }, (_, index) => ({
    ...example,
    id: `env${index}`,
    network: { ...network, cidr: ADDRESSES.part(index * ENVIRONMENT_SIZE, ENVIRONMENT_PREFIX).toString() },
  }));
}
