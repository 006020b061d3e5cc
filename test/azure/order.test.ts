import { AzureBootstrap } from '../../lib/azure/bootstrap/bootstrap';
import { azureBootstrapProps } from '../../lib/azure/bootstrap/bootstrap-stack';
import { AzureAdministrators } from '../../lib/azure/custody/administrators';
import { AzureClusterLogs } from '../../lib/azure/custody/cluster-logs';
import { AzureCustody } from '../../lib/azure/custody/custody';
import { azureCustodyProps } from '../../lib/azure/custody/custody-stack';
import { AzureGrants } from '../../lib/azure/custody/grants';
import { AzureSupportAccess } from '../../lib/azure/custody/support-access';
import { AzureDataPlane } from '../../lib/azure/data-plane/data-plane';
import { type DataPlaneConfig, resolveConfig } from '../../lib/core/resolve-config';
import { resourcesOf } from '../../lib/terraform/resources-of';
import { type Block, type RenderedStack, render, testStack } from '../support/azure';
import { fullAzureEnvironment, fullPlan } from '../support/config';

/** All rooms in one stack of a customer's app, where nothing but references and `dependsOn` makes an order. */
function oneStack(config: DataPlaneConfig<'azure'>): RenderedStack {
  return render((stack) => {
    const bootstrap = new AzureBootstrap(stack, 'Bootstrap', azureBootstrapProps(config));
    const custody = new AzureCustody(stack, 'Custody', { ...azureCustodyProps(stack, config), after: [bootstrap] });
    const plane = new AzureDataPlane(stack, 'Plane', { config, custody, after: [bootstrap] });
    const { id: environmentId, subscription, administrators: groups } = config.environment;
    const place = { environmentId, subscription, after: [custody, plane] };
    const { issuer } = plane.outputs.cluster;
    new AzureGrants(stack, 'Grants', { ...place, issuer, identities: config.identities });
    new AzureAdministrators(stack, 'Administrators', { ...place, groups });
    const support = { groups: config.plan.support.azure, expiresAt: '2099-01-01T00:00:00Z', timeBound: true };
    new AzureSupportAccess(stack, 'Support', { ...place, support });
    new AzureClusterLogs(stack, 'ClusterLogs', place);
  });
}

describe('in one stack', () => {
  /** What each resource waits for by itself, by address. */
  let waits: ReadonlyMap<string, readonly string[]>;
  beforeAll(() => {
    const { own, ...environment } = fullAzureEnvironment();
    const { metricsWorkspace = '' } = own ?? {};
    const config = resolveConfig(fullPlan(), {
      ...environment,
      own: { metricsWorkspace },
      access: { mode: 'managed' },
    });
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
  const cluster = () => waits.get('azurerm_kubernetes_cluster.Plane_Cluster') ?? [];

  test('the cluster waits for keys, and for those who may use them', () => {
    const before = of('Custody_Encryption');
    expect(before.filter((address) => address.startsWith('azurerm_role_assignment.'))).not.toEqual([]);
    expect(before.filter((address) => !cluster().includes(address))).toEqual([]);
  });

  test('the cluster waits for the identities of AKS and nodes, and for their roles', () => {
    const before = [...of('Custody_WorkloadIdentity_Cluster'), ...of('Custody_WorkloadIdentity_Kubelet')];
    expect(before.filter((address) => address.startsWith('azurerm_role_assignment.')).length).toBeGreaterThan(3);
    expect(before.filter((address) => !cluster().includes(address))).toEqual([]);
  });

  test('the cluster waits for the addresses of its load balancers, which it uses until it is gone', () => {
    const before = of('Plane_LoadBalancers');
    expect(before).not.toEqual([]);
    expect(before.filter((address) => !cluster().includes(address))).toEqual([]);
  });

  test.each(['Custody', 'Plane'])('%s waits for the bootstrap, each resource of it', (room) => {
    const before = of('Bootstrap');
    expect([before.length > 10, of(room).length > 20]).toEqual([true, true]);
    const early = of(room).filter((address) => before.some((other) => !waits.get(address)?.includes(other)));
    expect(early).toEqual([]);
  });

  test('grants wait for custody and cluster', () => {
    for (const room of ['Grants', 'Administrators', 'Support', 'ClusterLogs']) {
      const addresses = [...waits.keys()].filter((address) => new RegExp(`\\.${room}(_|$)`).test(address));
      expect([room, addresses.length > 0]).toEqual([room, true]);
      for (const address of addresses) {
        expect([address, waits.get(address)]).toEqual([
          address,
          expect.arrayContaining([
            'azurerm_kubernetes_cluster.Plane_Cluster',
            'azurerm_key_vault.Custody_Encryption_Vault',
          ]),
        ]);
      }
    }
  });
});

test('a data plane waits for nothing of a custody that is deployed', () => {
  const custody = AzureCustody.fromNames(testStack(), 'Custody', resolveConfig(fullPlan(), fullAzureEnvironment()));
  expect(resourcesOf([custody.ready])).toEqual([]);
});
