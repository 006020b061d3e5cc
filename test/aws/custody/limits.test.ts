import { Aspects, CfnResource, aws_iam as iam, aws_kms as kms, Stack } from 'aws-cdk-lib';
import { AwsPermissionsBoundary } from '../../../lib/aws/bootstrap/permissions-boundary';
import { boundaryContext } from '../../../lib/aws/boundary-context';
import { AwsCustody } from '../../../lib/aws/custody/custody';
import { AwsCustodyStack, awsCustodyProps } from '../../../lib/aws/custody/custody-stack';
import { AwsSupportAccess } from '../../../lib/aws/custody/support-access';
import { AwsWorkloadIdentity } from '../../../lib/aws/custody/workload-identity';
import type { Permission } from '../../../lib/aws/permissions/permission';
import type { AwsEnvironment, VendorPlan } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { messageOf, Rendered, testApp, testStack } from '../../support/aws';
import { existingVpc, fullEnvironment, fullPlan, minimalEnvironment, minimalPlan } from '../../support/config';

const OURS = 'arn:aws:iam::111122223333:policy/byoc/bootstrap/byoc-acme-boundary';
const THEIRS = 'arn:aws:iam::111122223333:policy/boundary';
const { permissionsBoundary: _own, ...otherOwn } = fullEnvironment().own ?? {};
/** Everything, with the boundary that the bootstrap makes. */
const BOUND_BY_US: AwsEnvironment = { ...fullEnvironment(), own: otherOwn };

function render(plan: VendorPlan, environment: AwsEnvironment): Rendered {
  return Rendered.of(new AwsCustodyStack(testApp(), 'Custody', { config: resolveConfig(plan, environment) }));
}

interface InlinePolicy {
  readonly PolicyName: string;
  readonly PolicyDocument: { readonly Statement: readonly { readonly Effect: string; readonly Sid?: string }[] };
}

/** Inline policies of every role, by the role's name. */
function inlinePolicies(rendered: Rendered): [string, readonly InlinePolicy[]][] {
  return Object.values(rendered.all('AWS::IAM::Role')).map(({ Properties }) => [
    Properties.RoleName,
    Properties.Policies ?? [],
  ]);
}

describe('where the customer has no boundary', () => {
  let rendered: Rendered;
  beforeAll(() => {
    rendered = render(fullPlan(), BOUND_BY_US);
  });

  test('every role has the one that the bootstrap makes, also the one for support', () => {
    const boundaries = Object.values(rendered.property('AWS::IAM::Role', 'PermissionsBoundary'));
    expect(boundaries).toEqual(Array(14).fill(OURS));
    expect(Object.values(rendered.property('AWS::IAM::Role', 'RoleName'))).toContain('acme-support');
  });

  test('it is named by its ARN: custody makes no policy and imports nothing', () => {
    expect(JSON.stringify(rendered.json)).not.toContain('Fn::ImportValue');
    expect(rendered.all('AWS::IAM::ManagedPolicy')).toEqual({});
  });

  test('no role has the denials as a policy of its own', () => {
    const names = inlinePolicies(rendered).flatMap(([, policies]) => policies.map(({ PolicyName }) => PolicyName));
    expect(new Set(names)).toEqual(new Set(['Permissions']));
  });

  test.each(['acme-engine', 'acme-support', 'acme-nodes'])('synthesis fails if an aspect takes it off %s', (name) => {
    const stack = new AwsCustodyStack(testApp(), 'Custody', { config: resolveConfig(fullPlan(), BOUND_BY_US) });
    Aspects.of(stack).add({
      visit: (node) => {
        if (node instanceof iam.CfnRole && node.roleName === name) node.permissionsBoundary = undefined;
      },
    });
    const { node } = stack.node
      .findAll()
      .filter(CfnResource.isCfnResource)
      .find((resource) => (resource as iam.CfnRole).roleName === name) as CfnResource;
    expect(messageOf(() => Rendered.of(stack))).toBe(
      'Validation failed with the following errors:\n' +
        `  [${node.path.replace(/\/Resource$/, '')}] 'permissionsBoundary' must stay ` +
        '{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},":iam::111122223333:policy/byoc/bootstrap/byoc-acme-boundary"]]}, ' +
        'got nothing; remove the aspect that changes it, or pass the other boundary as prop',
    );
  });
});

