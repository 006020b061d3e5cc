import type { CapabilityPermissions } from './context';

export const nodesScale: CapabilityPermissions = ({ neededBy, clusterName, partition, region, account }) => [
  {
    actions: ['autoscaling:SetDesiredCapacity', 'autoscaling:TerminateInstanceInAutoScalingGroup'],
    resources: [`arn:${partition}:autoscaling:${region}:${account}:autoScalingGroup:*:autoScalingGroupName/*`],
    wildcard: 'EKS names Auto Scaling groups; limited by the tag that EKS gives them',
    conditions: { StringEquals: { 'aws:ResourceTag/eks:cluster-name': clusterName } },
    phase: 'run',
    reason: "sets the size of the installation's node groups",
    neededBy,
  },
  {
    actions: ['eks:DescribeNodegroup'],
    resources: [`arn:${partition}:eks:${region}:${account}:nodegroup/${clusterName}/*`],
    wildcard: 'node groups of one cluster; EKS names them',
    phase: 'run',
    reason: 'learns labels and taints of node groups that have no node',
    neededBy,
  },
  {
    actions: [
      'autoscaling:DescribeAutoScalingGroups',
      'autoscaling:DescribeAutoScalingInstances',
      'autoscaling:DescribeLaunchConfigurations',
      'autoscaling:DescribeScalingActivities',
      'autoscaling:DescribeTags',
      'ec2:DescribeImages',
      'ec2:DescribeInstanceTypes',
      'ec2:DescribeLaunchTemplateVersions',
      'ec2:GetInstanceTypesFromInstanceRequirements',
    ],
    resources: ['*'],
    wildcard: 'describe calls take no resource; limited to the region',
    conditions: { StringEquals: { 'aws:RequestedRegion': region } },
    phase: 'run',
    reason: 'finds the node groups and what their nodes offer',
    neededBy,
  },
];
