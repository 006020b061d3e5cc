import { aws_ec2 as ec2, Stack } from 'aws-cdk-lib';
import type { ResolvedExistingNetwork } from '../../../lib';
import { ExistingNetwork } from '../../../lib/aws/data-plane/existing-network';
import { AwsNetwork } from '../../../lib/aws/data-plane/network';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { ENV, messageOf, Rendered, readable, testApp, testStack } from '../../support/aws';
import { existingVpc, minimalEnvironment, minimalPlan } from '../../support/config';

const ZONES = ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'];
const ids = (role: string, count = 3) => Array.from({ length: count }, (_, index) => `subnet-${role}-${index + 1}`);

/** A VPC of the customer's, by its attributes. */
function importedVpc(stack: Stack, attributes: Partial<ec2.VpcAttributes> = {}): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-1',
    vpcCidrBlock: '10.60.0.0/16',
    availabilityZones: ZONES,
    privateSubnetIds: ids('private'),
    privateSubnetRouteTableIds: ids('rtb'),
    ...attributes,
  });
}

/** A VPC that the customer's app makes. */
function ownVpc(stack: Stack): ec2.IVpc {
  const vpc = new ec2.Vpc(stack, 'Own', {
    availabilityZones: ZONES,
    restrictDefaultSecurityGroup: false,
    subnetConfiguration: [
      { name: 'public', subnetType: ec2.SubnetType.PUBLIC },
      { name: 'nodes', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      { name: 'data', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      { name: 'intra', subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    ],
  });
  // CDK's own class does not fit its interface under exactOptionalPropertyTypes.
  return vpc as ec2.IVpc;
}

const idsOf = (subnets: readonly ec2.ISubnet[]) => subnets.map(({ subnetId }) => subnetId);

describe('a VPC with the least', () => {
  let stack: Stack;
  let network: ReturnType<typeof AwsNetwork.fromVpc>;
  beforeAll(() => {
    stack = testStack();
    network = AwsNetwork.fromVpc(stack, 'Network', { vpc: importedVpc(stack) });
  });

  test('gets nothing new', () => {
    expect(Rendered.of(stack).json).toEqual({});
  });

  test('has its private subnets for nodes and for the interfaces of the cluster', () => {
    expect(idsOf(network.privateSubnets)).toEqual(ids('private'));
    expect(idsOf(network.intraSubnets)).toEqual(ids('private'));
    expect(network.publicSubnets).toEqual([]);
  });

  test('lets itself in', () => {
    expect(network.internalCidrs).toEqual(['10.60.0.0/16']);
  });

  test('has no addresses that are ours', () => {
    expect(network.egressAddresses).toEqual([]);
  });
});

describe('a VPC with everything', () => {
  let stack: Stack;
  let network: ReturnType<typeof AwsNetwork.fromVpc>;
  beforeAll(() => {
    stack = testStack();
    network = AwsNetwork.fromVpc(stack, 'Network', {
      vpc: ownVpc(stack),
      privateSubnets: { subnetGroupName: 'nodes' },
      intraSubnets: { subnetGroupName: 'intra' },
      publicSubnets: { subnetType: ec2.SubnetType.PUBLIC },
      peeredCidrs: ['10.9.0.0/16'],
    });
  });

  test('has the subnets that are selected, in the order of the zones', () => {
    const text = (subnets: readonly ec2.ISubnet[]) => readable(stack.resolve(idsOf(subnets)));
    expect(text(network.privateSubnets)).toEqual([
      '<OwnnodesSubnet1Subnet>',
      '<OwnnodesSubnet2Subnet>',
      '<OwnnodesSubnet3Subnet>',
    ]);
    expect(text(network.intraSubnets)).toEqual([
      '<OwnintraSubnet1Subnet>',
      '<OwnintraSubnet2Subnet>',
      '<OwnintraSubnet3Subnet>',
    ]);
    expect(text(network.publicSubnets)).toEqual([
      '<OwnpublicSubnet1Subnet>',
      '<OwnpublicSubnet2Subnet>',
      '<OwnpublicSubnet3Subnet>',
    ]);
    expect(network.privateSubnets.map(({ availabilityZone }) => availabilityZone)).toEqual(ZONES);
  });

  test('lets itself and its peers in', () => {
    expect(readable(stack.resolve(network.internalCidrs))).toEqual(['<Own.CidrBlock>', '10.9.0.0/16']);
  });

  test('stays as it was', () => {
    const alone = testStack();
    ownVpc(alone);
    expect(Rendered.of(stack).json).toEqual(Rendered.of(alone).json);
  });
});

test('what nodes need to call out is there already: nothing waits for it', () => {
  const stack = testStack();
  const waiting = new ec2.CfnEIP(stack, 'Waiting');
  waiting.node.addDependency(AwsNetwork.fromVpc(stack, 'Network', { vpc: importedVpc(stack) }).wayOut);
  expect(Rendered.of(stack).one('Waiting').DependsOn).toEqual([]);
});

describe('selections', () => {
  test('fails if there are two private subnets', () => {
    const stack = testStack();
    const vpc = importedVpc(stack, {
      availabilityZones: ZONES.slice(0, 2),
      privateSubnetIds: ids('private', 2),
      privateSubnetRouteTableIds: ids('rtb', 2),
    });
    expect(messageOf(() => AwsNetwork.fromVpc(stack, 'Network', { vpc }))).toBe(
      "'privateSubnets' of Test/Network must select one subnet in each of 3 zones, " +
        'got 2 in eu-central-1a, eu-central-1b; narrow the selection',
    );
  });

  test('fails if there are two private subnets per zone', () => {
    const stack = testStack();
    expect(messageOf(() => AwsNetwork.fromVpc(stack, 'Network', { vpc: ownVpc(stack) }))).toBe(
      "'privateSubnets' of Test/Network must select one subnet in each of 3 zones, got 6 in eu-central-1a, " +
        'eu-central-1b, eu-central-1c, eu-central-1a, eu-central-1b, eu-central-1c; narrow the selection',
    );
  });

  test('fails if three subnets are in two zones', () => {
    const stack = testStack();
    const subnets = ['a', 'b', 'b'].map((letter, index) =>
      ec2.Subnet.fromSubnetAttributes(stack, `Subnet${index}`, {
        subnetId: `subnet-${index}`,
        availabilityZone: `eu-central-1${letter}`,
      }),
    );
    expect(
      messageOf(() => AwsNetwork.fromVpc(stack, 'Network', { vpc: importedVpc(stack), privateSubnets: { subnets } })),
    ).toBe(
      "'privateSubnets' of Test/Network must select one subnet in each of 3 zones, " +
        'got 3 in eu-central-1a, eu-central-1b, eu-central-1b; narrow the selection',
    );
  });

  test.each(['intraSubnets', 'publicSubnets'] as const)('fails if %s are not one per zone', (prop) => {
    const stack = testStack();
    const [subnet] = importedVpc(stack).privateSubnets as [ec2.ISubnet];
    expect(
      messageOf(() =>
        AwsNetwork.fromVpc(stack, 'Network', {
          vpc: ec2.Vpc.fromVpcAttributes(stack, 'Other', {
            vpcId: 'vpc-2',
            vpcCidrBlock: '10.61.0.0/16',
            availabilityZones: ZONES,
            privateSubnetIds: ids('other'),
            privateSubnetRouteTableIds: ids('rtb'),
          }),
          [prop]: { subnets: [subnet] },
        }),
      ),
    ).toBe(
      `'${prop}' of Test/Network must select one subnet in each of 3 zones, got 1 in eu-central-1a; narrow the selection`,
    );
  });

  test('fails if one of three subnets is missing, where zones are not known yet', () => {
    const stack = testStack();
    const made = new ec2.CfnSubnet(stack, 'Made', {
      vpcId: 'vpc-1',
      availabilityZoneId: 'euc1-az1',
      cidrBlock: '10.0.0.0/24',
    });
    const subnets = [1, 2].map((number) =>
      ec2.Subnet.fromSubnetAttributes(stack, `Subnet${number}`, {
        subnetId: `subnet-${number}`,
        availabilityZone: made.attrAvailabilityZone,
      }),
    );
    expect(
      messageOf(() => AwsNetwork.fromVpc(stack, 'Network', { vpc: importedVpc(stack), privateSubnets: { subnets } })),
    ).toBe(
      "'privateSubnets' of Test/Network must select one subnet in each of 3 zones, " +
        'got 2 in zones that are not known yet; narrow the selection',
    );
  });
});

describe('a VPC by the ids of an environment', () => {
  const config = resolveConfig(minimalPlan(), {
    ...minimalEnvironment(),
    network: { ...existingVpc(), secondaryCidrs: ['100.64.0.0/16'], peeredCidrs: ['10.9.0.0/16'] },
  });
  const resolved = config.network as ResolvedExistingNetwork<'aws'>;

  test('has the subnets by role', () => {
    const stack = testStack();
    const network = ExistingNetwork.fromEnvironment(stack, 'Network', resolved);
    expect(network.vpc.vpcId).toBe('vpc-01234567');
    expect(idsOf(network.privateSubnets)).toEqual(['subnet-00000000', 'subnet-00000001', 'subnet-00000002']);
    expect(idsOf(network.intraSubnets)).toEqual(['subnet-80000000', 'subnet-80000001', 'subnet-80000002']);
    expect(idsOf(network.publicSubnets)).toEqual(['subnet-90000000', 'subnet-90000001', 'subnet-90000002']);
    expect(Rendered.of(stack).json).toEqual({});
  });

  test('lets in all its addresses and its peers', () => {
    const network = ExistingNetwork.fromEnvironment(testStack(), 'Network', resolved);
    expect(network.internalCidrs).toEqual(['10.60.0.0/20', '100.64.0.0/16', '10.9.0.0/16']);
  });

  test('puts the interfaces of the cluster into the private subnets where there are no others', () => {
    const network = ExistingNetwork.fromEnvironment(testStack(), 'Network', { ...resolved, intraSubnets: [] });
    expect(idsOf(network.intraSubnets)).toEqual(idsOf(network.privateSubnets));
  });

  test("says nothing into the customer's output", () => {
    const app = testApp();
    const stack = new Stack(app, 'Test', { env: ENV });
    ExistingNetwork.fromEnvironment(stack, 'Network', resolved);
    expect(app.synth().getStackArtifact('Test').messages).toEqual([]);
  });

  test('keeps the zones apart where they are ids', () => {
    const byId = (subnets: ResolvedExistingNetwork<'aws'>['privateSubnets']) =>
      subnets.map((subnet, index) => ({ ...subnet, zone: `euc1-az${index + 1}` }));
    const network = ExistingNetwork.fromEnvironment(testStack(), 'Network', {
      ...resolved,
      privateSubnets: byId(resolved.privateSubnets),
    });
    expect(idsOf(network.privateSubnets)).toHaveLength(3);
  });
});
