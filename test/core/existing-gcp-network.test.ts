import type { ExistingVpcNetwork, GcpEnvironment, VendorPlan } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import {
  existingGcpNetwork,
  gcpEnvironment,
  minimalPlanForEveryCloud,
  problemsOf,
  sharedVpc,
  warningsOf,
} from '../support/config';

const APART = 'choose other addresses';
const CORRECT = 'correct the one or the other';

test('a network of the customer’s is taken as it is described, with what fits into it', () => {
  const { network } = resolve({});
  expect(network).toMatchObject({ ...existingGcpNetwork(), peeredCidrs: [], project: 'acme-data' });
  // 128 blocks of a /25 in a /18, as in the half of a new /17.
  expect(network.kind === 'existing' && network.capacity).toMatchObject({ nodes: 128, podsPerNode: 64 });
});

test.each([
  ['10.64.0.0/19', { nodes: 64, podsPerNode: 64 }],
  ['10.64.0.0/20', { nodes: 64, podsPerNode: 32 }],
  ['10.64.0.0/24', { nodes: 4, podsPerNode: 32 }],
])('nodes run as many pods in %s as in a network of ours with such a range', (podCidr, capacity) => {
  const { network } = resolve({ podCidr });
  expect(network.kind === 'existing' && network.capacity).toMatchObject(capacity);
});

test('a Shared VPC belongs to its host project', () => {
  expect(resolve(sharedVpc()).network).toMatchObject({ ...sharedVpc(), project: 'acme-network' });
});

test('nothing is said of a range for services that is used', () => {
  expect(resolve({}).warnings.map(({ path }) => path)).not.toContain('environment.network.serviceCidr');
});

describe('names', () => {
  test.each([
    ['network', 'network', 'projects/acme-network/global/networks/acme'],
    ['nodeSubnet', 'subnet', 'projects/acme-network/regions/europe-west1/subnetworks/nodes'],
    ['podRange', 'secondary range', 'Pods'],
    ['serviceRange', 'secondary range', 'services-'],
    ['privateServiceConnectSubnet', 'subnet', '1consumers'],
    ['controlPlaneSubnet', 'subnet', 'c'.repeat(64)],
  ])('fails if %s is not the name of a %s', (field, what, name) => {
    expect(problems({ [field]: name })).toEqual([
      `'environment.network.${field}' must be the name of a ${what}, got ${name}; write the name alone, without its path; where another project owns the network (Shared VPC), set hostProject`,
    ]);
  });

  test('fails if the host project is a number', () => {
    expect(problems({ hostProject: '123456789012' })).toEqual([
      "'environment.network.hostProject' must be a project id, got 123456789012; use the id, not the number",
    ]);
  });

  test('fails if the host project is the installation’s own', () => {
    expect(problems({ hostProject: 'acme-data' })).toEqual([
      "'environment.network.hostProject' must be another project than environment.project, got acme-data; remove it",
    ]);
  });

  test.each([
    ['serviceRange', 'podRange', 'pods'],
    ['privateServiceConnectSubnet', 'nodeSubnet', 'nodes'],
    ['controlPlaneSubnet', 'nodeSubnet', 'nodes'],
  ])('fails if %s is %s', (field, twin, name) => {
    expect(problems({ [field]: name })).toEqual([
      `'environment.network.${field}' must differ from ${twin}, got ${name}; name another one`,
    ]);
  });

  test('fails if a range has no addresses', () => {
    const { podCidr: _, ...network } = existingGcpNetwork();
    expect(problemsOf(() => resolveIn(network as ExistingVpcNetwork))).toEqual([
      "'environment.network.podCidr' must be set (a string), got nothing; add it",
    ]);
  });
});

