import { aws_ec2 as ec2, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';

export interface AwsInterfaceEndpointsProps {
  /** VPC of the endpoints. */
  readonly vpcId: string;
  /** Addresses that may use the endpoints. */
  readonly vpcCidr: string;
  /** One subnet per zone. */
  readonly subnetIds: readonly string[];
  /** AWS services by short name (`ecr.api`), or full names of endpoint services. */
  readonly services: readonly string[];
}

/** Private addresses of services, so that nodes need no way out to reach them. */
export class AwsInterfaceEndpoints extends Construct {
  public constructor(scope: Construct, id: string, props: AwsInterfaceEndpointsProps) {
    super(scope, id);
    const group = new ec2.CfnSecurityGroup(this, 'SecurityGroup', {
      groupDescription: 'Interface endpoints of the installation',
      vpcId: props.vpcId,
      securityGroupEgress: NO_EGRESS,
    });
    new ec2.CfnSecurityGroupIngress(this, 'FromVpc', {
      groupId: group.attrGroupId,
      description: 'HTTPS from the VPC',
      ipProtocol: 'tcp',
      fromPort: 443,
      toPort: 443,
      cidrIp: props.vpcCidr,
    });
    for (const service of props.services) {
      const full = service.startsWith('com.amazonaws.');
      new ec2.CfnVPCEndpoint(this, service, {
        vpcId: props.vpcId,
        vpcEndpointType: 'Interface',
        serviceName: full ? service : `com.amazonaws.${Stack.of(this).region}.${service}`,
        privateDnsEnabled: true,
        subnetIds: [...props.subnetIds],
        securityGroupIds: [group.attrGroupId],
      });
    }
  }
}

/** A security group without this rule lets everything out. It matches no traffic. */
export const NO_EGRESS: ec2.CfnSecurityGroup.EgressProperty[] = [
  { cidrIp: '255.255.255.255/32', description: 'Nothing may leave', ipProtocol: 'icmp', fromPort: 252, toPort: 86 },
];
