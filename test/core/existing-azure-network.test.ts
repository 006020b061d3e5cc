import type { AzureEnvironment, ExistingVirtualNetwork, VendorPlan } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import {
  azureEnvironment,
  existingVirtualNetwork,
  minimalPlanForEveryCloud,
  problemsOf,
  warningsOf,
} from '../support/config';

const CORRECT = 'correct the one or the other';
const LARGER = 'choose a larger subnet';
const VNET = existingVirtualNetwork().virtualNetworkId;
const AGENT: Partial<VendorPlan> = { listeners: [{ name: 'agent', component: 'agent', port: 443 }] };
const OFFERED: Partial<AzureEnvironment> = {
  endpointServices: [{ component: 'agent', subscriptions: ['33333333-4444-5555-6666-777777777777'] }],
};

test('a network of the customer’s is taken as it is described, with what fits into it', () => {
  const { network } = resolve({});
  expect(network).toMatchObject(existingVirtualNetwork());
  // 1019 addresses of a /22, less three for nodes that an upgrade adds.
  expect(network.kind === 'existing' && network.capacity).toMatchObject({ nodes: 1016, podsPerNode: 250 });
});

test('pods, services, peers and the way out have defaults', () => {
  const { podCidr: _, serviceCidr: __, peeredCidrs: ___, outbound: ____, ...network } = existingVirtualNetwork();
  expect(resolveIn(network).network).toMatchObject({
    podCidr: '10.244.0.0/16',
    serviceCidr: '172.20.0.0/16',
    peeredCidrs: [],
    outbound: 'nat-gateway',
  });
});

test('the network may have any size', () => {
  expect(problems({ cidr: '10.0.0.0/9', peeredCidrs: [] })).toEqual([]);
});

describe('ids', () => {
  test.each([
    ['virtualNetworkId', 'acme', 'a virtual network', ''],
    ['virtualNetworkId', VNET.replace('virtualNetworks', 'virtualnetworks'), 'a virtual network', ''],
    ['virtualNetworkId', `${VNET}/subnets/nodes`, 'a virtual network', ''],
    ['virtualNetworkId', VNET.replace('22222222', '2222'), 'a virtual network', ''],
    ['nodeSubnet.id', VNET, 'a subnet', '/subnets/<subnet>'],
  ])('fails if %s is %s', (field, id, what, rest) => {
    const network = field === 'nodeSubnet.id' ? { nodeSubnet: { id, cidr: '10.60.0.0/22' } } : { [field]: id };
    expect(problems(network)).toEqual([
      `'environment.network.${field}' must be the resource id of ${what}, got ${id.length > 120 ? `${id.slice(0, 117)}...` : id}; write it like /subscriptions/<subscription>/resourceGroups/<group>/providers/Microsoft.Network/virtualNetworks/<network>${rest}`,
    ]);
  });

  test('fails if a subnet is of another network', () => {
    const id = `${VNET}2/subnets/endpoints`;
    expect(problems({ privateEndpointSubnet: { id, cidr: '10.60.4.0/26' } })).toEqual([
      `'environment.network.privateEndpointSubnet.id' must be a subnet of virtualNetworkId, got ${id.slice(0, 117)}...; ${CORRECT}`,
    ]);
  });

  test('fails if one subnet has two roles', () => {
    const { nodeSubnet } = existingVirtualNetwork();
    expect(problems({ loadBalancerSubnet: { ...nodeSubnet, cidr: '10.60.4.64/26' } })).toEqual([
      `'environment.network.loadBalancerSubnet.id' must differ from nodeSubnet, got ${nodeSubnet.id.slice(0, 117)}...; name another one`,
    ]);
  });

  test.each([
    ['resource group', /platform/, 'platform.(old)', 'virtualNetworkId'],
    ['network', /acme/, 'a'.repeat(64), 'virtualNetworkId'],
    ['subnet', /nodes/, 'nodes_', 'nodeSubnet.id'],
  ])('fails if AKS can make no label of the name of the %s', (what, part, name, field) => {
    const network = JSON.parse(
      JSON.stringify(existingVirtualNetwork()).replaceAll(new RegExp(part, 'g'), name),
    ) as ExistingVirtualNetwork;
    expect(problemsOf(() => resolveIn(network))).toEqual([
      `'environment.network.${field}' must have a ${what} whose name is a Kubernetes label of at most 63 characters, got ${name}; AKS makes labels of it: rename it, or use another one`,
    ]);
  });
});

