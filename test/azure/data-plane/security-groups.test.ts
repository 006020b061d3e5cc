import { AzureSecurityGroups, type AzureSecurityGroupsProps } from '../../../lib/azure/data-plane/security-groups';
import { DATA_PLANE_GROUP, REGION, type RenderedStack, render, SUBSCRIPTION } from '../../support/azure';

const subnetId = (name: string) =>
  `/subscriptions/${SUBSCRIPTION}/resourceGroups/byoc-demo/providers/Microsoft.Network/virtualNetworks/byoc-demo/subnets/${name}`;

const renderGroups = (other: Partial<AzureSecurityGroupsProps> = {}) =>
  render((stack) => {
    new AzureSecurityGroups(stack, 'Groups', {
      environmentId: 'demo',
      subscription: SUBSCRIPTION,
      resourceGroup: DATA_PLANE_GROUP,
      region: REGION,
      subnets: {
        nodes: subnetId('nodes'),
        'private-endpoints': subnetId('endpoints'),
        'load-balancers': subnetId('balancers'),
        'private-link': subnetId('consumers'),
        'api-server': subnetId('api'),
      },
      nodeCidr: '10.0.0.0/18',
      podCidr: '10.244.0.0/16',
      apiServerCidr: '10.0.82.0/28',
      listeners: [{ component: 'proxy', exposure: 'internal', port: 5432 }],
      apiClients: ['10.9.0.0/16'],
      addresses: { 'proxy-internal': '10.0.81.5' },
      internalCidrs: ['10.0.0.0/16'],
      externalCidrs: [],
      tags: { owner: 'platform' },
      ...other,
    });
  });

describe('security groups', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = renderGroups();
  });

  test('are one for each subnet, named after its role', () => {
    expect(rendered.only('azurerm_network_security_group', 'Nodes')).toEqual({
      resource_group_name: DATA_PLANE_GROUP,
      location: REGION,
      name: 'byoc-demo-nodes',
      tags: { owner: 'platform' },
    });
    expect(rendered.field('azurerm_network_security_group', 'name')).toEqual({
      Groups_Nodes: 'byoc-demo-nodes',
      Groups_PrivateEndpoints: 'byoc-demo-private-endpoints',
      Groups_LoadBalancers: 'byoc-demo-load-balancers',
      Groups_PrivateLink: 'byoc-demo-private-link',
      Groups_ApiServer: 'byoc-demo-api-server',
    });
  });

  test('are tied to their subnets, each to its own', () => {
    const type = 'azurerm_subnet_network_security_group_association';
    const group = (name: string) => `<azurerm_network_security_group.Groups_${name}.id>`;
    expect(rendered.field(type, 'subnet_id')).toEqual({
      Groups_Nodes_Subnet: subnetId('nodes'),
      Groups_PrivateEndpoints_Subnet: subnetId('endpoints'),
      Groups_LoadBalancers_Subnet: subnetId('balancers'),
      Groups_PrivateLink_Subnet: subnetId('consumers'),
      Groups_ApiServer_Subnet: subnetId('api'),
    });
    expect(rendered.field(type, 'network_security_group_id')).toEqual({
      Groups_Nodes_Subnet: group('Nodes'),
      Groups_PrivateEndpoints_Subnet: group('PrivateEndpoints'),
      Groups_LoadBalancers_Subnet: group('LoadBalancers'),
      Groups_PrivateLink_Subnet: group('PrivateLink'),
      Groups_ApiServer_Subnet: group('ApiServer'),
    });
  });

  test('deny everything, last, in every subnet', () => {
    const priorities = rendered.field('azurerm_network_security_rule', 'priority');
    expect(Object.entries(priorities).filter(([, priority]) => priority === 4096)).toEqual([
      ['Groups_ApiServer_DenyAll', 4096],
      ['Groups_LoadBalancers_DenyAll', 4096],
      ['Groups_Nodes_DenyAll', 4096],
      ['Groups_PrivateEndpoints_DenyAll', 4096],
      ['Groups_PrivateLink_DenyAll', 4096],
    ]);
    expect(rendered.only('azurerm_network_security_rule', 'Nodes_DenyAll')).toEqual({
      resource_group_name: DATA_PLANE_GROUP,
      network_security_group_name: '<azurerm_network_security_group.Groups_Nodes.name>',
      name: 'deny-all',
      description: 'Everything that no other rule lets in is refused, also from the network itself',
      direction: 'Inbound',
      access: 'Deny',
      priority: 4096,
      protocol: '*',
      source_address_prefix: '*',
      source_port_range: '*',
      destination_address_prefix: '*',
      destination_port_range: '*',
    });
  });

  test('let clients in to the nodes, for the load balancer and its ports', () => {
    expect(rendered.only('azurerm_network_security_rule', 'ClientsProxyInternal')).toEqual({
      resource_group_name: DATA_PLANE_GROUP,
      network_security_group_name: '<azurerm_network_security_group.Groups_Nodes.name>',
      name: 'clients-proxy-internal',
      description: 'Clients of proxy, internal',
      direction: 'Inbound',
      access: 'Allow',
      priority: 210,
      protocol: 'Tcp',
      source_address_prefix: '10.0.0.0/16',
      source_port_range: '*',
      destination_address_prefixes: ['10.0.81.5'],
      destination_port_ranges: ['5432'],
    });
  });

  test('name several networks in the field that takes several, and names of Azure in the one that takes these', () => {
    expect(rendered.only('azurerm_network_security_rule', 'Nodes_Cluster')).toMatchObject({
      protocol: '*',
      source_address_prefixes: ['10.0.0.0/18', '10.244.0.0/16'],
      destination_address_prefixes: ['10.0.0.0/18', '10.244.0.0/16'],
      destination_port_range: '*',
    });
    const probes = rendered.only('azurerm_network_security_rule', 'Nodes_HealthProbes');
    expect([probes.source_address_prefix, probes.source_address_prefixes]).toEqual(['AzureLoadBalancer', undefined]);
  });

  test('open private endpoints to the cluster only', () => {
    const rules = Object.entries(rendered.field('azurerm_network_security_rule', 'source_address_prefixes'));
    expect(rules.filter(([id]) => id.includes('PrivateEndpoints'))).toEqual([
      ['Groups_PrivateEndpoints_Cluster', ['10.0.0.0/18', '10.0.82.0/28']],
      ['Groups_PrivateEndpoints_DenyAll', undefined],
    ]);
  });
});

test('an owner of some subnets draws groups for these', () => {
  const rendered = renderGroups({ subnets: { nodes: subnetId('apps') } });
  expect(rendered.field('azurerm_network_security_group', 'name')).toEqual({ Groups_Nodes: 'byoc-demo-nodes' });
  const names = Object.values(rendered.field('azurerm_network_security_rule', 'name'));
  expect(names).toEqual(['api-server', 'clients-proxy-internal', 'cluster', 'deny-all', 'health-probes']);
});