describe('where the customer has a boundary', () => {
  let rendered: Rendered;
  beforeAll(() => {
    rendered = render(fullPlan(), fullEnvironment());
  });

  test('every role has that one', () => {
    const boundaries = Object.values(rendered.property('AWS::IAM::Role', 'PermissionsBoundary'));
    expect(boundaries).toEqual(Array(14).fill(THEIRS));
  });

  test('every role has the denials as a policy of its own, also the one for support', () => {
    const policies = inlinePolicies(rendered);
    expect(policies).toHaveLength(14);
    for (const [role, list] of policies) {
      const denials = list.filter(({ PolicyName }) => PolicyName === 'Denials');
      const statements = denials.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
      expect([role, statements.map(({ Effect, Sid }) => `${Effect} ${Sid}`)]).toEqual([
        role,
        [
          'Deny NeverIdentitiesAndSecrets',
          'Deny NeverShare',
          'Deny NeverOtherBuckets',
          'Deny BillingIsWriteOnly',
          'Deny NeverFromElsewhere',
          'Deny NoOtherQueues',
        ],
      ]);
    }
  });

  test('they are what our boundary would deny, word for word', () => {
    const stack = new Stack(testApp(), 'Bootstrap', { env: { account: '111122223333', region: 'eu-central-1' } });
    const config = resolveConfig(fullPlan(), fullEnvironment());
    new AwsPermissionsBoundary(stack, 'Boundary', boundaryContext(stack, config));
    const ours = Rendered.of(stack)
      .one('Boundary')
      .Properties.PolicyDocument.Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Deny');
    const { Policies } = rendered.one('WorkloadIdentityengine').Properties;
    const { PolicyDocument } = Policies.find(({ PolicyName }: InlinePolicy) => PolicyName === 'Denials');
    expect(PolicyDocument.Statement).toEqual(ours);
    expect(ours.length).toBeGreaterThan(5);
  });

  test('each installation is kept to its own buckets, to those of the customer and to the prefix for usage', () => {
    const other = render(fullPlan(), { ...fullEnvironment(), id: 'other' });
    const own = (name: string) => (list: Rendered) => {
      const { Policies } = list.one('WorkloadIdentityengine').Properties;
      const { PolicyDocument } = Policies.find(({ PolicyName }: InlinePolicy) => PolicyName === 'Denials');
      return PolicyDocument.Statement.find(({ Sid }: { Sid: string }) => Sid === name).NotResource;
    };
    expect([rendered, other].map(own('NeverOtherBuckets'))).toEqual(
      ['acme', 'other'].map((id) => [
        `arn:aws:s3:::byoc-${id}-*`,
        'arn:aws:s3:::acme-archive',
        'arn:aws:s3:::acme-archive/*',
        'arn:aws:s3:::riverbed-billing/usage/*',
      ]),
    );
  });
});

describe('what the denials depend on', () => {
  const withOwn = (environment: AwsEnvironment): AwsEnvironment => ({
    ...environment,
    own: { ...environment.own, permissionsBoundary: THEIRS },
  });
  const sids = (plan: VendorPlan, environment: AwsEnvironment) => {
    const [, [policy]] = inlinePolicies(render(plan, withOwn(environment))).find(([name]) =>
      name.endsWith('-vpc-cni'),
    ) ?? ['', []];
    return policy?.PolicyDocument.Statement.map(({ Sid }) => Sid);
  };

  test('a plan without telemetry: all queues are denied, and nothing is said of billing', () => {
    expect(sids(minimalPlan(), minimalEnvironment())).toEqual([
      'NeverIdentitiesAndSecrets',
      'NeverShare',
      'NeverOtherBuckets',
      'NeverFromElsewhere',
      'NoQueues',
    ]);
  });

  test('a VPC of the customer without an S3 endpoint: objects are reached through the internet', () => {
    const network = { ...existingVpc(), s3Endpoint: false };
    expect(sids(minimalPlan(), { ...minimalEnvironment(), network })).not.toContain('NeverFromElsewhere');
    expect(sids(minimalPlan(), { ...minimalEnvironment(), network: { ...network, s3Endpoint: true } })).toContain(
      'NeverFromElsewhere',
    );
  });
});

describe('constructs by themselves', () => {
  const NEVER: Permission = {
    sid: 'Never',
    effect: 'Deny',
    actions: ['ram:*'],
    resources: ['*'],
    phase: 'run',
    reason: 'nothing is shared',
    neededBy: 'every role',
  };
  const DENIALS = {
    PolicyName: 'Denials',
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Sid: 'Never', Effect: 'Deny', Action: 'ram:*', Resource: '*' }],
    },
  };

  test('without props, custody has no boundary and no denials', () => {
    const stack = testStack();
    const props = awsCustodyProps(stack, resolveConfig(minimalPlan(), minimalEnvironment()));
    const { permissionsBoundary: _, denials: __, ...rest } = props;
    new AwsCustody(stack, 'Custody', rest);
    const rendered = Rendered.of(stack);
    expect(Object.values(rendered.property('AWS::IAM::Role', 'PermissionsBoundary'))).toEqual(Array(7).fill(undefined));
    expect(JSON.stringify(rendered.json)).not.toContain('"Denials"');
  });

  test('custody hands denials to every role', () => {
    const stack = testStack();
    const props = awsCustodyProps(stack, resolveConfig(fullPlan(), fullEnvironment()));
    new AwsCustody(stack, 'Custody', { ...props, denials: [NEVER] });
    for (const [role, policies] of inlinePolicies(Rendered.of(stack))) {
      expect([role, policies.at(-1)]).toEqual([role, DENIALS]);
    }
  });

  test('a role without permissions of its own has the denials alone', () => {
    const stack = testStack();
    new AwsWorkloadIdentity(stack, 'Identity', {
      environmentId: 'acme',
      identities: [],
      encryptionKey: kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-central-1:111122223333:key/k'),
      bucketArn: (name) => `arn:aws:s3:::acme-${name}`,
      nodeShell: false,
      flowLogs: false,
      denials: [NEVER],
    });
    expect(Rendered.of(stack).one('Identitynodes').Properties.Policies).toEqual([DENIALS]);
  });

  test('support has them beside what it may do', () => {
    const stack = testStack();
    new AwsSupportAccess(stack, 'Support', {
      environmentId: 'acme',
      principals: ['arn:aws:iam::999988887777:role/support'],
      externalId: '9f2c1a7755d04c1e8f6b',
      expiresAt: '2027-01-31T00:00:00Z',
      denials: [NEVER],
    });
    const { Policies } = Rendered.of(stack).one('Support').Properties;
    expect(Policies.map(({ PolicyName }: InlinePolicy) => PolicyName)).toEqual(['Permissions', 'Denials']);
    expect(Policies[1]).toEqual(DENIALS);
  });
});
