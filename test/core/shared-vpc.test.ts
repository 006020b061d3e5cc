import type { ExistingVpcNetwork } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import { existingGcpNetwork, gcpEnvironment, minimalPlanForEveryCloud, sharedVpc, warningsOf } from '../support/config';

const GKE = 'service-123456789012@container-engine-robot.iam.gserviceaccount.com';
const APIS = '123456789012@cloudservices.gserviceaccount.com';
const PAGE = '(docs/gcp/shared-vpc.md); verify with: gcloud';

test('what the owner of a Shared VPC must grant is listed, for each subnet', () => {
  const networkUser = (subnet: string, members: string) =>
    `environment.network.hostProject needs roles/compute.networkUser on subnet ${subnet} for ${members} ${PAGE} compute networks subnets get-iam-policy ${subnet} --project acme-network --region europe-west1`;
  expect(grants(sharedVpc())).toEqual([
    `environment.network.hostProject needs acme-data as a service project ${PAGE} compute shared-vpc get-host-project acme-data`,
    networkUser('nodes', `${GKE}, ${APIS} and whoever applies the data plane`),
    networkUser('consumers', GKE),
    networkUser('control-plane', GKE),
    `environment.network.hostProject needs roles/container.hostServiceAgentUser for ${GKE} ${PAGE} projects get-iam-policy acme-network --flatten="bindings[].members" --filter="bindings.role=roles/container.hostServiceAgentUser"`,
    `environment.network.hostProject needs the API container.googleapis.com ${PAGE} services list --project acme-network --filter="config.name=container.googleapis.com"`,
  ]);
});

test('only subnets that are named need a grant', () => {
  const network = { ...existingGcpNetwork(), hostProject: 'acme-network' };
  expect(grants(network).filter((warning) => warning.includes('networkUser'))).toHaveLength(1);
});

test('a network of the installation’s own project needs no grants', () => {
  expect(grants(existingGcpNetwork())).toEqual([]);
});

function grants(network: ExistingVpcNetwork): string[] {
  const config = resolveConfig(minimalPlanForEveryCloud(), { ...gcpEnvironment(), network });
  return warningsOf(config).filter((warning) => warning.startsWith('environment.network.hostProject'));
}
