import { readFileSync } from 'node:fs';
import type { GcpEnvironment } from '../../lib/core/config-types';
import { type DataPlaneConfig, resolveConfig } from '../../lib/core/resolve-config';
import {
  fullGcpEnvironment,
  fullPlan,
  gcpEnvironment,
  minimalPlan,
  minimalPlanForEveryCloud,
  sharedVpc,
} from '../support/config';
import { firstBroken, testDataPlane } from '../support/contract/contract';
import { actingMutations, vendorMutations } from '../support/gcp-access-mutations';
import { gcpFacts } from '../support/gcp-facts/facts';
import { NAMES } from '../support/gcp-facts/names';
import { roomOf } from '../support/gcp-facts/room-of';
import { LABELS } from '../support/gcp-facts/tags';
import {
  encryptionMutations,
  grantMutations,
  labelMutations,
  openingMutations,
  outputMutations,
  protectionMutations,
  resourceMutations,
} from '../support/gcp-mutations';
import { once } from '../support/once';
import type { Resource } from '../support/terraform-facts/room';
import { installationOf } from '../support/terraform-facts/synthesize';
import type { Mutation } from '../support/terraform-mutations';

const { own, ...withoutOwn } = fullGcpEnvironment();
const ALL_OURS: GcpEnvironment = {
  ...withoutOwn,
  own: own?.metricsWorkspace === undefined ? {} : { metricsWorkspace: own.metricsWorkspace },
};
const MINIMAL = resolveConfig(minimalPlanForEveryCloud(), gcpEnvironment());
const FULL = resolveConfig(fullPlan(), fullGcpEnvironment());
const FULL_ALL_OURS = resolveConfig(fullPlan(), ALL_OURS);

/** Each configuration is rendered once. */
const deploy = once((config: DataPlaneConfig<'gcp'>) => installationOf(config, roomOf));

testDataPlane({
  cloud: 'gcp',
  configurations: {
    minimal: MINIMAL,
    full: FULL,
    'with nothing of its own': FULL_ALL_OURS,
    'in a Shared VPC': resolveConfig(
      { ...fullPlan(), controlPlane: minimalPlan().controlPlane },
      { ...ALL_OURS, network: sharedVpc(), protection: false, dataOnDelete: 'destroy' },
    ),
    'with a public API that has a name, too': resolveConfig(minimalPlanForEveryCloud(), {
      ...gcpEnvironment(),
      kubernetesApi: { access: 'public', allowedCidrs: ['198.51.100.0/24'] },
    }),
    'with a private API that networks reach by address': resolveConfig(minimalPlanForEveryCloud(), {
      ...gcpEnvironment(),
      apiEndpoint: 'ip',
      kubernetesApi: { access: 'private', allowedCidrs: ['10.0.0.0/16'] },
    }),
  },
  facts: (config) => gcpFacts(config, deploy(config)),
});

/** Mutations that no item notices. */
function survivors(mutations: readonly Mutation[], config: DataPlaneConfig<'gcp'>): string[] {
  expect(mutations.length).toBeGreaterThan(0);
  return mutations
    .filter(({ apply }) => firstBroken(gcpFacts(config, apply(deploy(config))), config) === undefined)
    .map(({ what }) => what);
}

describe('the harness knows', () => {
  let resources: readonly Resource[];
  beforeAll(() => {
    const { bootstrap, custody, dataPlane, grants } = deploy(FULL_ALL_OURS);
    resources = [bootstrap, custody, dataPlane, grants]
      .flatMap((json) => roomOf(json).resources)
      .filter(({ type }) => !type.startsWith('data.'));
  });

  test("what takes labels, as the provider's bindings do", () => {
    const types = [...new Set(resources.map(({ type }) => type))].sort();
    const takeLabels = types.filter((type) => /\breadonly (resourceL|l)abels\?:/.test(bindingsOf(type)));
    expect(Object.keys(LABELS)).toEqual(takeLabels);
  });

  test('what has a name of its own', () => {
    const named = resources.filter(({ block }) => block.name !== undefined).map(({ type }) => type);
    // Record sets have the names of hosts.
    expect([...new Set(named)].filter((type) => NAMES[type] === undefined)).toEqual(['google_dns_record_set']);
  });
});

/** Types of a resource as cdktf has them. */
function bindingsOf(type: string): string {
  const folder = type.replace(/^google_/, '').replaceAll('_', '-');
  return readFileSync(require.resolve(`@cdktf/provider-google/lib/${folder}/index.d.ts`), 'utf8');
}

describe.each([
  ['least', MINIMAL],
  ['everything', FULL_ALL_OURS],
])('the contract breaks if from the installation of the %s is taken', (_, config) => {
  test('nothing: it holds, and so it does for a copy', () => {
    expect(firstBroken(gcpFacts(config, deploy(config)), config)).toBeUndefined();
    expect(firstBroken(gcpFacts(config, structuredClone(deploy(config))), config)).toBeUndefined();
  });

  test.each([
    ['an output', outputMutations],
    ['a label', labelMutations],
    ['an encryption setting', encryptionMutations],
    ['a protection, or that something is kept', protectionMutations],
    ['what closes something', openingMutations],
    ['a guard', resourceMutations],
    ['what the vendor may not', vendorMutations],
    ['who acts as an account, and for what', actingMutations],
  ])('%s', (__, mutations) => {
    expect(survivors(mutations(deploy(config)), config)).toEqual([]);
  });
});

test('the contract breaks if workloads or support may do more, or less', () => {
  expect(survivors(grantMutations(deploy(FULL_ALL_OURS)), FULL_ALL_OURS)).toEqual([]);
});
