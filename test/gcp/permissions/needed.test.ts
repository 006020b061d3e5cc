import type { DataPlaneConfig } from '../../../lib/core/resolve-config';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { isBound } from '../../../lib/core/vendor-phases';
import { GcpDataPlaneStack } from '../../../lib/gcp/data-plane/data-plane-stack';
import { clusterPermissions } from '../../../lib/gcp/permissions/deployment/cluster';
import { deploymentContext, type Noun } from '../../../lib/gcp/permissions/deployment/context';
import { controlPlaneEndpointPermissions } from '../../../lib/gcp/permissions/deployment/control-plane-endpoint';
import { firewallPermissions } from '../../../lib/gcp/permissions/deployment/firewall';
import { googleApisEndpointPermissions } from '../../../lib/gcp/permissions/deployment/google-apis-endpoint';
import { loadBalancerPermissions } from '../../../lib/gcp/permissions/deployment/load-balancers';
import { natPermissions } from '../../../lib/gcp/permissions/deployment/nat';
import { networkPermissions } from '../../../lib/gcp/permissions/deployment/network';
import { type VendorRole, vendorRoles } from '../../../lib/gcp/permissions/vendor-roles';
import { existingGcpNetwork, fullGcpEnvironment, fullPlan, sharedVpc } from '../../support/config';
import { RenderedStack, testScope } from '../../support/gcp';
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

const rendered = Object.fromEntries(
  Object.entries(CONFIGURATIONS).map(([name, config]) => [
    name,
    RenderedStack.of(new GcpDataPlaneStack(testScope(), 'data-plane', { config })),
  ]),
);
const unique = (names: readonly string[]) => [...new Set(names)].sort();

/** What the resources need whose logical names are such. */
function needsOf(name: string, names = /^/): readonly Needs[] {
  const stack = rendered[name];
  if (stack === undefined) throw new Error(`'${name}' is not rendered`);
  return stack.types.flatMap((type) =>
    Object.entries(stack.resources(type)).flatMap(([id, block]) =>
      names.test(id) ? (NEEDED[type]?.(block) ?? []) : [],
    ),
  );
}

/** Permissions that are bound in mode managed, in one phase beside the roles that are always there. */
function held(roles: readonly VendorRole[], phase: 'read' | 'install' | 'run' | 'delete'): readonly string[] {
  const access = { mode: phase === 'read' ? 'approved' : 'managed', allowInstall: false, allowDelete: false } as const;
  const bound = roles.filter(({ record }) =>
    phase === 'read' || phase === 'run' ? isBound(record, access) : record.bound === phase,
  );
  return unique(bound.flatMap(({ permissions }) => permissions));
}

test('every type that a data plane renders is known here, and no other', () => {
  expect(unique(Object.values(rendered).flatMap(({ types }) => types))).toEqual(Object.keys(NEEDED).sort());
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

/** Each noun, and the logical names of what it is about. A role that joins them all hides what one of them forgot. */
const NOUNS: Readonly<Record<string, readonly [noun: Noun, names: RegExp]>> = {
  network: [networkPermissions, /_Network(_(Nodes|ControlPlane|PrivateServiceConnect|ProxyOnly))?$/],
  nat: [natPermissions, /_Network_Nat(_|$)/],
  firewall: [firewallPermissions, /_Firewall_/],
  cluster: [clusterPermissions, /_(Cluster$|NodePools_)/],
  'load balancers': [loadBalancerPermissions, /_LoadBalancers_/],
  'endpoint of Google APIs': [googleApisEndpointPermissions, /_PrivateEndpoints_GoogleApis/],
  'endpoint of the control plane': [controlPlaneEndpointPermissions, /_PrivateEndpoints_ControlPlane/],
};
/** What several nouns need stands in one of its own; what changes in a network asks for is the network's. */
const ELSEWHERE = /perations\.get$|^servicedirectory\./;
const OF_THE_NETWORK = 'compute.networks.updatePolicy';

describe('each noun alone has what its own resources need:', () => {
  const [name = ''] = Object.keys(CONFIGURATIONS);
  const [config] = Object.values(CONFIGURATIONS);
  if (config === undefined) throw new Error('there is no configuration');
  const context = deploymentContext(config);

  test('every resource is of one noun', () => {
    const ids = rendered[name]?.types.flatMap((type) => Object.keys(rendered[name]?.resources(type) ?? {})) ?? [];
    const shared = ids.filter((id) => Object.values(NOUNS).filter(([, names]) => names.test(id)).length !== 1);
    expect(shared).toEqual([]);
  });

  test.each(Object.keys(NOUNS))('%s', (noun) => {
    const [permissionsOf, names] = NOUNS[noun] ?? [];
    if (permissionsOf === undefined) throw new Error(`there is no noun '${noun}'`);
    for (const phase of ['read', 'install', 'run', 'delete'] as const) {
      const held = permissionsOf(context).filter(({ phases }) => phases.includes(phase));
      const needed = needsOf(name, names)
        .flatMap((needs) => needs[phase] ?? [])
        .filter((one) => !ELSEWHERE.test(one) && (noun === 'network' || one !== OF_THE_NETWORK));
      expect([phase, unique(held.flatMap(({ permissions }) => permissions))]).toEqual([phase, unique(needed)]);
    }
  });
});
