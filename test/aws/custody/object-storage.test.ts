import { aws_iam as iam, aws_kms as kms, type Stack, aws_s3 as s3 } from 'aws-cdk-lib';
import { AwsEncryption } from '../../../lib/aws/custody/encryption';
import { AwsObjectStorage, type AwsObjectStorageProps } from '../../../lib/aws/custody/object-storage';
import { messageOf, Rendered, testStack } from '../../support/aws';

const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/own';

function makeStorage(stack: Stack, props: Partial<AwsObjectStorageProps> = {}): AwsObjectStorage {
  const encryption = new AwsEncryption(stack, 'Encryption', {
    environmentId: 'acme',
    dataOnDelete: 'retain',
    encryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY),
  });
  return new AwsObjectStorage(stack, 'ObjectStorage', {
    environmentId: 'acme',
    buckets: [
      { name: 'data', versioned: false },
      { name: 'state', versioned: true },
    ],
    encryption,
    dataOnDelete: 'retain',
    bucketNames: 'generated',
    ...props,
  });
}

describe('buckets made with the least', () => {
  let storage: AwsObjectStorage;
  let rendered: Rendered;
  beforeAll(() => {
    const stack = testStack();
    storage = makeStorage(stack);
    rendered = Rendered.of(stack);
  });

  test('are those of the plan, each with a policy', () => {
    expect(Object.keys(storage.buckets)).toEqual(['data', 'state']);
    expect(Object.keys(rendered.resources)).toEqual([
      'ObjectStoragedata',
      'ObjectStoragedataPolicy',
      'ObjectStoragestate',
      'ObjectStoragestatePolicy',
    ]);
  });

  test("are named with a known prefix and eight digits of the stack's GUID", () => {
    const suffix = '<<<<AWS::StackId> by />[2]> by ->[0]>';
    expect(rendered.property('AWS::S3::Bucket', 'BucketName')).toEqual({
      ObjectStoragedata: `byoc-acme-data-<${suffix}`,
      ObjectStoragestate: `byoc-acme-state-<${suffix}`,
    });
    expect(rendered.property('AWS::S3::Bucket', 'BucketNamespace')).toEqual({
      ObjectStoragedata: undefined,
      ObjectStoragestate: undefined,
    });
  });

  test("are encrypted with the installation's key, with few calls to it", () => {
    rendered.template.allResourcesProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY },
          },
        ],
      },
    });
  });

  test('block public access in all four ways', () => {
    rendered.template.allResourcesProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
  });

  test('know no access lists', () => {
    rendered.template.allResourcesProperties('AWS::S3::Bucket', {
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
  });

  test.each(['data', 'state'])('refuse everything without TLS 1.2: %s', (name) => {
    const Resource = [`<ObjectStorage${name}.Arn>`, `<ObjectStorage${name}.Arn>/*`];
    const deny = { Action: 's3:*', Effect: 'Deny', Principal: { AWS: '*' }, Resource };
    expect(rendered.one(`${name}Policy`).Properties).toEqual({
      Bucket: `<ObjectStorage${name}>`,
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { ...deny, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
          { ...deny, Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } },
        ],
      },
    });
  });

  test('keep earlier versions for thirty days where the plan says so', () => {
    expect(rendered.property('AWS::S3::Bucket', 'VersioningConfiguration')).toEqual({
      ObjectStoragedata: undefined,
      ObjectStoragestate: { Status: 'Enabled' },
    });
    expect(rendered.property('AWS::S3::Bucket', 'LifecycleConfiguration')).toEqual({
      ObjectStoragedata: {
        Rules: [{ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 2 }, Status: 'Enabled' }],
      },
      ObjectStoragestate: {
        Rules: [
          {
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 2 },
            NoncurrentVersionExpiration: { NoncurrentDays: 30 },
            Status: 'Enabled',
          },
        ],
      },
    });
  });

  test('outlive their stack, but not a failed first deployment', () => {
    rendered.template.allResources('AWS::S3::Bucket', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('keep their policies as long as they are kept: else the TLS rule is lost', () => {
    rendered.template.allResources('AWS::S3::BucketPolicy', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('write no access logs', () => {
    expect(Object.values(rendered.property('AWS::S3::Bucket', 'LoggingConfiguration'))).toEqual([undefined, undefined]);
  });
});

describe('buckets with everything', () => {
  let rendered: Rendered;
  let storage: AwsObjectStorage;
  beforeAll(() => {
    const stack = testStack();
    storage = makeStorage(stack, {
      bucketNames: 'account-regional',
      dataOnDelete: 'destroy',
      ownBuckets: { data: s3.Bucket.fromBucketName(stack, 'Own', 'acme-data') },
      accessLogs: s3.Bucket.fromBucketName(stack, 'AccessLogs', 'acme-access-logs'),
    });
    rendered = Rendered.of(stack);
  });

  test("have fixed names in the account's own namespace", () => {
    rendered.template.hasResourceProperties('AWS::S3::Bucket', {
      BucketName: 'byoc-acme-state-111122223333-eu-central-1-an',
      BucketNamespace: 'account-regional',
    });
  });

  test("leave a bucket of the customer's alone", () => {
    expect(storage.bucket('data').bucketName).toBe('acme-data');
    expect(Object.keys(rendered.resources)).toEqual(['ObjectStoragestate', 'ObjectStoragestatePolicy']);
  });

  test('go with their stack, and so do their policies', () => {
    rendered.template.hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
    rendered.template.hasResource('AWS::S3::BucketPolicy', { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
  });

  test("write access logs into the customer's bucket, by name", () => {
    rendered.template.hasResourceProperties('AWS::S3::Bucket', {
      LoggingConfiguration: { DestinationBucketName: 'acme-access-logs', LogFilePrefix: 'state/' },
    });
  });
});

describe('grantReadWrite', () => {
  function roleOf(stack: Stack, path: string): iam.Role {
    return new iam.Role(stack, 'Writer', {
      assumedBy: new iam.ServicePrincipal('pods.eks.amazonaws.com'),
      path,
      roleName: 'acme-writer',
    });
  }

  test('lets a role read, write and delete in one bucket, and use the key for it', () => {
    const stack = testStack();
    const grant = makeStorage(stack).grantReadWrite('data', roleOf(stack, '/byoc/env/acme/pods/'));
    grant.assertSuccess();
    expect(Rendered.of(stack).one('DefaultPolicy').Properties.PolicyDocument.Statement).toEqual([
      { Action: 'kms:Decrypt', Effect: 'Allow', Resource: KEY },
      {
        Action: [
          's3:GetObject*',
          's3:GetBucket*',
          's3:List*',
          's3:DeleteObject*',
          's3:PutObject',
          's3:PutObjectLegalHold',
          's3:PutObjectRetention',
          's3:PutObjectTagging',
          's3:PutObjectVersionTagging',
          's3:Abort*',
        ],
        Effect: 'Allow',
        Resource: ['<ObjectStoragedata.Arn>', '<ObjectStoragedata.Arn>/*'],
      },
      {
        Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'],
        Effect: 'Allow',
        Resource: KEY,
      },
    ]);
  });

  test('fails if the key policy would refuse the role, and then grants nothing', () => {
    const stack = testStack();
    const storage = makeStorage(stack);
    expect(messageOf(() => storage.grantReadWrite('data', roleOf(stack, '/')))).toBe(
      "the policy of key 'Test/Encryption' would refuse arn:<Partition>:iam::111122223333:role/acme-writer: it lets " +
        'arn:<Partition>:iam::111122223333:role/byoc/env/acme/pods/*, ' +
        "arn:<Partition>:iam::111122223333:role/byoc/env/acme/cluster/* decrypt; add the role's ARN to 'decryptableBy'",
    );
    expect(Rendered.of(stack).all('AWS::IAM::Policy')).toEqual({});
  });

  test('fails if there is no such bucket', () => {
    const stack = testStack();
    expect(messageOf(() => makeStorage(stack).grantReadWrite('archive', roleOf(stack, '/')))).toBe(
      "there is no bucket 'archive'; there are data, state",
    );
  });
});

describe('grantRead', () => {
  test('lets a role read and decrypt', () => {
    const stack = testStack();
    const role = new iam.Role(stack, 'Reader', {
      assumedBy: new iam.ServicePrincipal('pods.eks.amazonaws.com'),
      path: '/byoc/env/acme/pods/',
      roleName: 'acme-reader',
    });
    makeStorage(stack).grantRead('data', role).assertSuccess();
    const statements = Rendered.of(stack).one('DefaultPolicy').Properties.PolicyDocument.Statement;
    expect(statements).toEqual([
      { Action: 'kms:Decrypt', Effect: 'Allow', Resource: KEY },
      {
        Action: ['s3:GetObject*', 's3:GetBucket*', 's3:List*'],
        Effect: 'Allow',
        Resource: ['<ObjectStoragedata.Arn>', '<ObjectStoragedata.Arn>/*'],
      },
      expect.objectContaining({ Effect: 'Allow', Resource: KEY }),
    ]);
  });

  test('fails if the key policy would refuse the role, and then grants nothing', () => {
    const stack = testStack();
    const role = new iam.Role(stack, 'Analyst', { assumedBy: new iam.AccountRootPrincipal(), roleName: 'analyst' });
    const storage = makeStorage(stack);
    expect(messageOf(() => storage.grantRead('data', role))).toBe(
      "the policy of key 'Test/Encryption' would refuse arn:<Partition>:iam::111122223333:role/analyst: it lets " +
        'arn:<Partition>:iam::111122223333:role/byoc/env/acme/pods/*, ' +
        "arn:<Partition>:iam::111122223333:role/byoc/env/acme/cluster/* decrypt; add the role's ARN to 'decryptableBy'",
    );
    expect(Rendered.of(stack).all('AWS::IAM::Policy')).toEqual({});
  });

  test('fails if there is no such bucket', () => {
    const stack = testStack();
    const role = new iam.Role(stack, 'Reader', { assumedBy: new iam.AccountRootPrincipal() });
    expect(messageOf(() => makeStorage(stack).grantRead('archive', role))).toBe(
      "there is no bucket 'archive'; there are data, state",
    );
  });
});
