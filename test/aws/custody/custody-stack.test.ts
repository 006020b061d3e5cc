import { AwsCustody } from '../../../lib/aws/custody/custody';
import { AwsCustodyStack, awsCustodyProps } from '../../../lib/aws/custody/custody-stack';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { Rendered, testApp, testStack } from '../../support/aws';
import { fullEnvironment, fullPlan, minimalEnvironment, minimalPlan } from '../../support/config';

describe('the stack of the least', () => {
  let stack: AwsCustodyStack;
  let rendered: Rendered;
  beforeAll(() => {
    stack = new AwsCustodyStack(testApp(), 'any-id', { config: resolveConfig(minimalPlan(), minimalEnvironment()) });
    rendered = Rendered.of(stack);
  });

  test('is called after the environment', () => {
    expect(stack.stackName).toBe('byoccustody-demo');
    expect([stack.account, stack.region]).toEqual(['111122223333', 'eu-central-1']);
  });

  test('is protected from deletion', () => {
    expect(stack.terminationProtection).toBe(true);
  });

  test('says what it is', () => {
    expect(rendered.json).toMatchObject({
      Description: 'Key, buckets, logs and roles of an installation; stays with the customer',
    });
  });

  test('puts its outputs out under fixed names', () => {
    expect(rendered.outputs).toEqual({
      Contract: '1',
      EnvironmentId: 'demo',
      EncryptionKey: '<CustodyEncryption.Arn>',
      BucketData: '<CustodyObjectStoragedata>',
      BucketState: '<CustodyObjectStoragestate>',
      WorkloadLoadBalancerController: '<CustodyWorkloadIdentityloadbalancercontroller.Arn>',
      WorkloadClusterAutoscaler: '<CustodyWorkloadIdentityclusterautoscaler.Arn>',
    });
  });

  test('exports the key and nothing else', () => {
    const exported = Object.entries(rendered.json.Outputs ?? {}).flatMap(([name, output]) =>
      output.Export === undefined ? [] : [[name, output.Export.Name]],
    );
    expect(exported).toEqual([['EncryptionKey', 'byoc-demo-key']]);
  });
});

describe('the stack of everything', () => {
  let rendered: Rendered;
  beforeAll(() => {
    rendered = Rendered.of(
      new AwsCustodyStack(testApp(), 'any-id', { config: resolveConfig(fullPlan(), fullEnvironment()) }),
    );
  });

  test("exports the customer's own key under the same name", () => {
    expect(rendered.json.Outputs?.EncryptionKey).toMatchObject({
      Value: fullEnvironment().own?.encryptionKey,
      Export: { Name: 'byoc-acme-key' },
    });
  });

  test('has an output for every bucket and every identity', () => {
    expect(Object.keys(rendered.outputs).filter((name) => /^(Bucket|Workload)/.test(name))).toEqual([
      'BucketData',
      'BucketState',
      'BucketArchive',
      'WorkloadEngine',
      'WorkloadAgent',
      'WorkloadArchiveReader',
      'WorkloadStateExporter',
      'WorkloadBilling',
      'WorkloadLoadBalancerController',
      'WorkloadClusterAutoscaler',
      'WorkloadExternalDns',
      'WorkloadCertManager',
    ]);
  });
});

