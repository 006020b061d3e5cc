import { ComputeAddress } from '@cdktf/provider-google/lib/compute-address';
import { Construct } from 'constructs';
import { type DataPlaneConfig, resolveConfig } from '../../lib/core/resolve-config';
import { GcpBootstrap } from '../../lib/gcp/bootstrap/bootstrap';
import { gcpBootstrapProps } from '../../lib/gcp/bootstrap/bootstrap-stack';
import { GcpCustody } from '../../lib/gcp/custody/custody';
import { gcpCustodyProps } from '../../lib/gcp/custody/custody-stack';
import { GcpGrants } from '../../lib/gcp/custody/grants';
import { GcpDataPlane } from '../../lib/gcp/data-plane/data-plane';
import { resourcesOf } from '../../lib/terraform/resources-of';
import { waitFor } from '../../lib/terraform/wait-for';
import { fullGcpEnvironment, fullPlan } from '../support/config';
import { type Block, RenderedStack, render, testStack } from '../support/gcp';

/** All rooms in one stack of a customer's app, where nothing but references and `dependsOn` makes an order. */
function oneStack(config: DataPlaneConfig<'gcp'>): RenderedStack {
  return render((stack) => {
    const bootstrap = new GcpBootstrap(stack, 'Bootstrap', gcpBootstrapProps(config));
    const custody = new GcpCustody(stack, 'Custody', { ...gcpCustodyProps(config), after: [bootstrap] });
    const dataPlane = new GcpDataPlane(stack, 'Plane', { config, custody, after: [bootstrap] });
    const { environment, identities } = config;
    const { id: environmentId, project, projectNumber, dns } = environment;
    new GcpGrants(stack, 'Grants', {
      ...{ environmentId, project, projectNumber, identities },
      buckets: custody.buckets,
      domain: dns?.domain,
      after: [dataPlane],
    });
  });
}

describe('in one stack', () => {
  /** What each resource waits for by itself, by address. */
  let waits: ReadonlyMap<string, readonly string[]>;
  beforeAll(() => {
    const { own: _, ...environment } = fullGcpEnvironment();
    const access = { mode: 'managed' as const, vendorExpiresAt: '2099-01-01T00:00:00Z' };
    const config = resolveConfig(fullPlan(), { ...environment, own: { metricsWorkspace: 'acme-metrics' }, access });
    const rendered = oneStack(config);
    waits = new Map(
      rendered.types.flatMap((type) =>
        Object.entries(rendered.resources(type)).map(([name, block]: [string, Block]) => [
          `${type}.${name}`,
          block.depends_on ?? [],
        ]),
      ),
    );
  });
  const of = (room: string) => [...waits.keys()].filter((address) => address.includes(`.${room}_`));
  const cluster = () => waits.get('google_container_cluster.Plane_Cluster') ?? [];

  test('the cluster waits until Google may encrypt with the key', () => {
    for (const user of ['container', 'compute']) {
      expect(cluster()).toContain(`google_kms_crypto_key_iam_member.Custody_Encryption_Grant-${user}`);
    }
  });

  test('the cluster waits for the account of the nodes, its roles, and those who may use it', () => {
    expect(
      cluster()
        .filter((address) => address.includes('.Custody_WorkloadIdentity_'))
        .sort(),
    ).toEqual(
      [...waits.keys()]
        .filter((address) => /\.Custody_WorkloadIdentity_(Nodes|Binding-|NodesUser-)/.test(address))
        .sort(),
    );
    expect(cluster().filter((address) => address.includes('_NodesUser-'))).toHaveLength(1);
  });

  test('custody and data plane wait for what is said to be there before, each resource of them', () => {
    const before = of('Bootstrap');
    expect(before.length).toBeGreaterThan(20);
    for (const room of ['Custody', 'Plane']) {
      expect(of(room).length).toBeGreaterThan(10);
      const early = of(room).filter((address) => before.some((earlier) => !waits.get(address)?.includes(earlier)));
      expect([room, early]).toEqual([room, []]);
    }
  });

  test('grants wait for the cluster, with which the pool of identities comes', () => {
    expect(of('Grants').length).toBeGreaterThan(5);
    for (const address of of('Grants')) {
      expect([address, waits.get(address)]).toEqual([
        address,
        expect.arrayContaining(['google_container_cluster.Plane_Cluster']),
      ]);
    }
  });
});

test('a data plane waits for nothing of a custody that is deployed', () => {
  const config = resolveConfig(fullPlan(), fullGcpEnvironment());
  const stack = testStack();
  const custody = GcpCustody.fromNames(stack, 'Custody', config);
  expect(resourcesOf([custody.ready])).toEqual([]);
});

describe('what waits', () => {
  function wait(): RenderedStack {
    const stack = testStack();
    const address = (scope: Construct, name: string, ...dependsOn: ComputeAddress[]) =>
      new ComputeAddress(scope, name, { name, ...(dependsOn.length === 0 ? {} : { dependsOn }) });
    const [first, second] = [address(stack, 'first'), address(stack, 'second')];
    const room = new Construct(stack, 'Room');
    address(room, 'third', first);
    waitFor(room, [second]);
    waitFor(room, []);
    return RenderedStack.of(stack);
  }

  test('goes on waiting for what it waited for before', () => {
    expect(wait().field('google_compute_address', 'depends_on')).toEqual({
      first: undefined,
      second: undefined,
      Room_third: ['google_compute_address.first', 'google_compute_address.second'],
    });
  });
});
