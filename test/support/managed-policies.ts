/** A policy that AWS keeps, as it was on a day. */
export interface ManagedPolicyData {
  readonly version: string;
  /** Day of that version. */
  readonly updated: string;
  /** Every action that it allows on something. */
  readonly actions: readonly string[];
}

const ec2 = (...names: readonly string[]) => names.map((name) => `ec2:${name}`);
const balancing = (...names: readonly string[]) => names.map((name) => `elasticloadbalancing:${name}`);

/**
 * The managed policies in use, transcribed on 2026-11-21. The newest version of each:
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/<name>.html
 */
export const MANAGED_POLICIES: Readonly<Record<string, ManagedPolicyData>> = {
  AmazonEKSClusterPolicy: {
    version: 'v10',
    updated: '2026-02-12',
    actions: [
      'autoscaling:DescribeAutoScalingGroups',
      'autoscaling:UpdateAutoScalingGroup',
      ...ec2('AttachVolume', 'AuthorizeSecurityGroupIngress', 'CreateRoute', 'CreateSecurityGroup', 'CreateTags'),
      ...ec2('CreateVolume', 'DeleteNetworkInterface', 'DeleteRoute', 'DeleteSecurityGroup', 'DeleteVolume'),
      ...ec2('DescribeAccountAttributes', 'DescribeAddresses', 'DescribeAvailabilityZones', 'DescribeDhcpOptions'),
      ...ec2('DescribeInstanceTopology', 'DescribeInstances', 'DescribeInternetGateways', 'DescribeNetworkInterfaces'),
      ...ec2('DescribeRouteTables', 'DescribeSecurityGroups', 'DescribeSubnets', 'DescribeVolumes'),
      ...ec2('DescribeVolumesModifications', 'DescribeVpcs', 'DetachVolume', 'ModifyInstanceAttribute'),
      ...ec2('ModifyVolume', 'RevokeSecurityGroupIngress'),
      ...balancing('AddTags', 'ApplySecurityGroupsToLoadBalancer', 'AttachLoadBalancerToSubnets'),
      ...balancing('ConfigureHealthCheck', 'CreateListener', 'CreateLoadBalancer', 'CreateLoadBalancerListeners'),
      ...balancing('CreateLoadBalancerPolicy', 'CreateTargetGroup', 'DeleteListener', 'DeleteLoadBalancer'),
      ...balancing('DeleteLoadBalancerListeners', 'DeleteTargetGroup', 'DeregisterInstancesFromLoadBalancer'),
      ...balancing('DeregisterTargets', 'DescribeListeners', 'DescribeLoadBalancerAttributes'),
      ...balancing('DescribeLoadBalancerPolicies', 'DescribeLoadBalancers', 'DescribeTargetGroupAttributes'),
      ...balancing('DescribeTargetGroups', 'DescribeTargetHealth', 'DetachLoadBalancerFromSubnets', 'ModifyListener'),
      ...balancing('ModifyLoadBalancerAttributes', 'ModifyTargetGroup', 'ModifyTargetGroupAttributes'),
      ...balancing('RegisterInstancesWithLoadBalancer', 'RegisterTargets'),
      ...balancing('SetLoadBalancerPoliciesForBackendServer', 'SetLoadBalancerPoliciesOfListener'),
      'iam:CreateServiceLinkedRole',
      'kms:DescribeKey',
    ],
  },
  AmazonEKSWorkerNodePolicy: {
    version: 'v3',
    updated: '2023-11-27',
    actions: [
      ...ec2('DescribeInstanceTypes', 'DescribeInstances', 'DescribeRouteTables', 'DescribeSecurityGroups'),
      ...ec2('DescribeSubnets', 'DescribeVolumes', 'DescribeVolumesModifications', 'DescribeVpcs'),
      'eks-auth:AssumeRoleForPodIdentity',
      'eks:DescribeCluster',
    ],
  },
  AmazonEC2ContainerRegistryPullOnly: {
    version: 'v1',
    updated: '2024-10-04',
    actions: [
      'ecr:BatchGetImage',
      'ecr:BatchImportUpstreamImage',
      'ecr:GetAuthorizationToken',
      'ecr:GetDownloadUrlForLayer',
    ],
  },
  AmazonEKS_CNI_Policy: {
    version: 'v6',
    updated: '2026-03-04',
    actions: [
      ...ec2('AssignPrivateIpAddresses', 'AttachNetworkInterface', 'CreateNetworkInterface', 'CreateTags'),
      ...ec2('DeleteNetworkInterface', 'DescribeInstanceTypes', 'DescribeInstances', 'DescribeNetworkInterfaces'),
      ...ec2('DescribeSecurityGroups', 'DescribeSubnets', 'DescribeTags', 'DetachNetworkInterface'),
      ...ec2('ModifyNetworkInterfaceAttribute', 'UnassignPrivateIpAddresses'),
    ],
  },
  AmazonEBSCSIDriverEKSClusterScopedPolicy: {
    version: 'v2',
    updated: '2026-05-28',
    actions: [
      ...ec2('AttachVolume', 'CopyVolumes', 'CreateSnapshot', 'CreateTags', 'CreateVolume', 'DeleteSnapshot'),
      ...ec2('DeleteTags', 'DeleteVolume', 'DescribeAvailabilityZones', 'DescribeInstanceTypes', 'DescribeInstances'),
      ...ec2('DescribeSnapshots', 'DescribeVolumeStatus', 'DescribeVolumes', 'DescribeVolumesModifications'),
      ...ec2('DetachVolume', 'EnableFastSnapshotRestores', 'LockSnapshot', 'ModifyVolume'),
    ],
  },
};

/** What a managed policy allows and the boundary denies on purpose, and why nothing is missing without it. */
export const NOT_IN_BOUNDARY: Readonly<Record<string, string>> = {
  'iam:CreateServiceLinkedRole':
    'the deployment role makes the service-linked roles of an account; the cluster makes no load balancer of its own',
};
