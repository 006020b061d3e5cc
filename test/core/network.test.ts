import type {
  AwsEnvironment,
  GcpEnvironment,
  NewAzureNetwork,
  NewGcpNetwork,
  NewNetwork,
  VendorPlan,
} from '../../lib/core/config-types';
import { rangesOf } from '../../lib/core/network-layout';
import { resolveConfig } from '../../lib/core/resolve-config';
import {
  azureEnvironment,
  fullEnvironment,
  fullPlan,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlan,
  minimalPlanForEveryCloud,
  problemsOf,
  warningsOf,
} from '../support/config';

test('a minimal environment gets a network of its own', () => {
  const { network } = resolve({});
  expect(network).toMatchObject({
    kind: 'new',
    cidr: '10.0.0.0/16',
    serviceCidr: '172.20.0.0/16',
    peeredCidrs: [],
    nat: 'per-zone',
    endpoints: 'gateway',
    flowLogs: true,
  });
});

test('a full environment keeps what it says of its network', () => {
  const { network, environment } = resolveConfig(fullPlan(), fullEnvironment());
  expect(network).toMatchObject(environment.network);
});

test('nodes without a way out are doubtful', () => {
  expect(warningsOf(resolveConfig(minimalPlan(), { ...minimalEnvironment(), network: { nat: 'none' } }))).toContain(
    'environment.network.nat none leaves nodes without a way out until you add routes, and the first install waits for its nodes: take endpoints private, or a network of yours (kind existing)',
  );
});

test.each([{ nat: 'single' }, { nat: 'none', endpoints: 'private' }] as const)(
  'nodes with %j have a way out',
  (network) => {
    const { warnings } = resolveConfig(minimalPlan(), { ...minimalEnvironment(), network });
    expect(warnings.map(({ path }) => path)).not.toContain('environment.network.nat');
  },
);

test('the ranges are laid out in the environment’s zones', () => {
  const { network } = resolve({});
  const zones = network.kind === 'new' ? network.layout.ranges.map(({ zone }) => zone) : [];
  expect(zones.slice(0, 3)).toEqual(minimalEnvironment().zones);
});

test('services on Google Cloud get the part of the network that the layout gives them', () => {
  const environment: GcpEnvironment = { ...gcpEnvironment(), network: { cidr: '10.40.0.0/18' } };
  const { network } = resolveConfig(minimalPlanForEveryCloud(), environment);
  expect(network.serviceCidr).toBe('10.40.36.0/22');
});

describe('a range for services on Google Cloud', () => {
  const environment: GcpEnvironment = { ...gcpEnvironment(), network: { serviceCidr: '172.20.0.0/16' } };
  const config = resolveConfig(minimalPlanForEveryCloud(), environment);

  test('is not used', () => {
    expect(config.network.serviceCidr).toBe('10.0.144.0/20');
  });

  test('is said not to be used', () => {
    expect(warningsOf(config)).toContain(
      'environment.network.serviceCidr is not used on gcp: services get a part of the network',
    );
  });
});

test('a range for services on Azure is used', () => {
  const environment = { ...azureEnvironment(), network: { serviceCidr: '172.21.0.0/16' } };
  const config = resolveConfig(minimalPlanForEveryCloud(), environment);
  expect(config.network.serviceCidr).toBe('172.21.0.0/16');
  expect(config.warnings.map(({ path }) => path)).not.toContain('environment.network.serviceCidr');
});

test('fails if the network is outside the private ranges', () => {
  expect(problems({ cidr: '11.0.0.0/16' })).toEqual([
    "'environment.network.cidr' must lie inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10, got 11.0.0.0/16; choose private addresses",
  ]);
});

test('fails if the network is not aligned', () => {
  expect(problems({ cidr: '10.0.0.5/16' })).toEqual([
    "'environment.network.cidr' must be network-aligned, got 10.0.0.5/16; write 10.0.0.0/16",
  ]);
});

test('fails if the network is too small', () => {
  expect(problems({ cidr: '10.0.0.0/24' })).toEqual([
    "'environment.network.cidr' must be a /23 or larger on aws, got 10.0.0.0/24; choose a larger network",
  ]);
});

