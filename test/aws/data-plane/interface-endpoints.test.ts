import { AwsInterfaceEndpoints } from '../../../lib/aws/data-plane/interface-endpoints';
import { Rendered, testStack } from '../../support/aws';

describe('interface endpoints', () => {
  let rendered: Rendered;
  beforeAll(() => {
    const stack = testStack();
    new AwsInterfaceEndpoints(stack, 'Endpoints', {
      vpcId: 'vpc-1',
      vpcCidr: '10.0.0.0/16',
      subnetIds: ['subnet-1', 'subnet-2', 'subnet-3'],
      services: ['ec2', 'ecr.dkr', 'com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0'],
    });
    rendered = Rendered.of(stack);
  });

  test('answer under the usual names, in every zone, behind one group', () => {
    const common = {
      VpcId: 'vpc-1',
      VpcEndpointType: 'Interface',
      PrivateDnsEnabled: true,
      SubnetIds: ['subnet-1', 'subnet-2', 'subnet-3'],
      SecurityGroupIds: ['<EndpointsSecurityGroup.GroupId>'],
    };
    expect(Object.values(rendered.all('AWS::EC2::VPCEndpoint')).map(({ Properties }) => Properties)).toEqual([
      { ...common, ServiceName: 'com.amazonaws.eu-central-1.ec2' },
      { ...common, ServiceName: 'com.amazonaws.eu-central-1.ecr.dkr' },
      { ...common, ServiceName: 'com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0' },
    ]);
  });

  test('of two endpoint services are two', () => {
    const stack = testStack();
    const services = ['a', 'b'].map((end) => `com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcde${end}`);
    new AwsInterfaceEndpoints(stack, 'Endpoints', {
      vpcId: 'vpc-1',
      vpcCidr: '10.0.0.0/16',
      subnetIds: ['subnet-1', 'subnet-2', 'subnet-3'],
      services,
    });
    expect(Object.values(Rendered.of(stack).property('AWS::EC2::VPCEndpoint', 'ServiceName'))).toEqual(services);
  });

  test('are open to the VPC on 443 and to nothing else', () => {
    expect(Object.values(rendered.all('AWS::EC2::SecurityGroupIngress')).map(({ Properties }) => Properties)).toEqual([
      {
        GroupId: '<EndpointsSecurityGroup.GroupId>',
        Description: 'HTTPS from the VPC',
        IpProtocol: 'tcp',
        FromPort: 443,
        ToPort: 443,
        CidrIp: '10.0.0.0/16',
      },
    ]);
  });

  test('let nothing out', () => {
    expect(rendered.one('SecurityGroup').Properties).toEqual({
      GroupDescription: 'Interface endpoints of the installation',
      VpcId: 'vpc-1',
      SecurityGroupEgress: [
        {
          CidrIp: '255.255.255.255/32',
          Description: 'Nothing may leave',
          IpProtocol: 'icmp',
          FromPort: 252,
          ToPort: 86,
        },
      ],
    });
    rendered.template.resourceCountIs('AWS::EC2::SecurityGroupEgress', 0);
  });
});
