import { CfnResource, TagManager } from 'aws-cdk-lib';
import { addInstallation } from '../../cdk-app/installation';
import type { AwsEnvironment } from '../../lib/core/config-types';
import { type DataPlaneConfig, resolveConfig } from '../../lib/core/resolve-config';
import { synthesize, testApp } from '../support/aws';
import type { DeployedStacks } from '../support/aws-facts/deployment';
import { awsFacts } from '../support/aws-facts/facts';
import { TAGGABLE } from '../support/aws-facts/tags';
import {
  boundaryMutations,
  encryptionMutations,
  type Mutation,
  openingMutations,
  outputMutations,
  protectionMutations,
  resourceMutations,
  tagMutations,
} from '../support/aws-mutations';
import { existingVpc, fullEnvironment, fullPlan, minimalEnvironment, minimalPlan } from '../support/config';
import { DATA_PLANE_CONTRACT, firstBroken, testDataPlane } from '../support/contract/contract';
import { once } from '../support/once';

/** Both stacks as the bundled app deploys them; each configuration is rendered once. */
const deploy = once((config: DataPlaneConfig<'aws'>): DeployedStacks => {
  const { assembly } = synthesize(config);
  const stack = (room: string) => {
    const artifact = assembly.getStackArtifact(`${room}-${config.environment.id}`);
    return {
      name: artifact.stackName,
      template: artifact.template,
      terminationProtection: artifact.terminationProtection ?? false,
    };
  };
  return { custody: stack('custody'), dataPlane: stack('data-plane') };
});

const { own, ...withoutOwn } = fullEnvironment();
const ALL_OURS: AwsEnvironment = {
  ...withoutOwn,
  own: own?.metricsWorkspace === undefined ? {} : { metricsWorkspace: own.metricsWorkspace },
};
const MINIMAL = resolveConfig(minimalPlan(), minimalEnvironment());
const FULL = resolveConfig(fullPlan(), fullEnvironment());
const FULL_ALL_OURS = resolveConfig(fullPlan(), ALL_OURS);

testDataPlane({
  cloud: 'aws',
  configurations: {
    minimal: MINIMAL,
    full: FULL,
    'with nothing of its own': FULL_ALL_OURS,
    'in an existing network': resolveConfig(
      { ...fullPlan(), controlPlane: minimalPlan().controlPlane },
      {
        ...ALL_OURS,
        zones: minimalEnvironment().zones,
        network: existingVpc(),
        protection: false,
        dataOnDelete: 'destroy',
      },
    ),
  },
  facts: (config) => awsFacts(config, deploy(config)),
});

test('has at least eighty items with names of their own', () => {
  expect(DATA_PLANE_CONTRACT.length).toBeGreaterThanOrEqual(80);
  expect(new Set(DATA_PLANE_CONTRACT.map(({ name }) => name)).size).toBe(DATA_PLANE_CONTRACT.length);
});

test('the harness knows what takes tags as CDK does', () => {
  const app = testApp();
  addInstallation(app, MINIMAL);
  addInstallation(app, FULL_ALL_OURS);
  const taggable = app.node.children
    .filter(({ node }) => /^(custody|data-plane)-/.test(node.id))
    .flatMap(({ node }) => node.findAll())
    .filter(CfnResource.isCfnResource)
    .filter((resource) => TagManager.of(resource) !== undefined)
    .map(({ cfnResourceType }) => cfnResourceType);
  // CDK leaves launch templates to those who write them.
  expect(TAGGABLE).toEqual([...new Set([...taggable, 'AWS::EC2::LaunchTemplate'])].sort());
});

describe.each([
  ['least', MINIMAL],
  ['everything', FULL],
])('the contract breaks if from the templates of the %s is taken', (_, config) => {
  let stacks: DeployedStacks;
  beforeAll(() => {
    stacks = deploy(config);
  });

  /** Mutations that no item notices. */
  function surviving(mutations: readonly Mutation[]): string[] {
    expect(mutations.length).toBeGreaterThan(0);
    return mutations.filter(({ apply }) => !notices(apply(stacks))).map(({ what }) => what);
  }

  function notices(mutated: DeployedStacks): boolean {
    return firstBroken(awsFacts(config, mutated), config) !== undefined;
  }

  test('nothing: it holds, and so it does for a copy', () => {
    expect(firstBroken(awsFacts(config, stacks), config)).toBeUndefined();
    expect(firstBroken(awsFacts(config, structuredClone(stacks)), config)).toBeUndefined();
  });

  test.each([
    ['an output or an export', outputMutations],
    ['a tag', tagMutations],
    ['an encryption setting', encryptionMutations],
    ['a protection, or the policy of what is kept', protectionMutations],
    ['what closes something', openingMutations],
    ['the boundary of a role', boundaryMutations],
    ['a guard', resourceMutations],
  ])('%s', (__, mutations) => {
    expect(surviving(mutations(stacks))).toEqual([]);
  });

  test('the boundary of any role: each one has it', () => {
    const roles = Object.values(stacks.custody.template.Resources ?? {}).filter(
      ({ Type }) => Type === 'AWS::IAM::Role',
    );
    expect(boundaryMutations(stacks)).toHaveLength(2 * roles.length);
  });
});
