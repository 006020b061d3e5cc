import type { TerraformStack } from 'cdktf';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { GcpCustody } from '../../../lib/gcp/custody/custody';
import { GcpDataPlane } from '../../../lib/gcp/data-plane/data-plane';
import { existingGcpNetwork, gcpEnvironment, minimalPlanForEveryCloud } from '../../support/config';
import { type RenderedStack, render } from '../../support/gcp';
import { FULL, OTHER } from '../support/installations';

const CLUSTER = 'google_container_cluster';
const POOL = 'google_container_node_pool';

const deployed = (stack: TerraformStack, config: typeof FULL) => GcpCustody.fromNames(stack, 'Custody', config);

/** Addresses of every resource of the types, without the hash. */
function addressesOf(rendered: RenderedStack, types: RegExp): string[] {
  return rendered.types
    .filter((type) => types.test(type))
    .flatMap((type) => Object.keys(rendered.resources(type)).map((id) => `${type}.${id}`))
    .sort();
}

const waitedFor = (rendered: RenderedStack): string[] => [...(rendered.only(CLUSTER).depends_on ?? [])].sort();

describe.each([
  ['everything', FULL],
  ['no way out, no listener on the internet', OTHER],
])('the order with %s', (_, config) => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = render((stack) => {
      new GcpDataPlane(stack, 'DataPlane', { config, custody: deployed(stack, config) });
    });
  });

  test('the cluster comes after subnets, way out, endpoints, addresses and rules, and goes before them', () => {
    // The network itself is before them all, by reference.
    expect(waitedFor(rendered)).toEqual(addressesOf(rendered, /^google_compute_(?!network$)/));
    expect(waitedFor(rendered).length).toBeGreaterThan(5);
  });

  test('node pools come after the cluster, whose name they read', () => {
    for (const pool of Object.values(rendered.resources(POOL))) {
      expect(pool.cluster).toBe('<google_container_cluster.DataPlane_Cluster.name>');
    }
  });

  test('nothing is made but what is in the network, and cluster and pools', () => {
    expect(addressesOf(rendered, /^google_(?!compute_|container_(cluster|node_pool)$)/)).toEqual([]);
  });
});

describe('in a network of the customer', () => {
  const config = resolveConfig(minimalPlanForEveryCloud(), { ...gcpEnvironment(), network: existingGcpNetwork() });
  let dataPlane: GcpDataPlane;
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = render((stack) => {
      dataPlane = new GcpDataPlane(stack, 'DataPlane', { config, custody: deployed(stack, config) });
    });
  });

  test('no network, rule or NAT is made', () => {
    expect(dataPlane.firewall).toBeUndefined();
    expect(rendered.types.filter((type) => /_(network|subnetwork|firewall|router)/.test(type))).toEqual([]);
  });

  test('as many pods fit on a node as its ranges allow', () => {
    if (config.network.kind !== 'existing') throw new Error('the network is expected to exist');
    const { podsPerNode } = config.network.capacity;
    expect(rendered.only(CLUSTER).default_max_pods_per_node).toBe(podsPerNode);
    expect(Object.values(rendered.field(POOL, 'max_pods_per_node'))).toEqual([podsPerNode, podsPerNode]);
  });

  test('it is named in the outputs, without addresses that it calls out from', () => {
    expect(dataPlane.outputs.network).toEqual({
      id: 'projects/acme-data/global/networks/acme',
      nodeSubnetIds: ['projects/acme-data/regions/europe-west1/subnetworks/nodes'],
      egressAddresses: [],
    });
  });
});
