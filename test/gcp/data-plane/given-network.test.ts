import { ComputeNetwork } from '@cdktf/provider-google/lib/compute-network';
import { ComputeSubnetwork } from '@cdktf/provider-google/lib/compute-subnetwork';
import type { TerraformStack } from 'cdktf';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { GcpCustody } from '../../../lib/gcp/custody/custody';
import { GcpDataPlane } from '../../../lib/gcp/data-plane/data-plane';
import type { ExistingNetworkNames } from '../../../lib/gcp/data-plane/existing-network';
import { GcpNetwork } from '../../../lib/gcp/data-plane/network';
import type { IGcpNetwork } from '../../../lib/gcp/data-plane/network-contract';
import { existingGcpNetwork, gcpEnvironment, minimalPlanForEveryCloud, sharedVpc } from '../../support/config';
import { messageOf, PROJECT, REGION, RenderedStack, testStack } from '../../support/gcp';

type Network = NonNullable<ReturnType<typeof gcpEnvironment>['network']>;

const NAMES: ExistingNetworkNames = {
  project: PROJECT,
  region: REGION,
  network: 'acme',
  nodeSubnet: 'nodes',
  podRange: 'pods',
  serviceRange: 'services',
};

/** Makes the data plane of an environment with this network in the network that is given. */
function inNetwork(described: Network | undefined, give: (stack: TerraformStack) => IGcpNetwork): TerraformStack {
  const stack = testStack();
  const environment = {
    ...gcpEnvironment(),
    project: PROJECT,
    ...(described === undefined ? {} : { network: described }),
  };
  const config = resolveConfig(minimalPlanForEveryCloud(), environment);
  const custody = GcpCustody.fromNames(stack, 'Custody', config);
  new GcpDataPlane(stack, 'Plane', { config, custody, network: give(stack) });
  return stack;
}

const named =
  (names: Partial<ExistingNetworkNames> = {}) =>
  (stack: TerraformStack) =>
    GcpNetwork.fromNames(stack, 'Network', { ...NAMES, ...names });

/** A network that the same stack makes. */
function made(stack: TerraformStack, withControlPlane = false): IGcpNetwork {
  const network = new ComputeNetwork(stack, 'Vpc', { name: 'acme' });
  const subnet = (name: string) => new ComputeSubnetwork(stack, name, { name, network: network.id });
  return GcpNetwork.fromResources(stack, 'Network', {
    project: PROJECT,
    network,
    nodeSubnet: subnet('nodes'),
    podRange: 'pods',
    serviceRange: 'services',
    ...(withControlPlane ? { controlPlaneSubnet: subnet('control') } : {}),
  });
}

test('the network that the environment describes is taken, by its names', () => {
  expect(messageOf(() => inNetwork(existingGcpNetwork(), named()))).toBe('nothing was thrown');
  const shared = {
    project: 'acme-network',
    privateServiceConnectSubnet: 'consumers',
    controlPlaneSubnet: 'control-plane',
  };
  expect(messageOf(() => inNetwork(sharedVpc(), named(shared)))).toBe('nothing was thrown');
});

test('and by its resources, whose names are known at apply only', () => {
  const { network, subnetwork } = RenderedStack.of(inNetwork(existingGcpNetwork(), (stack) => made(stack))).only(
    'google_container_cluster',
  );
  expect([network, subnetwork]).toEqual(['<google_compute_network.Vpc.id>', '<google_compute_subnetwork.nodes.id>']);
});

test('fails if the environment says that there is a new one', () => {
  expect(messageOf(() => inNetwork(undefined, named()))).toBe(
    "'network' of Test/Plane must be the one that the environment describes, got another than its new network; " +
      'describe it in environment.network with kind existing, or leave it out',
  );
});

const NETWORKS = 'projects/acme-data/global/networks';
const SUBNETS = 'projects/acme-data/regions/europe-west1/subnetworks';

test.each([
  ['project', { project: 'acme-network', network: 'acme' }, 'acme-data', 'acme-network'],
  ['network', { network: 'other' }, `${NETWORKS}/acme`, `${NETWORKS}/other`],
  ['nodeSubnet', { nodeSubnet: 'other' }, `${SUBNETS}/nodes`, `${SUBNETS}/other`],
  ['podRange', { podRange: 'other' }, 'pods', 'other'],
  ['serviceRange', { serviceRange: 'other' }, 'services', 'other'],
  ['controlPlaneSubnet', { controlPlaneSubnet: 'other' }, 'left out', `${SUBNETS}/other`],
  ['privateServiceConnectSubnet', { privateServiceConnectSubnet: 'other' }, 'left out', 'other'],
])("fails if its %s is not the environment's", (name, names, must, got) => {
  const [problem] = messageOf(() => inNetwork(existingGcpNetwork(), named(names))).split('\n');
  expect(problem).toBe(
    `'network.${name}' of Test/Plane must be ${must}, as environment.network says, got ${got}; change one of the two`,
  );
});

test('fails if it has a part that the environment does not describe, also one that is known at apply only', () => {
  expect(messageOf(() => inNetwork(existingGcpNetwork(), (stack) => made(stack, true)))).toBe(
    "'network.controlPlaneSubnet' of Test/Plane must be left out, as environment.network says, got one; change one of the two",
  );
});

test('fails if a part is missing that the environment describes', () => {
  const network = { ...existingGcpNetwork(), controlPlaneSubnet: 'control' };
  expect(messageOf(() => inNetwork(network, named()))).toBe(
    `'network.controlPlaneSubnet' of Test/Plane must be ${SUBNETS}/control, as environment.network says, got nothing; change one of the two`,
  );
});
