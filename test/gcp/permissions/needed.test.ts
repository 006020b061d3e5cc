import type { DataPlaneConfig } from '../../../lib/core/resolve-config';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { GcpDataPlaneStack } from '../../../lib/gcp/data-plane/data-plane-stack';
import { deploymentContext } from '../../../lib/gcp/permissions/deployment/context';
import { isBound, type VendorRole, vendorRoles } from '../../../lib/gcp/permissions/vendor-roles';
import { existingGcpNetwork, fullGcpEnvironment, fullPlan, sharedVpc } from '../../support/config';
import { type Block, RenderedStack, testScope } from '../../support/gcp';
import { grants } from './support/cel';
import { NEEDED, type Needs } from './support/needed';

/** The plan leaves it to the environment how the control plane is reached. */
const PLAN = ((plan) => {
  const { egress: _, ...controlPlane } = plan.controlPlane;
  return { ...plan, controlPlane };
})(fullPlan());
const FULL = fullGcpEnvironment();
const { publicIngress: _, ...CLOSED } = FULL;

/** What changes the resources that a data plane renders. */
const CONFIGURATIONS: Readonly<Record<string, DataPlaneConfig<'gcp'>>> = {
  'everything that can be said': resolveConfig(PLAN, FULL),
  'no NAT, no endpoints, nothing on the internet': resolveConfig(PLAN, {
    ...CLOSED,
    network: { kind: 'new', nat: 'none' },
    listenerAllowLists: {},
  }),
  'existing network': resolveConfig(PLAN, { ...FULL, network: existingGcpNetwork(), endpointServices: [] }),
  'Shared VPC': resolveConfig(PLAN, { ...FULL, network: sharedVpc() }),
};

/** Resources of a data plane by type. */
function resourcesOf(config: DataPlaneConfig<'gcp'>): Readonly<Record<string, readonly Block[]>> {
  const stack = RenderedStack.of(new GcpDataPlaneStack(testScope(), 'data-plane', { config }));
  return Object.fromEntries(stack.types.map((type) => [type, Object.values(stack.resources(type))]));
}

const rendered = Object.fromEntries(
  Object.entries(CONFIGURATIONS).map(([name, config]) => [name, resourcesOf(config)]),
);
const unique = (names: readonly string[]) => [...new Set(names)].sort();
const needsOf = (name: string): readonly Needs[] =>
  Object.entries(rendered[name] ?? {}).flatMap(([type, blocks]) =>
    blocks.flatMap((block) => NEEDED[type]?.(block) ?? []),
  );

/** Permissions that are bound in mode managed, in one phase beside the roles that are always there. */
function held(roles: readonly VendorRole[], phase: 'read' | 'install' | 'run' | 'delete'): readonly string[] {
  const access = { mode: phase === 'read' ? 'approved' : 'managed', allowInstall: false, allowDelete: false } as const;
  const bound = roles.filter(({ record }) =>
    phase === 'read' || phase === 'run' ? isBound(record, access) : record.bound === phase,
  );
  return unique(bound.flatMap(({ permissions }) => permissions));
}

test('every type that a data plane renders is known here, and no other', () => {
  expect(unique(Object.values(rendered).flatMap(Object.keys))).toEqual(Object.keys(NEEDED).sort());
});

describe.each(Object.keys(CONFIGURATIONS))('%s', (name) => {
  const config = CONFIGURATIONS[name];
  if (config === undefined) throw new Error(`there is no configuration '${name}'`);
  const roles = vendorRoles(deploymentContext(config));
  const needs = needsOf(name);

  test('what a plan reads is what the vendor may read, and no more', () => {
    expect(held(roles, 'read')).toEqual(unique(needs.flatMap(({ read }) => read)));
  });

  test('so it is with what an install makes', () => {
    expect(held(roles, 'install')).toEqual(unique(needs.flatMap(({ install }) => install)));
  });

  test('with what runs', () => {
    const read = held(roles, 'read');
    expect(held(roles, 'run').filter((permission) => !read.includes(permission))).toEqual(
      unique(needs.flatMap(({ run = [] }) => run)),
    );
  });

  test('and with what a removal takes away', () => {
    expect(held(roles, 'delete')).toEqual(unique(needs.flatMap(({ delete: remove }) => remove)));
  });

  test('conditions by name let through what is drawn', () => {
    const named = needs.flatMap((one) => (one.named === undefined ? [] : [one.named]));
    expect(named.length).toBeGreaterThan(0);
    for (const role of roles.filter(({ record }) => record.names.length > 0)) {
      for (const [type, resource] of named) {
        const known = role.condition?.expression.includes(`'${type}'`) ?? false;
        const call = { type, name: resource, time: '2026-11-21T00:00:00Z' };
        expect([role.id, resource, grants(role.condition?.expression ?? '', call)]).toEqual([role.id, resource, known]);
      }
    }
  });
});