describe('ranges', () => {
  test.each<[string, Partial<ExistingVpcNetwork>, string]>([
    [
      'nodes have less than a /29',
      { nodeCidr: '10.60.0.0/30' },
      "'environment.network.nodeCidr' must be a /29 or larger, got 10.60.0.0/30; choose a larger range",
    ],
    [
      'services have less than a /28',
      { serviceCidr: '10.60.16.0/29' },
      "'environment.network.serviceCidr' must be a /28 or larger, got 10.60.16.0/29; choose a larger range",
    ],
    [
      'services have more than a /16',
      { serviceCidr: '10.66.0.0/15' },
      "'environment.network.serviceCidr' must be a /16 or smaller, got 10.66.0.0/15; correct it",
    ],
    [
      'the range of the nodes is not aligned',
      { nodeCidr: '10.60.0.1/22' },
      "'environment.network.nodeCidr' must be network-aligned, got 10.60.0.1/22; write 10.60.0.0/22",
    ],
    [
      'nodes lie outside the network',
      { nodeCidr: '10.61.0.0/22' },
      `'environment.network.nodeCidr' must lie inside cidr 10.60.0.0/16, got 10.61.0.0/22; ${CORRECT}`,
    ],
    [
      'pods overlap nodes',
      { podCidr: '10.60.0.0/20' },
      `'environment.network.podCidr' must not overlap nodeCidr 10.60.0.0/22, got 10.60.0.0/20; ${CORRECT}`,
    ],
    [
      'services overlap pods',
      { serviceCidr: '10.64.0.0/20' },
      `'environment.network.serviceCidr' must not overlap podCidr 10.64.0.0/18, got 10.64.0.0/20; ${CORRECT}`,
    ],
    [
      'the network overlaps a peer',
      { peeredCidrs: ['10.60.128.0/24'] },
      `'environment.network.cidr' must not overlap the peered network 10.60.128.0/24, got 10.60.0.0/16; ${APART}`,
    ],
    [
      'pods overlap a peer',
      { peeredCidrs: ['192.168.0.0/24', '10.64.0.0/10'] },
      `'environment.network.podCidr' must not overlap the peered network 10.64.0.0/10, got 10.64.0.0/18; ${APART}`,
    ],
    [
      'services are those of Docker’s bridge',
      { serviceCidr: '172.17.0.0/20' },
      `'environment.network.serviceCidr' must not overlap 172.17.0.0/16 (Docker's default bridge on the nodes: GKE refuses it for control plane, nodes, pods and services), got 172.17.0.0/20; ${APART}`,
    ],
  ])('fails if %s', (_, network, message) => {
    expect(problems(network)).toEqual([message]);
  });

  test('of pods and services may lie outside the network', () => {
    expect(problems({ podCidr: '100.64.0.0/14', serviceCidr: '192.168.0.0/28' })).toEqual([]);
  });

  test('may have the smallest sizes that GKE takes', () => {
    const network = { nodeCidr: '10.60.0.0/29', podCidr: '10.64.0.0/24', controlPlaneSubnet: 'control-plane' };
    expect(problems({ ...network, serviceCidr: '10.60.0.16/28' })).toEqual([]);
  });
});

describe('Private Service Connect', () => {
  const plan = { listeners: [{ name: 'agent', component: 'agent' as const, port: 443 }] };
  const environment = { endpointServices: [{ component: 'agent' as const, projects: ['notes-control'] }] };

  test('fails if a component is offered and no subnet is named', () => {
    expect(problems({}, environment, plan)).toEqual([
      "'environment.network.privateServiceConnectSubnet' must be set for endpointServices, got nothing; name a subnet for Private Service Connect, or remove endpointServices",
    ]);
  });

  test('takes the subnet that is named', () => {
    expect(problems({ privateServiceConnectSubnet: 'consumers' }, environment, plan)).toEqual([]);
  });
});

