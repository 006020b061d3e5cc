import { Dependable } from 'constructs';
import { AzureNetwork, type AzureNetworkProps } from '../../../lib/azure/data-plane/network';
import { layoutNetwork } from '../../../lib/core/network-layout';
import { resourcesOf } from '../../../lib/terraform/resources-of';
import {
  DATA_PLANE_GROUP,
  declare,
  messageOf,
  REGION,
  RenderedStack,
  render,
  SUBSCRIPTION,
  testStack,
  ZONES,
} from '../../support/azure';

const layout = layoutNetwork({ cloud: 'azure', cidr: '10.0.0.0/16', zones: ZONES });

const props = (other: Partial<AzureNetworkProps> = {}): AzureNetworkProps => ({
  environmentId: 'demo',
  subscription: SUBSCRIPTION,
  resourceGroup: DATA_PLANE_GROUP,
  region: REGION,
  zones: ZONES,
  layout,
  tags: { 'byoc:environment': 'demo' },
  ...other,
});

describe('a network', () => {
  let network: AzureNetwork;
  let rendered: RenderedStack;
  beforeAll(() => {
    const stack = testStack();
    network = new AzureNetwork(stack, 'Network', props());
    const { node: _node, wayOut: _wayOut, nat: _nat, ...said } = network;
    declare(stack, said);
    rendered = RenderedStack.of(stack);
  });

  test('is put into the resource group that is there, with the addresses of its layout', () => {
    expect(rendered.only('azurerm_virtual_network')).toEqual({
      resource_group_name: DATA_PLANE_GROUP,
      location: REGION,
      name: 'byoc-demo',
      address_space: ['10.0.0.0/16'],
      tags: { 'byoc:environment': 'demo' },
    });
    expect(rendered.types).not.toContain('azurerm_resource_group');
  });

  test('has the subnets of its layout, and none for pods or services, which lie outside', () => {
    expect(rendered.field('azurerm_subnet', 'address_prefixes')).toEqual({
      Network_Nodes: ['10.0.0.0/18'],
      Network_PrivateLink: ['10.0.64.0/20'],
      Network_PrivateEndpoints: ['10.0.80.0/24'],
      Network_LoadBalancers: ['10.0.81.0/24'],
      Network_ApiServer: ['10.0.82.0/28'],
    });
    expect(Object.values(rendered.field('azurerm_subnet', 'name')).sort()).toEqual([
      'byoc-demo-api-server',
      'byoc-demo-load-balancers',
      'byoc-demo-nodes',
      'byoc-demo-private-endpoints',
      'byoc-demo-private-link',
    ]);
  });

  test('gives no machine an address on the internet that nobody chose', () => {
    for (const subnet of Object.values(rendered.resources('azurerm_subnet'))) {
      expect(subnet).toMatchObject({
        resource_group_name: DATA_PLANE_GROUP,
        virtual_network_name: '<azurerm_virtual_network.Network.name>',
        default_outbound_access_enabled: false,
      });
    }
  });

  test('delegates one subnet to AKS, of a size that AKS takes, and no other', () => {
    expect(rendered.field('azurerm_subnet', 'delegation')).toEqual({
      Network_Nodes: undefined,
      Network_PrivateLink: undefined,
      Network_PrivateEndpoints: undefined,
      Network_LoadBalancers: undefined,
      Network_ApiServer: [
        {
          name: 'aks',
          service_delegation: {
            name: 'Microsoft.ContainerService/managedClusters',
            actions: ['Microsoft.Network/virtualNetworks/subnets/join/action'],
          },
        },
      ],
    });
  });

  test('has security groups hold for private endpoints', () => {
    expect(rendered.field('azurerm_subnet', 'private_endpoint_network_policies')).toMatchObject({
      Network_PrivateEndpoints: 'NetworkSecurityGroupEnabled',
      Network_Nodes: 'NetworkSecurityGroupEnabled',
    });
  });

  test('lets a Private Link service take addresses of its subnet', () => {
    expect(rendered.field('azurerm_subnet', 'private_link_service_network_policies_enabled')).toMatchObject({
      Network_PrivateLink: false,
      Network_LoadBalancers: undefined,
    });
  });

  test('calls out by the NAT gateway of the nodes', () => {
    expect(rendered.only('azurerm_subnet_nat_gateway_association').subnet_id).toBe('<azurerm_subnet.Network_Nodes.id>');
    expect(rendered.only('azurerm_public_ip').zones).toEqual(ZONES);
  });

  test('says by id what Azure asks for, and by name what Kubernetes does', () => {
    expect(rendered.outputs).toEqual({
      virtualNetwork: '<azurerm_virtual_network.Network.id>',
      nodeSubnet: '<azurerm_subnet.Network_Nodes.id>',
      apiServerSubnet: '<azurerm_subnet.Network_ApiServer.id>',
      privateEndpointSubnet: '<azurerm_subnet.Network_PrivateEndpoints.id>',
      loadBalancerSubnet: '<azurerm_subnet.Network_LoadBalancers.name>',
      loadBalancerCidr: '10.0.81.0/24',
      privateLinkSubnet: '<azurerm_subnet.Network_PrivateLink.name>',
      outbound: 'nat-gateway',
      egressAddresses: ['<azurerm_public_ip.Network_Nat_Address.ip_address>'],
      subnets: {
        nodes: '<azurerm_subnet.Network_Nodes.id>',
        'private-endpoints': '<azurerm_subnet.Network_PrivateEndpoints.id>',
        'load-balancers': '<azurerm_subnet.Network_LoadBalancers.id>',
        'private-link': '<azurerm_subnet.Network_PrivateLink.id>',
        'api-server': '<azurerm_subnet.Network_ApiServer.id>',
      },
    });
  });

  test('lets nothing go that a cluster uses: subnets, gateway, address and what ties them are its way out', () => {
    expect(Dependable.of(network.wayOut).dependencyRoots.map(({ node }) => node.path)).toEqual([
      'Test/Network/Nodes',
      'Test/Network/PrivateEndpoints',
      'Test/Network/LoadBalancers',
      'Test/Network/PrivateLink',
      'Test/Network/ApiServer',
      'Test/Network/Nat',
    ]);
    expect(resourcesOf([network.wayOut])).toHaveLength(9);
  });
});

test('the smallest network has every subnet, too', () => {
  const smallest = layoutNetwork({ cloud: 'azure', cidr: '10.0.0.0/23', zones: ZONES });
  const rendered = render((stack) => new AzureNetwork(stack, 'Network', props({ layout: smallest })));
  expect(rendered.field('azurerm_subnet', 'address_prefixes')).toEqual({
    Network_Nodes: ['10.0.0.0/25'],
    Network_PrivateEndpoints: ['10.0.0.128/26'],
    Network_LoadBalancers: ['10.0.0.192/26'],
    Network_PrivateLink: ['10.0.1.0/27'],
    Network_ApiServer: ['10.0.1.32/28'],
  });
});

test('fails if the layout is of something else', () => {
  const wrong = { ...layout, ranges: layout.ranges.filter(({ role }) => role !== 'api-server') };
  expect(messageOf(() => new AzureNetwork(testStack(), 'Network', props({ layout: wrong })))).toBe(
    "'layout' of Test/Network must have a range for api-server, got nodes, private-link, private-endpoints, load-balancers, pods, services; use layoutNetwork",
  );
});
