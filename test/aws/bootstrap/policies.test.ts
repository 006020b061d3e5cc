import { AwsBootstrapStack } from '../../../lib/aws/bootstrap/bootstrap-stack';
import type { AwsEnvironment, VendorPlan } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { testApp } from '../../support/aws';
import { existingVpc, fullEnvironment, fullPlan, minimalEnvironment, minimalPlan } from '../../support/config';
import type { Statement } from '../../support/evaluated';
import { unknownToIam } from '../../support/iam';
import {
  bootstrapRecords,
  custodyRecords,
  type RenderedPolicies,
  type RenderedPolicy,
  renderedPolicies,
} from '../../support/rendered-policies';

const { own, ...withoutOwn } = fullEnvironment();
const ALL_OURS: AwsEnvironment = {
  ...withoutOwn,
  own: own?.metricsWorkspace === undefined ? {} : { metricsWorkspace: own.metricsWorkspace },
};
const PLAN_IN_VPC: VendorPlan = { ...fullPlan(), controlPlane: minimalPlan().controlPlane };
const VARIANTS: readonly (readonly [string, VendorPlan, AwsEnvironment])[] = [
  ['the least', minimalPlan(), minimalEnvironment()],
  ['everything, all ours', fullPlan(), { ...ALL_OURS, access: { ...ALL_OURS.access, allowDelete: true } }],
  ["everything, with the customer's own", fullPlan(), fullEnvironment()],
  ['mode approved', fullPlan(), { ...ALL_OURS, access: { ...ALL_OURS.access, mode: 'approved' } }],
  ['an existing VPC', PLAN_IN_VPC, { ...ALL_OURS, zones: minimalEnvironment().zones, network: existingVpc() }],
];

const identityPolicies = ({ managed, inline }: RenderedPolicies): readonly RenderedPolicy[] => [
  ...managed,
  ...inline.flatMap(({ policies }) => policies),
];

describe.each(VARIANTS)('in the policies of %s', (_, plan, environment) => {
  const config = resolveConfig(plan, environment);
  const policies = renderedPolicies(config);
  const records = [...bootstrapRecords(new AwsBootstrapStack(testApp(), 'Bootstrap', { config })), ...custodyRecords()];

  /** Statements that allow something, with the name of their policy. */
  const allowing = identityPolicies(policies).flatMap(({ name, document }) =>
    document.Statement.filter(({ Effect }) => Effect === 'Allow').map((statement) => [name, statement] as const),
  );

  /** Whether a record says why a statement is for everything. */
  const hasReason = ({ Sid, Action }: Statement) =>
    records.some(
      ({ sid, actions, wildcard }) =>
        wildcard !== undefined && (Sid === undefined ? `${actions}` === `${[Action].flat()}` : sid === Sid),
    );

  test('nothing is allowed with all actions, or all of a service', () => {
    const wide = allowing.flatMap(([name, { Action }]) =>
      [Action].flat().flatMap((action) => (/^\*$|:\*$/.test(action) ? [`${name}: ${action}`] : [])),
    );
    expect(wide).toEqual([]);
    expect(allowing.length).toBeGreaterThan(50);
  });

  test('what is allowed on everything is so on a condition, or for a written reason', () => {
    const open = allowing.filter(([, { Resource }]) => [Resource ?? '*'].flat().includes('*'));
    const unexplained = open.filter(([, statement]) => statement.Condition === undefined && !hasReason(statement));
    expect(unexplained.map(([name, { Sid, Action }]) => `${name}: ${Sid ?? Action}`)).toEqual([]);
    expect(open.length).toBeGreaterThan(4);
  });

  test('nothing is allowed on everything but something', () => {
    expect(allowing.filter(([, { NotResource }]) => NotResource !== undefined)).toEqual([]);
  });

  test('IAM knows each action, its resources and its condition keys', async () => {
    const statements = identityPolicies(policies).flatMap(({ document }) => document.Statement);
    expect(await unknownToIam(statements, { resources: true })).toEqual([]);
  });

  test('IAM knows what is trusted to be done', async () => {
    const statements = policies.trust.flatMap(({ document }) => document.Statement);
    expect(await unknownToIam(statements, { resources: false })).toEqual([]);
  });

  test('statements of a policy have names of their own, of letters and digits', () => {
    for (const { name, document } of identityPolicies(policies)) {
      const sids = document.Statement.flatMap(({ Sid }) => Sid ?? []);
      expect([name, new Set(sids).size]).toEqual([name, sids.length]);
      expect(sids.filter((sid) => !/^[A-Za-z0-9]+$/.test(sid))).toEqual([]);
    }
  });

  test('no policy is empty', () => {
    const empty = identityPolicies(policies).filter(({ document }) => document.Statement.length === 0);
    expect(empty.map(({ name }) => name)).toEqual([]);
  });
});

/** As IAM counts: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
describe('at the longest names', () => {
  const REGION = 'ap-southeast-2';
  const longestRole = (account: string) => (letter: string) =>
    `arn:aws-us-gov:iam::${account}:role/${letter.repeat(64)}`;
  /** As many administrators as a configuration may name, and more principals than most vendors have. */
  const four = ['a', 'b', 'c', 'd'].map(longestRole('111122223333'));
  const five = ['a', 'b', 'c', 'd', 'e'].map(longestRole('999988887777'));
  const characters = ({ document }: RenderedPolicy) => JSON.stringify(document).replace(/\s/g, '').length;
  const tooLarge = (sizes: readonly (readonly [string, number])[], limit: number) =>
    sizes.filter(([, size]) => size > limit);
  const sizeOfEach = (policies: readonly RenderedPolicy[]) =>
    policies.map((policy) => [policy.name, characters(policy)] as const);

  /** The same with the longest id in the region with the longest name, four administrators and five principals. */
  function stretched(plan: VendorPlan, environment: AwsEnvironment): [VendorPlan, AwsEnvironment] {
    const [there, here] = JSON.parse(
      JSON.stringify([plan, environment]).replaceAll('eu-central-1', REGION).replaceAll('euc1-az', 'apse2-az'),
    ) as [VendorPlan, AwsEnvironment];
    const { aws = { principals: [] } } = there.vendor;
    const roots = aws.principals.filter((arn) => arn.endsWith(':root'));
    return [
      { ...there, vendor: { ...there.vendor, aws: { ...aws, principals: [...five.slice(roots.length), ...roots] } } },
      { ...here, id: 'a'.repeat(16), administrators: four, bucketNames: 'generated' },
    ];
  }

  describe.each(VARIANTS)('%s', (_, plan, environment) => {
    const config = resolveConfig(...stretched(plan, environment));
    const { managed, inline, trust } = renderedPolicies(config, { partition: 'aws-us-gov', region: REGION });

    test('managed policies have 6,144 characters at most', () => {
      expect(tooLarge(sizeOfEach(managed), 6144)).toEqual([]);
    });

    test('inline policies of a role have 10,240 characters together', () => {
      const ofRoles = inline.map(
        ({ role, policies }) => [role, policies.reduce((sum, policy) => sum + characters(policy), 0)] as const,
      );
      expect(tooLarge(ofRoles, 10_240)).toEqual([]);
    });

    test('trust policies have 2,048 characters', () => {
      expect(tooLarge(sizeOfEach(trust), 2048)).toEqual([]);
    });
  });
});
