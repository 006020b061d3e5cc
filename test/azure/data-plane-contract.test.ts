import { readFileSync } from 'node:fs';
import type { AzureEnvironment } from '../../lib/core/config-types';
import { type DataPlaneConfig, resolveConfig } from '../../lib/core/resolve-config';
import { actingMutations, grantMutations, vendorMutations } from '../support/azure-access-mutations';
import { custodyMutations, encryptionMutations } from '../support/azure-custody-mutations';
import { azureFacts } from '../support/azure-facts/facts';
import { NAMES } from '../support/azure-facts/names';
import { roomOf } from '../support/azure-facts/room-of';
import { TAGGED } from '../support/azure-facts/tags';
import {
  openingMutations,
  outputMutations,
  protectionMutations,
  resourceMutations,
  tagMutations,
} from '../support/azure-mutations';
import {
  azureEnvironment,
  existingVirtualNetwork,
  fullAzureEnvironment,
  fullPlan,
  minimalPlan,
  minimalPlanForEveryCloud,
} from '../support/config';
import { firstBroken, testDataPlane } from '../support/contract/contract';
import { once } from '../support/once';
import { readRooms } from '../support/terraform-facts/deployment';
import type { Resource } from '../support/terraform-facts/room';
import { installationOf } from '../support/terraform-facts/synthesize';
import type { Mutation } from '../support/terraform-mutations';

const { own, ...withoutOwn } = fullAzureEnvironment();
const ALL_OURS: AzureEnvironment = {
  ...withoutOwn,
  own: own?.metricsWorkspace === undefined ? {} : { metricsWorkspace: own.metricsWorkspace },
};
const MINIMAL = resolveConfig(minimalPlanForEveryCloud(), azureEnvironment());
const FULL = resolveConfig(fullPlan(), fullAzureEnvironment());
const FULL_ALL_OURS = resolveConfig(fullPlan(), ALL_OURS);

const PRIVATE_CLUSTER = resolveConfig(minimalPlanForEveryCloud(), {
  ...azureEnvironment(),
  apiServer: 'private-cluster',
  kubernetesApi: { access: 'private', allowedCidrs: ['10.64.0.0/16'] },
});

const { vendorObjectId: _, ...withoutVendor } = azureEnvironment();
const FROM_OUTSIDE = resolveConfig(
  {
    ...minimalPlanForEveryCloud(),
    vendor: { azure: { oidc: { issuer: 'https://token.riverbed.example.com', subject: 'control-plane' } } },
  },
  { ...withoutVendor, access: { mode: 'managed', vendorExpiresAt: '2028-01-31T00:00:00Z' } },
);

/** Each configuration is rendered once. */
const deploy = once((config: DataPlaneConfig<'azure'>) => installationOf(config, roomOf));

testDataPlane({
  cloud: 'azure',
  configurations: {
    minimal: MINIMAL,
    full: FULL,
    'with nothing of its own': FULL_ALL_OURS,
    'in an existing network': resolveConfig(
      { ...fullPlan(), controlPlane: minimalPlan().controlPlane },
      { ...ALL_OURS, network: existingVirtualNetwork(), protection: false, dataOnDelete: 'destroy' },
    ),
    'with a public API': resolveConfig(minimalPlanForEveryCloud(), {
      ...azureEnvironment(),
      kubernetesApi: { access: 'public', allowedCidrs: ['198.51.100.0/24'] },
    }),
    'with a private API that networks reach': resolveConfig(minimalPlanForEveryCloud(), {
      ...azureEnvironment(),
      kubernetesApi: { access: 'private', allowedCidrs: ['10.64.0.0/16'] },
    }),
    'with a private cluster that networks reach': PRIVATE_CLUSTER,
  },
  facts: (config) => azureFacts(config, deploy(config)),
});

/** Mutations that no item notices. */
function survivors(mutations: readonly Mutation[], config: DataPlaneConfig<'azure'>): string[] {
  expect(mutations.length).toBeGreaterThan(0);
  return mutations
    .filter(({ apply }) => firstBroken(azureFacts(config, apply(deploy(config))), config) === undefined)
    .map(({ what }) => what);
}

describe('the harness knows', () => {
  let resources: readonly Resource[];
  beforeAll(() => {
    const { bootstrap, custody, dataPlane, grants } = readRooms(deploy(FULL_ALL_OURS), roomOf);
    resources = [bootstrap, custody, dataPlane, grants].flatMap((room) => room.resources);
  });

  test("what takes tags, as the provider's bindings do", () => {
    const types = [...new Set(resources.map(({ type }) => type))].sort();
    expect(TAGGED).toEqual(types.filter((type) => /\breadonly tags\?:/.test(bindingsOf(type))));
  });

  test('what has a name of its own', () => {
    const named = resources.filter(({ block }) => block.name !== undefined).map(({ type }) => type);
    const others = [...new Set(named)].filter((type) => NAMES[type] === undefined).sort();
    expect(others).toEqual([
      'azurerm_kubernetes_cluster_node_pool',
      'azurerm_management_lock',
      'azurerm_monitor_diagnostic_setting',
      'azurerm_network_security_rule',
      'azurerm_private_dns_a_record',
      'azurerm_private_dns_zone',
      'azurerm_private_dns_zone_virtual_network_link',
      'azurerm_storage_container',
    ]);
  });
});

/** Types of a resource as cdktf has them. */
function bindingsOf(type: string): string {
  const folder = type.replace(/^azurerm_/, '').replaceAll('_', '-');
  return readFileSync(require.resolve(`@cdktf/provider-azurerm/lib/${folder}/index.d.ts`), 'utf8');
}

describe.each([
  ['least', MINIMAL],
  ['everything', FULL_ALL_OURS],
  ['a private cluster', PRIVATE_CLUSTER],
])('the contract breaks if from the installation of the %s is taken', (_, config) => {
  test('nothing: it holds, and so it does for a copy', () => {
    expect(firstBroken(azureFacts(config, deploy(config)), config)).toBeUndefined();
    expect(firstBroken(azureFacts(config, structuredClone(deploy(config))), config)).toBeUndefined();
  });

  test.each([
    ['an output', outputMutations],
    ['a tag', tagMutations],
    ['a protection, or that something is kept', protectionMutations],
    ['what closes something', openingMutations],
    ['a guard', resourceMutations],
    ['an encryption setting, or that keys rotate', encryptionMutations],
    ['what closes custody, or brings back what was deleted', custodyMutations],
    ['what the vendor may not', vendorMutations],
    ['who comes in as an identity', actingMutations],
    ['what others may, and no more', grantMutations],
  ])('%s', (__, mutations) => {
    expect(survivors(mutations(deploy(config)), config)).toEqual([]);
  });
});

test.each([
  ['may not', vendorMutations],
  ['is not', actingMutations],
])('the contract breaks if a vendor from outside of Entra is let in as what it %s', (_, mutations) => {
  expect(firstBroken(azureFacts(FROM_OUTSIDE, deploy(FROM_OUTSIDE)), FROM_OUTSIDE)).toBeUndefined();
  expect(survivors(mutations(deploy(FROM_OUTSIDE)), FROM_OUTSIDE)).toEqual([]);
});
