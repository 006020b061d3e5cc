import { BUILT_IN_ROLES } from '../../../lib/aws/names';
import {
  clusterPermissions,
  flowLogPermissions,
  managedPolicies,
  nodeShellPermissions,
  supportPermissions,
  volumePermissions,
} from '../../../lib/aws/permissions/roles';
import { lines, ROLE_CONTEXT } from '../../support/permissions';

const KEY = ROLE_CONTEXT.keyArn;

test('the cluster uses the key for secrets, and grants nothing', () => {
  expect(lines(clusterPermissions(ROLE_CONTEXT))).toEqual([
    `kms:Decrypt ${KEY}`,
    `kms:DescribeKey ${KEY}`,
    `kms:Encrypt ${KEY}`,
    `kms:ListGrants ${KEY}`,
  ]);
});

test('flow logs are written to one group', () => {
  const group = 'arn:aws:logs:eu-central-1:111122223333:log-group:/byoc/acme/flow';
  expect(lines(flowLogPermissions(ROLE_CONTEXT))).toEqual(
    ['CreateLogStream', 'DescribeLogStreams', 'PutLogEvents'].map((action) => `logs:${action} ${group} ${group}:*`),
  );
});

test('volumes are encrypted through EC2, never by the driver itself', () => {
  const throughEc2 = { StringEquals: { 'kms:ViaService': 'ec2.eu-central-1.amazonaws.com' } };
  expect(lines(volumePermissions(ROLE_CONTEXT))).toEqual([
    ...['Decrypt', 'DescribeKey', 'GenerateDataKeyWithoutPlaintext', 'ReEncryptFrom', 'ReEncryptTo'].map(
      (action) => `kms:${action} ${KEY} if ${JSON.stringify(throughEc2)}`,
    ),
    `kms:CreateGrant ${KEY} if ${JSON.stringify({ ...throughEc2, Bool: { 'kms:GrantIsForAWSResource': 'true' } })}`,
  ]);
});

test('sessions on nodes need these five, and no other right of Systems Manager', () => {
  expect(lines(nodeShellPermissions())).toEqual([
    'ssm:UpdateInstanceInformation *',
    'ssmmessages:CreateControlChannel *',
    'ssmmessages:CreateDataChannel *',
    'ssmmessages:OpenControlChannel *',
    'ssmmessages:OpenDataChannel *',
  ]);
  const [{ wildcard, neededBy } = {}] = nodeShellPermissions();
  expect([wildcard, neededBy]).toEqual([
    'channels take no resource, and nodes are not known before they start',
    'nodes',
  ]);
});

test('what AWS keeps is taken for these roles, each with a reason, and for no others', () => {
  const taken = [...Object.keys(BUILT_IN_ROLES), 'engine'].map((role) => [
    role,
    managedPolicies(role).map(({ name }) => name),
  ]);
  expect(Object.fromEntries(taken)).toEqual({
    cluster: ['AmazonEKSClusterPolicy'],
    nodes: ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly'],
    'flow-logs': [],
    'vpc-cni': ['AmazonEKS_CNI_Policy'],
    'ebs-csi': ['AmazonEBSCSIDriverEKSClusterScopedPolicy'],
    support: [],
    engine: [],
  });
  for (const { reason } of Object.keys(BUILT_IN_ROLES).flatMap(managedPolicies))
    expect(reason).toMatch(/^[a-z].+[^.]$/);
});

test('support finds the cluster', () => {
  expect(lines(supportPermissions(ROLE_CONTEXT))).toEqual([
    'eks:DescribeCluster arn:aws:eks:eu-central-1:111122223333:cluster/byoc-acme',
  ]);
});
