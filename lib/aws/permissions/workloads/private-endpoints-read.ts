import type { CapabilityPermissions } from './context';

export const privateEndpointsRead: CapabilityPermissions = ({ neededBy, region }) => [
  {
    actions: ['ec2:DescribeVpcEndpoints', 'ec2:DescribeVpcEndpointServices', 'ec2:DescribeSubnets'],
    resources: ['*'],
    wildcard: 'EC2 describe calls take no resource; limited to the region',
    conditions: { StringEquals: { 'aws:RequestedRegion': region } },
    phase: 'run',
    reason: 'looks up private endpoints and subnets, to connect sources and sinks privately',
    neededBy,
  },
];