describe('subnets', () => {
  const at = (field: keyof ExistingVirtualNetwork, cidr: string): Partial<ExistingVirtualNetwork> => ({
    [field]: { ...(existingVirtualNetwork()[field] as object), cidr },
  });

  test.each<[string, Partial<ExistingVirtualNetwork>, string]>([
    [
      'that of the API server is smaller than AKS takes',
      at('apiServerSubnet', '10.60.4.128/29'),
      `'environment.network.apiServerSubnet.cidr' must be a /28 or larger, got 10.60.4.128/29; ${LARGER}`,
    ],
    [
      'that of private endpoints is too small',
      at('privateEndpointSubnet', '10.60.4.0/29'),
      `'environment.network.privateEndpointSubnet.cidr' must be a /28 or larger, got 10.60.4.0/29; ${LARGER}`,
    ],
    [
      'that of load balancers lies outside the network',
      at('loadBalancerSubnet', '10.61.0.0/26'),
      `'environment.network.loadBalancerSubnet.cidr' must lie inside cidr 10.60.0.0/20, got 10.61.0.0/26; ${CORRECT}`,
    ],
    [
      'two overlap',
      at('privateLinkSubnet', '10.60.4.128/26'),
      `'environment.network.privateLinkSubnet.cidr' must not overlap apiServerSubnet 10.60.4.128/28, got 10.60.4.128/26; ${CORRECT}`,
    ],
    [
      'one is not aligned',
      at('nodeSubnet', '10.60.0.1/22'),
      "'environment.network.nodeSubnet.cidr' must be network-aligned, got 10.60.0.1/22; write 10.60.0.0/22",
    ],
    [
      'that of the nodes has too few addresses for those that always run',
      at('nodeSubnet', '10.60.0.0/29'),
      "'environment.network.nodeSubnet.cidr' must have room for the 3 nodes that always run, got 10.60.0.0/29, which is enough for 0; choose a larger range",
    ],
    [
      'the network overlaps a peer',
      { peeredCidrs: ['10.60.8.0/24'] },
      "'environment.network.cidr' must not overlap the peered network 10.60.8.0/24, got 10.60.0.0/20; choose other addresses",
    ],
    [
      'pods overlap the network',
      { podCidr: '10.60.0.0/14' },
      "'environment.network.podCidr' must keep the range for pods (10.60.0.0/14) apart from the network 10.60.0.0/20, got 10.60.0.0/14; set podCidr to another range",
    ],
    [
      'pods overlap a peer',
      { podCidr: '10.0.0.0/11' },
      "'environment.network.podCidr' must keep the range for pods (10.0.0.0/11) apart from the peered network 10.0.0.0/16, got 10.0.0.0/11; set podCidr to another range",
    ],
    [
      'services overlap pods',
      { serviceCidr: '10.128.0.0/16' },
      "'environment.network.podCidr' must keep the range for pods (10.128.0.0/14) apart from the range for services 10.128.0.0/16, got 10.128.0.0/14; set podCidr to another range",
    ],
  ])('fails if %s', (_, network, message) => {
    expect(problems(network)).toEqual([message]);
  });

  test('a profile without room is named', () => {
    const nodeProfiles = [{ name: 'general', vcpu: 2, memoryGiB: 8, maxNodesPerZone: 10 }];
    const found = warningsOf(resolve(at('nodeSubnet', '10.60.0.0/27'), {}, { nodeProfiles }));
    expect(found).toContain(
      "environment.network.nodeSubnet.cidr is enough for 24 nodes: there is room for 6 of the 10 nodes per zone that profile 'general' may grow to",
    );
  });
});