describe('room for nodes', () => {
  test('fails if pods have too little for the nodes that always run, and says for how many it is enough', () => {
    expect(problems({ podCidr: '10.64.0.0/25' })).toEqual([
      "'environment.network.podCidr' must have room for the 3 nodes that always run, got 10.64.0.0/25, which is enough for 2; choose a larger range",
    ]);
  });

  test('fails if nodes have too little', () => {
    // Of eight addresses Google keeps four, the control plane and an internal load balancer take one each.
    const plan = { listeners: [{ name: 'agent', component: 'agent' as const, port: 443 }] };
    expect(problems({ nodeCidr: '10.60.0.0/29' }, {}, plan)).toEqual([
      "'environment.network.nodeCidr' must have room for the 3 nodes that always run, got 10.60.0.0/29, which is enough for 2; choose a larger range",
    ]);
  });

  test('is missing where a profile cannot grow to its maximum: for pods', () => {
    expect(room({ podCidr: '10.64.0.0/22' }, 4)).toEqual([
      "environment.network.podCidr is enough for 16 nodes: there is room for 3 of the 4 nodes per zone that profile 'general' may grow to",
    ]);
  });

  test('is missing where a profile cannot grow to its maximum: for nodes', () => {
    expect(room({ nodeCidr: '10.60.0.0/28' }, 4)).toEqual([
      "environment.network.nodeCidr is enough for 11 nodes: there is room for 1 of the 4 nodes per zone that profile 'general' may grow to",
    ]);
  });

  test('is not spoken of where every profile fits', () => {
    expect(room({ podCidr: '10.64.0.0/22' }, 3)).toEqual([]);
  });

  function room(network: Partial<ExistingVpcNetwork>, maxNodesPerZone: number): string[] {
    const nodeProfiles = [{ name: 'general', vcpu: 2, memoryGiB: 8, maxNodesPerZone }];
    return warningsOf(resolve(network, {}, { nodeProfiles })).filter((warning) => warning.includes('enough for'));
  }
});

describe('what only the project knows', () => {
  const SUBNET = 'gcloud compute networks subnets describe';

  test('is unknown, with the command to verify', () => {
    expect(unknown({})).toEqual([
      `environment.network unknown whether the ranges are as declared, and Private Google Access is on; verify with: ${SUBNET} nodes --project acme-data --region europe-west1 --format="yaml(network,ipCidrRange,secondaryIpRanges,privateIpGoogleAccess)"`,
      'environment.network unknown whether nodes have a way out, by Cloud NAT or a route; verify with: gcloud compute routers list --project acme-data --filter="network~/acme$" (and routes list)',
      'environment.network unknown whether the firewall lets health checks, the control plane and the clients of listeners in to the nodes; verify with: gcloud compute firewall-rules list --project acme-data --filter="network~/acme$"',
    ]);
  });

  test('of a Shared VPC is asked of its host project', () => {
    const all = unknown(sharedVpc());
    expect(all.every((warning) => warning.includes('--project acme-network'))).toBe(true);
    expect(all.slice(3)).toEqual([
      `environment.network.privateServiceConnectSubnet unknown whether its purpose is PRIVATE_SERVICE_CONNECT, with an address for each connection; verify with: ${SUBNET} consumers --project acme-network --region europe-west1 --format="yaml(network,purpose,ipCidrRange)"`,
      `environment.network.controlPlaneSubnet unknown whether it is a /28 or larger that nothing else uses; verify with: ${SUBNET} control-plane --project acme-network --region europe-west1 --format="yaml(network,purpose,ipCidrRange)"`,
    ]);
  });

  function unknown(network: Partial<ExistingVpcNetwork>): string[] {
    return warningsOf(resolve(network)).filter((warning) => /^environment\.network.* unknown whether /.test(warning));
  }
});

function resolve(
  network: Partial<ExistingVpcNetwork>,
  environment: Partial<GcpEnvironment> = {},
  plan: Partial<VendorPlan> = {},
) {
  return resolveIn({ ...existingGcpNetwork(), ...network }, environment, plan);
}

function resolveIn(
  network: ExistingVpcNetwork,
  environment: Partial<GcpEnvironment> = {},
  plan: Partial<VendorPlan> = {},
) {
  return resolveConfig({ ...minimalPlanForEveryCloud(), ...plan }, { ...gcpEnvironment(), ...environment, network });
}

function problems(...input: Parameters<typeof resolve>): string[] {
  return problemsOf(() => resolve(...input));
}
