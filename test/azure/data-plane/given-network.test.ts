import { Subnet } from '@cdktf/provider-azurerm/lib/subnet';
import { VirtualNetwork } from '@cdktf/provider-azurerm/lib/virtual-network';
import type { TerraformStack } from 'cdktf';
import { AzureCustody } from '../../../lib/azure/custody/custody';
import { AzureDataPlane } from '../../../lib/azure/data-plane/data-plane';
import type { ExistingNetworkIds } from '../../../lib/azure/data-plane/existing-network';
import { AzureNetwork } from '../../../lib/azure/data-plane/network';
import type { IAzureNetwork } from '../../../lib/azure/data-plane/network-contract';
import type { ExistingVirtualNetwork } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { messageOf, REGION, RenderedStack, testStack } from '../../support/azure';
import { azureEnvironment, existingVirtualNetwork, minimalPlanForEveryCloud } from '../../support/config';

/** With nothing that can be left out. */
const NETWORK = (({ apiServerSubnet: _, privateLinkSubnet: __, ...network }) => network)(existingVirtualNetwork());
const ID = NETWORK.virtualNetworkId;
const SUBNETS = `${ID}/subnets`;
const IDS: ExistingNetworkIds = {
  virtualNetwork: ID,
  nodeSubnet: `${SUBNETS}/nodes`,
  privateEndpointSubnet: `${SUBNETS}/endpoints`,
  loadBalancerSubnet: `${SUBNETS}/load-balancers`,
  loadBalancerCidr: '10.60.4.64/26',
  outbound: 'routes',
};

/** Makes the data plane of an environment with this network in the network that is given. */
function inNetwork(
  network: ExistingVirtualNetwork | undefined,
  give: (stack: TerraformStack) => IAzureNetwork,
): TerraformStack {
  const stack = testStack();
  const config = resolveConfig(minimalPlanForEveryCloud(), {
    ...azureEnvironment(),
    // The network has no subnet for the API server.
    apiServer: network?.apiServerSubnet === undefined ? 'private-cluster' : 'vnet-integration',
    ...(network === undefined ? {} : { network }),
  });
  const custody = AzureCustody.fromNames(stack, 'Custody', config);
  new AzureDataPlane(stack, 'Plane', { config, custody, network: give(stack) });
  return stack;
}

const known =
  (ids: Partial<ExistingNetworkIds> = {}) =>
  (stack: TerraformStack) =>
    AzureNetwork.fromIds(stack, 'Network', { ...IDS, ...ids });

/** A network that the same stack makes. */
function made(stack: TerraformStack, withApiServer = false): IAzureNetwork {
  const common = { resourceGroupName: 'acme' };
  const network = { ...common, name: 'acme', location: REGION, addressSpace: ['10.60.0.0/20'] };
  const virtualNetwork = new VirtualNetwork(stack, 'Vnet', network);
  const subnet = (name: string) =>
    new Subnet(stack, name, { ...common, name, virtualNetworkName: virtualNetwork.name, addressPrefixes: [] });
  return AzureNetwork.fromResources(stack, 'Network', {
    virtualNetwork,
    nodeSubnet: subnet('nodes'),
    privateEndpointSubnet: subnet('endpoints'),
    loadBalancerSubnet: subnet('balancers'),
    loadBalancerCidr: IDS.loadBalancerCidr,
    outbound: IDS.outbound,
    ...(withApiServer ? { apiServerSubnet: subnet('api') } : {}),
  });
}

test('the network that the environment describes is taken, by its ids', () => {
  expect(messageOf(() => inNetwork(NETWORK, known()))).toBe('nothing was thrown');
  const everything = { apiServerSubnet: `${SUBNETS}/api-server`, privateLinkSubnet: `${SUBNETS}/private-link` };
  expect(messageOf(() => inNetwork(existingVirtualNetwork(), known(everything)))).toBe('nothing was thrown');
});

test('and by its resources, whose ids are known at apply only', () => {
  const rendered = RenderedStack.of(inNetwork(NETWORK, (stack) => made(stack)));
  expect(rendered.only('azurerm_kubernetes_cluster').default_node_pool.vnet_subnet_id).toBe(
    '<azurerm_subnet.nodes.id>',
  );
});

test('fails if the environment says that there is a new one', () => {
  expect(messageOf(() => inNetwork(undefined, known()))).toBe(
    "'network' of Test/Plane must be the one that the environment describes, got another than its new network; " +
      'describe it in environment.network with kind existing, or leave it out',
  );
});

test.each([
  ['virtualNetwork', { virtualNetwork: `${ID}2` }, ID, `${ID}2`],
  ['nodeSubnet', { nodeSubnet: `${SUBNETS}/other` }, `${SUBNETS}/nodes`, `${SUBNETS}/other`],
  ['apiServerSubnet', { apiServerSubnet: `${SUBNETS}/other` }, 'left out', `${SUBNETS}/other`],
  ['privateEndpointSubnet', { privateEndpointSubnet: `${SUBNETS}/other` }, `${SUBNETS}/endpoints`, `${SUBNETS}/other`],
  ['loadBalancerSubnet', { loadBalancerSubnet: `${SUBNETS}/other` }, 'load-balancers', 'other'],
  ['loadBalancerCidr', { loadBalancerCidr: '10.60.5.0/26' }, '10.60.4.64/26', '10.60.5.0/26'],
  ['privateLinkSubnet', { privateLinkSubnet: `${SUBNETS}/other` }, 'left out', 'other'],
  ['outbound', { outbound: 'nat-gateway' } as const, 'routes', 'nat-gateway'],
])("fails if its %s is not the environment's", (name, ids, must, got) => {
  expect(messageOf(() => inNetwork(NETWORK, known(ids)))).toBe(
    `'network.${name}' of Test/Plane must be ${must}, as environment.network says, got ${got}; change one of the two`,
  );
});

test('fails with all that is not, in one message', () => {
  const ids = { virtualNetwork: `${ID}2`, outbound: 'nat-gateway' } as const;
  expect(messageOf(() => inNetwork(NETWORK, known(ids))).split('\n')).toEqual([
    expect.stringMatching(/^'network.virtualNetwork' of Test\/Plane must be /),
    expect.stringMatching(/^'network.outbound' of Test\/Plane must be /),
  ]);
});

test('fails if it has a part that the environment does not describe, also one that is known at apply only', () => {
  expect(messageOf(() => inNetwork(NETWORK, (stack) => made(stack, true)))).toBe(
    "'network.apiServerSubnet' of Test/Plane must be left out, as environment.network says, got one; change one of the two",
  );
});

test('fails if a part is missing that the environment describes', () => {
  const { privateLinkSubnet: _, ...network } = existingVirtualNetwork();
  expect(messageOf(() => inNetwork(network, known()))).toBe(
    `'network.apiServerSubnet' of Test/Plane must be ${SUBNETS}/api-server, as environment.network says, got nothing; change one of the two`,
  );
});