describe('what other choices ask for', () => {
  const { apiServerSubnet: _, ...withoutApiServer } = existingVirtualNetwork();
  const { privateLinkSubnet: __, ...withoutPrivateLink } = existingVirtualNetwork();

  test('fails if the API server has no subnet', () => {
    expect(problemsOf(() => resolveIn(withoutApiServer))).toEqual([
      "'environment.network.apiServerSubnet' must be set where apiServer is vnet-integration, got nothing; name a subnet that is delegated to it, or set apiServer to private-cluster",
    ]);
  });

  test('a private cluster needs none, and uses none', () => {
    const apiServer = 'private-cluster';
    expect(problemsOf(() => resolveIn(withoutApiServer, { apiServer }))).toEqual([]);
    expect(warningsOf(resolve({}, { apiServer }))).toContain(
      "environment.network.apiServerSubnet is not used where apiServer is private-cluster: it is in the nodes' subnet",
    );
  });

  test('fails if a component is offered and no subnet is named', () => {
    expect(problemsOf(() => resolveIn(withoutPrivateLink, OFFERED, AGENT))).toEqual([
      "'environment.network.privateLinkSubnet' must be set for endpointServices, got nothing; name a subnet for Private Link services, or remove endpointServices",
    ]);
    expect(problems({}, OFFERED, AGENT)).toEqual([]);
  });
});

test('what only the subscription knows is said to be unknown, with the command that tells', () => {
  const unknown = (network: Partial<ExistingVirtualNetwork>) =>
    warningsOf(resolve(network)).filter((text) => text.startsWith('environment.network'));
  const subnet = (name: string, field: string) =>
    `verify with: az network vnet subnet show --ids ${VNET}/subnets/${name} --query ${field}`;
  expect(unknown({})).toEqual([
    `environment.network.virtualNetworkId unknown whether it is in westeurope, its subnets have the ranges that are declared, and it asks Azure for names or a server that does (dhcpOptions); verify with: az network vnet show --ids ${VNET}`,
    `environment.network.outbound unknown whether the route table of the nodes sends 0.0.0.0/0 to a firewall that lets AKS out; ${subnet('nodes', 'routeTable.id')}`,
    `environment.network.nodeSubnet unknown whether its security group lets pods, nodes, the load balancer of Azure and the clients of listeners in; ${subnet('nodes', 'networkSecurityGroup.id')}`,
    `environment.network.apiServerSubnet unknown whether it is delegated to Microsoft.ContainerService/managedClusters, and nothing else uses it; ${subnet('api-server', 'delegations[].serviceName')}`,
    `environment.network.privateLinkSubnet unknown whether network policies of Private Link services are off in it; ${subnet('private-link', 'privateLinkServiceNetworkPolicies')}`,
  ]);
  expect(unknown({ outbound: 'nat-gateway' })).toContain(
    `environment.network.outbound unknown whether the subnet for nodes has a NAT gateway; ${subnet('nodes', 'natGateway.id')}`,
  );
});

function resolveIn(
  network: ExistingVirtualNetwork,
  environment: Partial<AzureEnvironment> = {},
  plan: Partial<VendorPlan> = {},
) {
  return resolveConfig({ ...minimalPlanForEveryCloud(), ...plan }, { ...azureEnvironment(), ...environment, network });
}

function resolve(
  network: Partial<ExistingVirtualNetwork>,
  environment: Partial<AzureEnvironment> = {},
  plan: Partial<VendorPlan> = {},
) {
  return resolveIn({ ...existingVirtualNetwork(), ...network }, environment, plan);
}

function problems(
  network: Partial<ExistingVirtualNetwork>,
  environment: Partial<AzureEnvironment> = {},
  plan: Partial<VendorPlan> = {},
): string[] {
  return problemsOf(() => resolve(network, environment, plan));
}
