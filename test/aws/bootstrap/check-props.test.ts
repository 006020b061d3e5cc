import { CfnParameter } from 'aws-cdk-lib';
import { AwsBootstrap, AwsDeploymentRole, AwsPermissionsBoundary, AwsVendorAccessRole } from '../../../lib/aws';
import { messageOf, testStack } from '../../support/aws';

const deployment = {
  environmentId: 'acme',
  allowInstall: true,
  allowDelete: false,
  publicApi: false,
  externalLoadBalancers: false,
  supportGroup: 'byoc-support',
};
const boundary = { environmentId: 'acme', onlyFromNetwork: true };
const vendor = {
  environmentId: 'acme',
  principals: ['arn:aws:iam::999988887777:role/control-plane'],
  externalId: '9f2c1a7755d04c1e8f6b',
  mayExecute: false,
  mayDelete: false,
};
const ROLE = 'ARNs of IAM roles, like arn:aws:iam::111122223333:role/platform-admin';
const KEY = 'the ARN of a KMS key, no alias';
const ID = '2 to 16 lower-case letters and digits, starting with a letter, without hyphen';
const PREFIX = 'bucket/prefix/ with a slash at the end';

describe('the deployment role', () => {
  test.each([
    [{ environmentId: 'acme-data' }, `'environmentId' must be ${ID}, got acme-data`],
    [{ environmentId: '*' }, `'environmentId' must be ${ID}, got *`],
    [{ keyArn: '*' }, `'keyArn' must be ${KEY}, got *`],
    [
      { keyArn: 'arn:aws:kms:eu-central-1:444455556666:key/k' },
      "'keyArn' must be of account 111122223333, got arn:aws:kms:eu-central-1:444455556666:key/k",
    ],
    [{ vpcId: '*' }, "'vpcId' must be the id of a VPC, like vpc-0123456789abcdef0, got *"],
    [{ ownRoles: { nodes: ['*'] } }, `'ownRoles' must be ${ROLE}, got *`],
    [{ administrators: [] }, `'administrators' must be ${ROLE}, got nothing; leave it out`],
    [
      { administrators: ['arn:aws:iam::111122223333:root'] },
      `'administrators' must be ${ROLE}, got arn:aws:iam::111122223333:root`,
    ],
    [
      { administrators: ['arn:aws:iam::444455556666:role/admin'] },
      "'administrators' must be of account 111122223333, got arn:aws:iam::444455556666:role/admin",
    ],
    [
      { permissionsBoundary: 'arn:aws:iam::444455556666:policy/boundary' },
      "'permissionsBoundary' must be of account 111122223333, got arn:aws:iam::444455556666:policy/boundary",
    ],
    [
      { endpointServices: ['*'] },
      "'endpointServices' must be like com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0, got *",
    ],
  ])('fails if it is given %o', (props, message) => {
    expect(messageOf(() => new AwsDeploymentRole(testStack(), 'Role', { ...deployment, ...props }))).toBe(
      `Test/Role: ${message}`,
    );
  });

  test('says everything that is wrong', () => {
    const wrong = { ...deployment, environmentId: 'A', keyArn: 'k' };
    expect(messageOf(() => new AwsDeploymentRole(testStack(), 'Role', wrong))).toBe(
      `Test/Role: 'environmentId' must be ${ID}, got A; 'keyArn' must be ${KEY}, got k`,
    );
  });

  test('takes what is known at deployment only', () => {
    const stack = testStack();
    const keyArn = new CfnParameter(stack, 'KeyArn').valueAsString;
    expect(messageOf(() => new AwsDeploymentRole(stack, 'Role', { ...deployment, keyArn }))).toBe('nothing was thrown');
  });
});

test.each([
  [{ billingPrefix: '' }, `'billingPrefix' must be ${PREFIX}, got nothing; leave it out`],
  [{ billingPrefix: 'vendor-billing/' }, `'billingPrefix' must be ${PREFIX}, got vendor-billing/`],
  [{ telemetryQueue: '*' }, "'telemetryQueue' must be the ARN of an SQS queue, got *"],
])('the boundary fails if it is given %o', (props, message) => {
  expect(messageOf(() => new AwsPermissionsBoundary(testStack(), 'Boundary', { ...boundary, ...props }))).toBe(
    `Test/Boundary: ${message}`,
  );
});

test.each([
  [{ artifactPrefix: '' }, `'artifactPrefix' must be ${PREFIX}, got nothing; leave it out`],
  [{ artifactPrefix: 'releases' }, `'artifactPrefix' must be ${PREFIX}, got releases`],
])('the vendor access role fails if it is given %o', (props, message) => {
  expect(messageOf(() => new AwsVendorAccessRole(testStack(), 'Vendor', { ...vendor, ...props }))).toBe(
    `Test/Vendor: ${message}`,
  );
});

describe('the mode', () => {
  const make = (mode: string, stack = testStack()) => {
    new AwsBootstrap(stack, 'Bootstrap', { ...deployment, ...boundary, mode: mode as 'managed' });
    return stack;
  };

  test('fails if it is unknown', () => {
    expect(messageOf(() => make('manged'))).toBe(
      "Test/Bootstrap: 'mode' must be one of managed, approved, self-managed, got manged",
    );
  });
});
