import { AzureDataPlaneStack } from '../../../lib/azure/data-plane/data-plane-stack';
import { resourceIdsOf } from '../../../lib/azure/names';
import { deploymentContext } from '../../../lib/azure/permissions/deployment/context';
import { type VendorRole, vendorRoles } from '../../../lib/azure/permissions/vendor-roles';
import type { DataPlaneConfig } from '../../../lib/core/resolve-config';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { isBound } from '../../../lib/core/vendor-phases';
import { type Block, RenderedStack, testScope } from '../../support/azure';
import { existingVirtualNetwork, fullAzureEnvironment, fullPlan } from '../../support/config';
import { groupOf, NEEDED, type Needs } from './support/needed';

/** The plan leaves it to the environment how the control plane is reached. */
const PLAN = ((plan) => {
  const { egress: _, ...controlPlane } = plan.controlPlane;
  return { ...plan, controlPlane };
})(fullPlan());
const FULL = fullAzureEnvironment();
const { publicIngress: _, defenderWorkspace: __, own: ___, ...CLOSED } = FULL;

/** What changes the resources that a data plane renders. */
const CONFIGURATIONS: Readonly<Record<string, DataPlaneConfig<'azure'>>> = {
  'keys and buckets of custody': resolveConfig(PLAN, {
    ...FULL,
    own: { metricsWorkspace: FULL.own?.metricsWorkspace ?? '' },
  }),
  'own keys and a bucket': resolveConfig(PLAN, FULL),
  'no endpoint of the control plane, no Defender, nothing on the internet': resolveConfig(
    { ...PLAN, controlPlane: { ...PLAN.controlPlane, privateServices: {} } },
    { ...CLOSED, own: { metricsWorkspace: FULL.own?.metricsWorkspace ?? '' }, listenerAllowLists: {} },
  ),
  'existing network': resolveConfig(PLAN, { ...FULL, network: existingVirtualNetwork() }),
  'a vault that is open to networks': resolveConfig(PLAN, {
    ...FULL,
    apiServer: 'private-cluster',
    kubernetesApi: { access: 'private' },
  }),
};

/** Resources of a data plane by type. */
function resourcesOf(config: DataPlaneConfig<'azure'>): Readonly<Record<string, readonly Block[]>> {
  const stack = RenderedStack.of(new AzureDataPlaneStack(testScope(), 'data-plane', { config }));
  return Object.fromEntries(stack.types.map((type) => [type, Object.values(stack.resources(type))]));
}

const rendered = Object.fromEntries(
  Object.entries(CONFIGURATIONS).map(([name, config]) => [name, resourcesOf(config)]),
);
const unique = (names: readonly string[]) => [...new Set(names)].sort();
/** What a right on the key vault is assigned on. */
const vaultOf = ({ environment: { id, subscription, own } }: DataPlaneConfig<'azure'>) =>
  own.keyVault ?? groupOf(resourceIdsOf(id, subscription).keyVault);
const needsOf = (name: string, config: DataPlaneConfig<'azure'>): readonly Needs[] =>
  Object.entries(rendered[name] ?? {}).flatMap(([type, blocks]) =>
    blocks.flatMap((block) => NEEDED[type]?.(block, vaultOf(config)) ?? []),
  );

type When = 'read' | 'install' | 'run' | 'delete';

/** Roles that are assigned in one phase, beside those that are always there. */
function rolesOf(roles: readonly VendorRole[], phase: When): readonly VendorRole[] {
  const access = { mode: phase === 'read' ? 'approved' : 'managed', allowInstall: false, allowDelete: false } as const;
  return roles.filter(({ record }) =>
    phase === 'read' || phase === 'run' ? isBound(record, access) : record.bound === phase,
  );
}

/** What these hold in the resource group of the data plane. */
const inGroup = (roles: readonly VendorRole[]) =>
  unique(roles.filter(({ record }) => record.on === 'data-plane group').flatMap(({ actions }) => actions));
/** What these hold elsewhere: `action on resource id`. */
const elsewhere = (roles: readonly VendorRole[]) =>
  unique(
    roles
      .filter(({ record }) => record.on !== 'data-plane group')
      .flatMap(({ actions, assignedOn }) => assignedOn.flatMap((id) => actions.map((action) => `${action} on ${id}`))),
  );

test('every type that a data plane renders is known here, and no other', () => {
  expect(unique(Object.values(rendered).flatMap(Object.keys))).toEqual(Object.keys(NEEDED).sort());
});

describe.each(Object.keys(CONFIGURATIONS))('%s', (name) => {
  const config = CONFIGURATIONS[name];
  if (config === undefined) throw new Error(`there is no configuration '${name}'`);
  const roles = vendorRoles(deploymentContext(config));
  const needs = needsOf(name, config);
  // It stands for no resource: the stamp of the bootstrap.
  const GROUP = 'Microsoft.Resources/subscriptions/resourceGroups/read';

  test('what a plan reads is what the vendor may read, and no more', () => {
    expect(inGroup(rolesOf(roles, 'read'))).toEqual(unique([...needs.flatMap(({ read }) => read), GROUP]));
  });

  test('so it is with what an install makes', () => {
    expect(inGroup(rolesOf(roles, 'install'))).toEqual(unique(needs.flatMap(({ install = [] }) => install)));
  });

  test('with what runs', () => {
    const read = inGroup(rolesOf(roles, 'read'));
    expect(inGroup(rolesOf(roles, 'run')).filter((action) => !read.includes(action))).toEqual(
      unique(needs.flatMap(({ run = [] }) => run)),
    );
  });

  test('with what a removal takes away', () => {
    expect(inGroup(rolesOf(roles, 'delete'))).toEqual(unique(needs.flatMap(({ delete: remove }) => remove)));
  });

  test('and with what is named of custody, of the network and elsewhere, each one by its id', () => {
    for (const phase of ['install', 'run'] as const) {
      const named = needs.flatMap(({ linked = [] }) =>
        linked.filter(([when]) => when === phase).map(([, id, action]) => `${action} on ${id}`),
      );
      expect([phase, elsewhere(rolesOf(roles, phase))]).toEqual([phase, unique(named)]);
    }
    expect(elsewhere(rolesOf(roles, 'delete'))).toEqual([]);
  });
});
