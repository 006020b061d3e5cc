import { ENVIRONMENT_TAG } from '../../names';
import type { CapabilityPermissions } from './context';

export const targetsRegister: CapabilityPermissions = ({ neededBy, environmentId, partition, region, account }) => [
  {
    actions: ['elasticloadbalancing:RegisterTargets', 'elasticloadbalancing:DeregisterTargets'],
    resources: [`arn:${partition}:elasticloadbalancing:${region}:${account}:targetgroup/*/*`],
    wildcard: 'CloudFormation names target groups; limited by the environment tag',
    conditions: { StringEquals: { [`aws:ResourceTag/${ENVIRONMENT_TAG}`]: environmentId } },
    phase: 'run',
    reason: "registers pods with the installation's target groups; the data plane owns the groups and all rules",
    neededBy,
  },
  {
    actions: [
      'elasticloadbalancing:DescribeTargetGroups',
      'elasticloadbalancing:DescribeTargetHealth',
      'ec2:DescribeAvailabilityZones',
      'ec2:DescribeInstances',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeVpcs',
    ],
    resources: ['*'],
    wildcard: 'describe calls take no resource; limited to the region',
    conditions: { StringEquals: { 'aws:RequestedRegion': region } },
    phase: 'run',
    reason: 'compares registered targets with the pods that are running',
    neededBy,
  },
];