describe('awsCustodyProps', () => {
  test('narrows a configuration', () => {
    const { encryptionKey, permissionsBoundary, roles, ownBuckets, support, ...rest } = awsCustodyProps(
      testStack(),
      resolveConfig(fullPlan(), fullEnvironment()),
    );
    expect(rest).toMatchObject({
      environmentId: 'acme',
      bucketNames: 'account-regional',
      dataOnDelete: 'retain',
      logRetentionDays: 365,
      flowLogs: true,
      nodeShell: true,
    });
    expect(encryptionKey?.keyArn).toBe(fullEnvironment().own?.encryptionKey);
    expect(permissionsBoundary?.managedPolicyArn).toBe('arn:aws:iam::111122223333:policy/boundary');
    expect(Object.entries(roles ?? {}).map(([name, { roleArn }]) => [name, roleArn])).toEqual([
      ['flow-logs', 'arn:aws:iam::111122223333:role/flow-logs'],
    ]);
    expect(Object.entries(ownBuckets ?? {}).map(([name, { bucketName }]) => [name, bucketName])).toEqual([
      ['archive', 'acme-archive'],
    ]);
    expect(support).toEqual({
      principals: ['arn:aws:iam::999988887777:role/support'],
      externalId: '9f2c1a7755d04c1e8f6b',
      expiresAt: '2027-01-31T00:00:00Z',
    });
  });

  test('leaves support access out unless an expiry is set', () => {
    const { supportExpiresAt, ...access } = fullEnvironment().access ?? {};
    expect(supportExpiresAt).toBeDefined();
    const config = resolveConfig(fullPlan(), { ...fullEnvironment(), access });
    expect(awsCustodyProps(testStack(), config).support).toBeUndefined();
  });

  test('leaves support access out with an external id alone', () => {
    const access = { externalId: '9f2c1a7755d04c1e8f6b' };
    const config = resolveConfig(fullPlan(), { ...fullEnvironment(), access });
    expect(awsCustodyProps(testStack(), config).support).toBeUndefined();
  });

  test('there are no flow logs where the environment wants none', () => {
    const stack = testStack();
    const config = resolveConfig(minimalPlan(), { ...minimalEnvironment(), network: { flowLogs: false } });
    const props = awsCustodyProps(stack, config);
    expect(props.flowLogs).toBe(false);
    const custody = new AwsCustody(stack, 'Custody', props);
    expect([custody.flowLogRole, custody.flowLogGroup]).toEqual([undefined, undefined]);
    expect(Rendered.of(stack).property('AWS::Logs::LogGroup', 'LogGroupName')).toEqual({
      CustodyLogsCluster: '/aws/eks/byoc-demo/cluster',
    });
  });

  test('two installations with keys, roles, buckets and boundaries of the customer fit into one stack', () => {
    const stack = testStack();
    const installations = ['acme', 'beta'].map((id) => {
      const config = resolveConfig(fullPlan(), {
        ...fullEnvironment(),
        id,
        own: {
          encryptionKey: `arn:aws:kms:eu-central-1:111122223333:key/${id}`,
          permissionsBoundary: `arn:aws:iam::111122223333:policy/${id}`,
          roles: { 'flow-logs': `arn:aws:iam::111122223333:role/${id}-logs` },
          buckets: { archive: `${id}-own` },
          metricsWorkspace: 'arn:aws:aps:eu-central-1:111122223333:workspace/ws-1',
        },
      });
      return new AwsCustody(stack, `Custody-${id}`, awsCustodyProps(stack, config));
    });
    expect(
      installations.map(({ encryptionKey, flowLogRole, objectStorage }) => [
        encryptionKey.keyArn,
        flowLogRole?.roleArn,
        objectStorage.bucket('archive').bucketName,
      ]),
    ).toEqual(
      ['acme', 'beta'].map((id) => [
        `arn:aws:kms:eu-central-1:111122223333:key/${id}`,
        `arn:aws:iam::111122223333:role/${id}-logs`,
        `${id}-own`,
      ]),
    );
    const rendered = Rendered.of(stack);
    const boundaries = Object.entries(rendered.property('AWS::IAM::Role', 'PermissionsBoundary'));
    expect(boundaries.length).toBeGreaterThan(20);
    for (const [id, boundary] of boundaries) {
      const of = id.startsWith('Custodyacme') ? 'acme' : 'beta';
      expect([id, boundary]).toEqual([id, `arn:aws:iam::111122223333:policy/${of}`]);
    }
  });

  test('there are no flow logs in a network that exists', () => {
    const { flowLogs } = awsCustodyProps(
      testStack(),
      resolveConfig(minimalPlan(), {
        ...minimalEnvironment(),
        network: {
          kind: 'existing',
          vpcId: 'vpc-01234567',
          cidr: '10.60.0.0/20',
          privateSubnets: ['a', 'b', 'c'].map((letter, index) => ({
            id: `subnet-0000000${index}`,
            zone: `eu-central-1${letter}`,
            cidr: `10.60.${index}.0/24`,
          })),
        },
      }),
    );
    expect(flowLogs).toBe(false);
  });
});
