import { DataAzurermSubnet } from '@cdktf/provider-azurerm/lib/data-azurerm-subnet';
import { DataAzurermVirtualNetwork } from '@cdktf/provider-azurerm/lib/data-azurerm-virtual-network';
import { Subnet } from '@cdktf/provider-azurerm/lib/subnet';
import { SubnetNatGatewayAssociation } from '@cdktf/provider-azurerm/lib/subnet-nat-gateway-association';
import { VirtualNetwork } from '@cdktf/provider-azurerm/lib/virtual-network';
import type { TerraformStack } from 'cdktf';
import { ExistingNetwork } from '../../../lib/azure/data-plane/existing-network';
import { AzureNetwork } from '../../../lib/azure/data-plane/network';
import type { IAzureNetwork } from '../../../lib/azure/data-plane/network-contract';
import type { ResolvedExistingNetwork } from '../../../lib/core/resolved-network';
import { resourcesOf } from '../../../lib/terraform/resources-of';
import { declare, REGION, RenderedStack, SUBSCRIPTION, testStack } from '../../support/azure';

const NETWORK = `/subscriptions/${SUBSCRIPTION}/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/main`;
const subnetId = (name: string) => `${NETWORK}/subnets/${name}`;
const IDS = {
  virtualNetwork: NETWORK,
  nodeSubnet: subnetId('apps'),
  privateEndpointSubnet: subnetId('endpoints'),
  loadBalancerSubnet: subnetId('balancers'),
  loadBalancerCidr: '10.60.4.0/28',
  outbound: 'routes',
} as const;
/** What a network says of the same. */
const SAID = { ...IDS, loadBalancerSubnet: 'balancers', egressAddresses: [] };

/** What a network says, and what the stack has beside it. */
function renderNetwork(make: (stack: TerraformStack) => IAzureNetwork) {
  const stack = testStack();
  const network = make(stack);
  const { node: _, wayOut, ...said } = network;
  declare(stack, said);
  const { outputs, types } = RenderedStack.of(stack);
  return { outputs, types, before: resourcesOf([wayOut]).length };
}

describe('by ids', () => {
  test('nothing is made, and Kubernetes is told the name of the subnet for load balancers', () => {
    expect(renderNetwork((stack) => AzureNetwork.fromIds(stack, 'Network', IDS))).toEqual({
      types: [],
      before: 0,
      outputs: SAID,
    });
  });

  test('subnets for the API server and for Private Link are taken where they are named', () => {
    const given = { ...IDS, apiServerSubnet: subnetId('control'), privateLinkSubnet: subnetId('consumers') };
    expect(renderNetwork((stack) => AzureNetwork.fromIds(stack, 'Network', given)).outputs).toEqual({
      ...SAID,
      apiServerSubnet: subnetId('control'),
      privateLinkSubnet: 'consumers',
    });
  });
});

describe('the network of an environment', () => {
  const network: ResolvedExistingNetwork<'azure'> = {
    kind: 'existing',
    cidr: '10.60.0.0/16',
    peeredCidrs: [],
    podCidr: '10.244.0.0/16',
    serviceCidr: '172.20.0.0/16',
    virtualNetworkId: NETWORK,
    nodeSubnet: { id: subnetId('apps'), cidr: '10.60.0.0/22' },
    privateEndpointSubnet: { id: subnetId('endpoints'), cidr: '10.60.5.0/27' },
    loadBalancerSubnet: { id: subnetId('balancers'), cidr: '10.60.4.0/28' },
    outbound: 'routes',
    capacity: { nodes: 1, pods: 1, podsPerNode: 250, profiles: [] },
  };
  const outputsOf = (other: Partial<ResolvedExistingNetwork<'azure'>> = {}) =>
    renderNetwork((stack) => ExistingNetwork.fromEnvironment(stack, 'Network', { ...network, ...other })).outputs;

  test('is known by its ids, with what it does not have left out', () => {
    expect(outputsOf()).toEqual(SAID);
  });

  test('has subnets for the API server and for Private Link, where they are named', () => {
    const apiServerSubnet = { id: subnetId('control'), cidr: '10.60.6.0/28' };
    const privateLinkSubnet = { id: subnetId('consumers'), cidr: '10.60.6.32/28' };
    expect(outputsOf({ apiServerSubnet, privateLinkSubnet, outbound: 'nat-gateway' })).toEqual({
      ...SAID,
      apiServerSubnet: subnetId('control'),
      privateLinkSubnet: 'consumers',
      outbound: 'nat-gateway',
    });
  });
});

test('resources of the same stack are referred to, and nothing is added to them', () => {
  const { outputs, types, before } = renderNetwork((stack) => {
    const resourceGroupName = 'hub';
    const virtualNetwork = new VirtualNetwork(stack, 'Vnet', { resourceGroupName, name: 'main', location: REGION });
    const subnet = (name: string) =>
      new Subnet(stack, name, { resourceGroupName, virtualNetworkName: virtualNetwork.name, name });
    const nodeSubnet = subnet('apps');
    return AzureNetwork.fromResources(stack, 'Network', {
      virtualNetwork,
      nodeSubnet,
      apiServerSubnet: subnet('control'),
      privateEndpointSubnet: subnet('endpoints'),
      loadBalancerSubnet: subnet('balancers'),
      privateLinkSubnet: subnet('consumers'),
      loadBalancerCidr: '10.60.4.0/28',
      outbound: 'nat-gateway',
      wayOut: new SubnetNatGatewayAssociation(stack, 'nat', { subnetId: nodeSubnet.id, natGatewayId: 'gateway' }),
    });
  });
  expect(types).toEqual(['azurerm_subnet', 'azurerm_subnet_nat_gateway_association', 'azurerm_virtual_network']);
  expect(before).toBe(1);
  expect(outputs).toEqual({
    virtualNetwork: '<azurerm_virtual_network.Vnet.id>',
    nodeSubnet: '<azurerm_subnet.apps.id>',
    apiServerSubnet: '<azurerm_subnet.control.id>',
    privateEndpointSubnet: '<azurerm_subnet.endpoints.id>',
    loadBalancerSubnet: '<azurerm_subnet.balancers.name>',
    loadBalancerCidr: '10.60.4.0/28',
    privateLinkSubnet: '<azurerm_subnet.consumers.name>',
    outbound: 'nat-gateway',
    egressAddresses: [],
  });
});

test('data sources do as well', () => {
  const { outputs, types } = renderNetwork((stack) => {
    const subnet = (name: string) =>
      new DataAzurermSubnet(stack, name, { resourceGroupName: 'hub', virtualNetworkName: 'main', name });
    return AzureNetwork.fromResources(stack, 'Network', {
      virtualNetwork: new DataAzurermVirtualNetwork(stack, 'Vnet', { resourceGroupName: 'hub', name: 'main' }),
      nodeSubnet: subnet('apps'),
      privateEndpointSubnet: subnet('endpoints'),
      loadBalancerSubnet: subnet('balancers'),
      loadBalancerCidr: '10.60.4.0/28',
      outbound: 'routes',
    });
  });
  expect(types).toEqual([]);
  expect(outputs).toMatchObject({
    virtualNetwork: '<data.azurerm_virtual_network.Vnet.id>',
    nodeSubnet: '<data.azurerm_subnet.apps.id>',
    loadBalancerSubnet: '<data.azurerm_subnet.balancers.name>',
  });
});