test('fails if the network is too large', () => {
  expect(problems({ cidr: '10.0.0.0/15' })).toEqual([
    "'environment.network.cidr' must be a /16 or smaller on aws, got 10.0.0.0/15; write 10.0.0.0/16",
  ]);
});

test('fails if the network overlaps a peer', () => {
  expect(problems({ cidr: '10.0.0.0/16', peeredCidrs: ['10.0.0.0/8'] })).toEqual([
    "'environment.network.cidr' must not overlap the peered network 10.0.0.0/8, got 10.0.0.0/16; choose other addresses",
  ]);
});

test('fails if private endpoints are asked for in a /23', () => {
  expect(problems({ cidr: '10.0.0.0/23', endpoints: 'private' })).toEqual([
    "'environment.network.endpoints' must be gateway in a network smaller than /22: each endpoint takes an address in every zone, got private in 10.0.0.0/23; choose a larger network, or gateway",
  ]);
});

test('private endpoints just fit into a /22', () => {
  expect(warnings({ cidr: '10.0.0.0/22', endpoints: 'private' })).toContain(
    'environment.network.endpoints private endpoints just fit into a /22; take a /21 to have room',
  );
});

test('private endpoints have room in a /21', () => {
  expect(warnings({ cidr: '10.0.0.0/21', endpoints: 'private' }).join()).not.toContain('endpoints');
});

describe('on Azure', () => {
  const resolveOnAzure = (network: NewAzureNetwork, plan: Partial<VendorPlan> = {}) =>
    resolveConfig({ ...minimalPlanForEveryCloud(), ...plan }, { ...azureEnvironment(), network });

  test('there is nothing to choose about the way out, endpoints and flow logs', () => {
    const { network } = resolveOnAzure({});
    expect(network).toMatchObject({ kind: 'new', nat: 'single', endpoints: 'private', flowLogs: false });
  });

  test.each([
    ['nat', 'per-zone'],
    ['endpoints', 'private'],
    ['flowLogs', 'true'],
  ])('fails if %s is chosen nevertheless', (field, value) => {
    const network = { [field]: value } as NewAzureNetwork;
    expect(problemsOf(() => resolveOnAzure(network))).toEqual([
      `'environment.network.${field}' must be a known key, got ${field}; remove it; known keys are kind, cidr, podCidr, serviceCidr, peeredCidrs`,
    ]);
  });

  test('the overlay of the pods is the customer’s choice', () => {
    const { network } = resolveOnAzure({ podCidr: '10.128.0.0/14' });
    expect(network.kind === 'new' && rangesOf(network.layout, 'pods')).toEqual([
      { role: 'pods', cidr: '10.128.0.0/14' },
    ]);
  });

  test('fails if the overlay is too small for the nodes that always run', () => {
    expect(problemsOf(() => resolveOnAzure({ podCidr: '10.244.0.0/22' }))).toEqual([
      "'environment.network.podCidr' must have room for the 3 nodes that always run, got 10.244.0.0/22, which is enough for 1; choose a larger range",
    ]);
  });

  test('a profile without room is named, with the range that is short', () => {
    const nodeProfiles = [{ name: 'general', vcpu: 2, memoryGiB: 8, maxNodesPerZone: 90 }];
    const short = (network: NewAzureNetwork) =>
      warningsOf(resolveOnAzure(network, { nodeProfiles })).filter((text) => text.includes('enough for'));
    expect(short({})).toEqual([
      "environment.network.podCidr is enough for 253 nodes: there is room for 82 of the 90 nodes per zone that profile 'general' may grow to",
    ]);
    expect(short({ cidr: '10.0.0.0/22' })).toEqual([
      "environment.network.cidr is enough for 248 nodes: there is room for 80 of the 90 nodes per zone that profile 'general' may grow to",
    ]);
    expect(short({ podCidr: '10.128.0.0/14' })).toEqual([]);
  });
});

