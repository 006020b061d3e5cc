import type { Permission } from './permission';

/** What the inline policies of the built-in roles are written with. Values may be tokens. */
export interface RoleContext {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly keyArn: string;
  readonly clusterName: string;
  readonly flowLogGroup: string;
}

/** A policy that AWS keeps, and why it is taken. */
export interface ManagedPolicy {
  readonly name: string;
  readonly reason: string;
}

/** Managed policies by role; a role that is missing has none. */
const MANAGED: Readonly<Record<string, readonly ManagedPolicy[]>> = {
  cluster: [{ name: 'AmazonEKSClusterPolicy', reason: 'what EKS itself needs, kept by EKS with its versions' }],
  nodes: [
    { name: 'AmazonEKSWorkerNodePolicy', reason: 'what joining a cluster needs, kept by EKS with its versions' },
    { name: 'AmazonEC2ContainerRegistryPullOnly', reason: 'image pulls and nothing else' },
  ],
  'vpc-cni': [{ name: 'AmazonEKS_CNI_Policy', reason: 'what the add-on needs, kept by EKS with its versions' }],
  // Only volumes of this cluster, told by their tag: the policy needs the session tags of Pod Identity.
  'ebs-csi': [
    {
      name: 'AmazonEBSCSIDriverEKSClusterScopedPolicy',
      reason: 'what the add-on needs, kept by EKS with its versions',
    },
  ],
};

export function managedPolicies(role: string): readonly ManagedPolicy[] {
  return MANAGED[role] ?? [];
}

/**
 * Sessions and nothing else of Systems Manager: the managed policy for it also reads every parameter of the account.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-add-permissions-to-existing-profile.html
 */
export function nodeShellPermissions(): readonly Permission[] {
  return [
    {
      actions: [
        'ssm:UpdateInstanceInformation',
        'ssmmessages:CreateControlChannel',
        'ssmmessages:CreateDataChannel',
        'ssmmessages:OpenControlChannel',
        'ssmmessages:OpenDataChannel',
      ],
      resources: ['*'],
      wildcard: 'channels take no resource, and nodes are not known before they start',
      phase: 'run',
      reason: 'sessions on nodes, which the environment asks for (`nodeShell`)',
      neededBy: 'nodes',
    },
  ];
}

/** EKS checks the key with the cluster's role; the managed policy allows no use of a key. */
export function clusterPermissions({ keyArn }: RoleContext): readonly Permission[] {
  return [
    {
      actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:ListGrants'],
      resources: [keyArn],
      phase: 'run',
      reason: 'EKS encrypts Kubernetes secrets with the key and checks that it still can',
      neededBy: 'cluster',
    },
  ];
}

export function flowLogPermissions({ partition, region, account, flowLogGroup }: RoleContext): readonly Permission[] {
  const group = `arn:${partition}:logs:${region}:${account}:log-group:${flowLogGroup}`;
  return [
    {
      actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
      resources: [group, `${group}:*`],
      wildcard: 'streams of one log group; the service names them',
      phase: 'run',
      reason: 'writes flow logs to their group, and nowhere else',
      neededBy: 'flow-logs',
    },
  ];
}

/** The driver makes volumes with the key; EC2 uses it, never the driver itself. */
export function volumePermissions({ keyArn, region }: RoleContext): readonly Permission[] {
  const throughEc2 = { 'kms:ViaService': `ec2.${region}.amazonaws.com` };
  return [
    {
      actions: [
        'kms:Decrypt',
        'kms:DescribeKey',
        'kms:GenerateDataKeyWithoutPlaintext',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
      ],
      resources: [keyArn],
      conditions: { StringEquals: throughEc2 },
      phase: 'run',
      reason: 'EC2 encrypts the volumes that the driver makes',
      neededBy: 'ebs-csi',
    },
    {
      actions: ['kms:CreateGrant'],
      resources: [keyArn],
      conditions: { StringEquals: throughEc2, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      phase: 'run',
      reason: 'EC2 keeps the right to decrypt a volume while it is attached',
      neededBy: 'ebs-csi',
    },
  ];
}

export function supportPermissions({
  partition,
  region,
  account,
  clusterName,
}: Omit<RoleContext, 'keyArn' | 'flowLogGroup'>): readonly Permission[] {
  return [
    {
      actions: ['eks:DescribeCluster'],
      resources: [`arn:${partition}:eks:${region}:${account}:cluster/${clusterName}`],
      phase: 'run',
      reason: 'finds the address of the Kubernetes API; all other rights come from Kubernetes',
      neededBy: 'support',
    },
  ];
}