test('a /23 is said to be small, with what fits', () => {
  expect(warnings({ cidr: '10.0.0.0/23' })).toContain(
    'environment.network.cidr 10.0.0.0/23 is small: it has room for 18 nodes and 288 pods',
  );
});

test('a /22 is not said to be small', () => {
  expect(warnings({ cidr: '10.0.0.0/22' }).join()).not.toContain('small');
});

test('profiles that cannot grow to their maximum are named', () => {
  const nodeProfiles = [
    { name: 'general', vcpu: 2, memoryGiB: 8, maxNodesPerZone: 5 },
    { name: 'late', vcpu: 2, memoryGiB: 8, maxNodesPerZone: 1 },
  ];
  const found = warnings({ cidr: '10.0.0.0/23' }, { nodeProfiles });
  expect(found.filter((text) => text.includes('room for') && !text.includes('small'))).toEqual([
    "environment.network.cidr has room for 4 of the 5 nodes per zone that profile 'general' may grow to",
    "environment.network.cidr has room for 0 of the 1 nodes per zone that profile 'late' may grow to",
  ]);
});

describe('internal load balancers take addresses of the nodes', () => {
  // A zone of a /20 has 62 free blocks and 27 single addresses at its edges: 25 nodes leave room for two others.
  const target = { namespace: 'notes', service: 'frontend', port: 80 };
  const agent = { name: 'agent', component: 'agent', port: 1 } as const;
  const ingress = { name: 'https', component: 'ingress', port: 2, target } as const;
  const proxy = { name: 'sql', component: 'proxy', port: 4566, target } as const;

  test('one for each component', () => {
    expect(podBlocksWith([agent, { ...agent, name: 'agent-two', port: 4 }, ingress])).toBe(62 - 25);
  });

  test('a third costs a block', () => {
    expect(podBlocksWith([agent, ingress, proxy])).toBe(62 - 25 - 1);
  });

  test('an external one takes none', () => {
    expect(podBlocksWith([agent, ingress, { ...proxy, exposure: 'external' }])).toBe(62 - 25);
  });

  function podBlocksWith(listeners: NonNullable<VendorPlan['listeners']>): number {
    const plan: VendorPlan = {
      ...minimalPlan(),
      proxy: { image: `registry.notes.example.com/haproxy:3.2.4@sha256:${'0a'.repeat(32)}` },
      nodeProfiles: [{ name: 'general', vcpu: 2, memoryGiB: 8, maxNodesPerZone: 23 }],
      namespaces: ['notes'],
      clusterServices: ['istio'],
      listeners,
    };
    const environment: AwsEnvironment = {
      ...minimalEnvironment(),
      network: { cidr: '10.0.0.0/20' },
      publicIngress: { allowedCidrs: ['198.51.100.0/24'] },
    };
    const { network } = resolveConfig(plan, environment);
    return network.kind === 'new' ? network.layout.capacity.pods / 3 / 16 : 0;
  }
});

describe('the subnet of Envoy load balancers on Google Cloud', () => {
  const rolesOf = (network: NewGcpNetwork) => {
    const config = resolveConfig(minimalPlanForEveryCloud(), { ...gcpEnvironment(), network });
    return config.network.kind === 'new' ? config.network.layout.ranges.map(({ role }) => role) : [];
  };

  test('is made where it is asked for', () => {
    expect(rolesOf({ proxyOnlySubnet: true })).toContain('proxy-only');
  });

  test('is not made otherwise', () => {
    expect(rolesOf({})).not.toContain('proxy-only');
    expect(rolesOf({ proxyOnlySubnet: false })).not.toContain('proxy-only');
  });
});

function resolve(network: NewNetwork, plan: Partial<VendorPlan> = {}) {
  const environment: AwsEnvironment = { ...minimalEnvironment(), network };
  return resolveConfig({ ...minimalPlan(), ...plan }, environment);
}

function problems(network: NewNetwork): string[] {
  return problemsOf(() => resolve(network));
}

function warnings(network: NewNetwork, plan: Partial<VendorPlan> = {}): string[] {
  return warningsOf(resolve(network, plan));
}
