import { aws_ec2 as ec2, aws_iam as iam, aws_kms as kms, type Stack } from 'aws-cdk-lib';
import { AwsNodeGroups, type AwsNodeGroupsProps } from '../../../lib/aws/data-plane/node-groups';
import type { ResolvedNodeProfile } from '../../../lib/core/node-profiles';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { messageOf, Rendered, testStack } from '../../support/aws';
import { fullEnvironment, fullPlan, minimalEnvironment, minimalPlan } from '../../support/config';

const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/own';
const ROLE = 'arn:aws:iam::111122223333:role/byoc/env/acme/nodes/acme-nodes';
const TAGS = { 'byoc:environment': 'acme', owner: 'platform' };

function makeNodeGroups(stack: Stack, props: Partial<AwsNodeGroupsProps> = {}): AwsNodeGroups {
  return new AwsNodeGroups(stack, 'NodeGroups', {
    clusterName: 'byoc-acme',
    kubernetesVersion: '1.36',
    profiles: resolveConfig(minimalPlan(), minimalEnvironment()).nodeProfiles,
    subnets: [1, 2, 3].map((number) => ec2.Subnet.fromSubnetId(stack, `Subnet${number}`, `subnet-${number}`)),
    role: iam.Role.fromRoleArn(stack, 'Role', ROLE),
    encryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY),
    image: 'standard',
    tags: TAGS,
    ...props,
  });
}

describe('node groups with the least', () => {
  let nodeGroups: AwsNodeGroups;
  let rendered: Rendered;
  beforeAll(() => {
    const stack = testStack();
    nodeGroups = makeNodeGroups(stack);
    rendered = Rendered.of(stack);
  });

  test('are a launch template and one group per zone for each profile, the system one first', () => {
    expect(Object.keys(rendered.resources)).toEqual([
      'NodeGroupssystemLaunchTemplate',
      'NodeGroupssystemZone1',
      'NodeGroupssystemZone2',
      'NodeGroupssystemZone3',
      'NodeGroupsgeneralLaunchTemplate',
      'NodeGroupsgeneralZone1',
      'NodeGroupsgeneralZone2',
      'NodeGroupsgeneralZone3',
    ]);
    expect(Object.keys(nodeGroups.profiles)).toEqual(['system', 'general']);
    expect(nodeGroups.system).toBe(nodeGroups.profiles.system);
  });

  test('lie in one subnet each', () => {
    expect(rendered.property('AWS::EKS::Nodegroup', 'Subnets')).toEqual({
      NodeGroupssystemZone1: ['subnet-1'],
      NodeGroupssystemZone2: ['subnet-2'],
      NodeGroupssystemZone3: ['subnet-3'],
      NodeGroupsgeneralZone1: ['subnet-1'],
      NodeGroupsgeneralZone2: ['subnet-2'],
      NodeGroupsgeneralZone3: ['subnet-3'],
    });
  });

  test('set every property of a system group', () => {
    expect(rendered.one('systemZone1').Properties).toEqual({
      ClusterName: 'byoc-acme',
      Version: '1.36',
      NodeRole: ROLE,
      Subnets: ['subnet-1'],
      AmiType: 'AL2023_x86_64_STANDARD',
      CapacityType: 'ON_DEMAND',
      InstanceTypes: ['m7i.xlarge', 'm6i.xlarge'],
      LaunchTemplate: {
        Id: '<NodeGroupssystemLaunchTemplate>',
        Version: '<NodeGroupssystemLaunchTemplate.LatestVersionNumber>',
      },
      ScalingConfig: { MinSize: 1, DesiredSize: 1, MaxSize: 2 },
      UpdateConfig: { MaxUnavailable: 1 },
      NodeRepairConfig: { Enabled: true },
      Labels: { 'byoc/profile': 'system' },
      Taints: [{ Key: 'CriticalAddonsOnly', Value: 'true', Effect: 'NO_SCHEDULE' }],
    });
  });

  test('start with no node of a profile that has no minimum', () => {
    rendered.template.hasResourceProperties('AWS::EKS::Nodegroup', {
      Labels: { 'byoc/profile': 'general' },
      ScalingConfig: { MinSize: 0, DesiredSize: 0, MaxSize: 3 },
      Taints: [],
      InstanceTypes: ['m7i.large', 'm6i.large'],
    });
  });

  test('keep pods away from the credentials of their nodes', () => {
    rendered.template.allResourcesProperties('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: {
        MetadataOptions: {
          HttpEndpoint: 'enabled',
          HttpTokens: 'required',
          HttpPutResponseHopLimit: 1,
          InstanceMetadataTags: 'disabled',
        },
      },
    });
  });

  test('encrypt their volumes with the key', () => {
    for (const { Properties } of Object.values(rendered.all('AWS::EC2::LaunchTemplate'))) {
      expect(Properties.LaunchTemplateData.BlockDeviceMappings).toEqual([
        {
          DeviceName: '/dev/xvda',
          Ebs: { VolumeType: 'gp3', VolumeSize: 100, Encrypted: true, KmsKeyId: KEY, DeleteOnTermination: true },
        },
      ]);
    }
  });

  test('name no security group, image, instance type or key pair in a launch template', () => {
    for (const { Properties } of Object.values(rendered.all('AWS::EC2::LaunchTemplate'))) {
      expect(Object.keys(Properties.LaunchTemplateData).sort()).toEqual([
        'BlockDeviceMappings',
        'MetadataOptions',
        'Monitoring',
        'TagSpecifications',
      ]);
      expect(Properties.LaunchTemplateData.Monitoring).toEqual({ Enabled: true });
    }
  });

  test('have no names: EKS and CloudFormation replace them by making the new one first', () => {
    expect(new Set(Object.values(rendered.property('AWS::EC2::LaunchTemplate', 'LaunchTemplateName')))).toEqual(
      new Set([undefined]),
    );
    expect(new Set(Object.values(rendered.property('AWS::EKS::Nodegroup', 'NodegroupName')))).toEqual(
      new Set([undefined]),
    );
  });

  test('tag template, machines, volumes and interfaces', () => {
    const tags = [
      { Key: 'byoc:environment', Value: 'acme' },
      { Key: 'owner', Value: 'platform' },
      { Key: 'byoc:profile', Value: 'general' },
    ];
    const { LaunchTemplateData, TagSpecifications } = rendered.one('generalLaunchTemplate').Properties;
    expect(TagSpecifications).toEqual([{ ResourceType: 'launch-template', Tags: tags }]);
    expect(LaunchTemplateData.TagSpecifications).toEqual([
      { ResourceType: 'instance', Tags: tags },
      { ResourceType: 'volume', Tags: tags },
      { ResourceType: 'network-interface', Tags: tags },
    ]);
  });
});

describe('node groups with everything', () => {
  let rendered: Rendered;
  beforeAll(() => {
    const stack = testStack();
    makeNodeGroups(stack, {
      profiles: resolveConfig(fullPlan(), { ...fullEnvironment(), nodeImage: 'standard' }).nodeProfiles,
    });
    rendered = Rendered.of(stack);
  });

  test('have the sizes, the limits of the environment first', () => {
    const sizes = Object.entries(rendered.property('AWS::EKS::Nodegroup', 'ScalingConfig'));
    expect(Object.fromEntries(sizes.filter(([id]) => id.endsWith('Zone2')))).toEqual({
      NodeGroupssystemZone2: { MinSize: 1, DesiredSize: 1, MaxSize: 2 },
      NodeGroupscomputeZone2: { MinSize: 1, DesiredSize: 1, MaxSize: 6 },
      NodeGroupsservingZone2: { MinSize: 0, DesiredSize: 0, MaxSize: 4 },
      NodeGroupsmetaZone2: { MinSize: 1, DesiredSize: 1, MaxSize: 2 },
    });
  });

  test('take the image of the architecture', () => {
    const images = Object.entries(rendered.property('AWS::EKS::Nodegroup', 'AmiType'));
    expect(Object.fromEntries(images.filter(([id]) => id.endsWith('Zone3')))).toEqual({
      NodeGroupssystemZone3: 'AL2023_x86_64_STANDARD',
      NodeGroupscomputeZone3: 'AL2023_ARM_64_STANDARD',
      NodeGroupsservingZone3: 'AL2023_ARM_64_STANDARD',
      NodeGroupsmetaZone3: 'AL2023_x86_64_STANDARD',
    });
  });

  test('have the labels and taints of the plan, in the spelling of EKS', () => {
    rendered.template.hasResourceProperties('AWS::EKS::Nodegroup', {
      Labels: { 'byoc/profile': 'serving', workload: 'serving' },
      Taints: [{ Key: 'riverbed/serving', Value: 'true', Effect: 'NO_SCHEDULE' }],
    });
  });

  test('take the instance types of the plan in their order', () => {
    expect(rendered.one('metaZone1').Properties.InstanceTypes).toEqual(['m7i.xlarge', 'm6i.xlarge']);
  });

  test('make the volume as large as the plan says', () => {
    expect(rendered.one('servingLaunchTemplate').Properties.LaunchTemplateData.BlockDeviceMappings).toMatchObject([
      { DeviceName: '/dev/xvda', Ebs: { VolumeSize: 200 } },
    ]);
  });

  test('set up local disks where a profile has them, and nowhere else', () => {
    const userData = Object.entries(rendered.all('AWS::EC2::LaunchTemplate')).map(([id, { Properties }]) => [
      id,
      Properties.LaunchTemplateData.UserData,
    ]);
    expect(Object.fromEntries(userData)).toEqual({
      NodeGroupssystemLaunchTemplate: undefined,
      NodeGroupscomputeLaunchTemplate: undefined,
      NodeGroupsservingLaunchTemplate: expect.stringContaining('strategy: RAID0'),
      NodeGroupsmetaLaunchTemplate: undefined,
    });
  });
});

describe('with Bottlerocket', () => {
  let rendered: Rendered;
  beforeAll(() => {
    const stack = testStack();
    makeNodeGroups(stack, {
      profiles: resolveConfig(fullPlan(), fullEnvironment()).nodeProfiles,
      image: 'bottlerocket',
    });
    rendered = Rendered.of(stack);
  });

  test('take its image of the architecture', () => {
    expect(rendered.one('systemZone1').Properties.AmiType).toBe('BOTTLEROCKET_x86_64');
    expect(rendered.one('servingZone1').Properties.AmiType).toBe('BOTTLEROCKET_ARM_64');
  });

  test('have a small volume for the system and the large one for data, both encrypted', () => {
    const encrypted = { VolumeType: 'gp3', Encrypted: true, KmsKeyId: KEY, DeleteOnTermination: true };
    expect(rendered.one('servingLaunchTemplate').Properties.LaunchTemplateData.BlockDeviceMappings).toEqual([
      { DeviceName: '/dev/xvda', Ebs: encrypted },
      { DeviceName: '/dev/xvdb', Ebs: { ...encrypted, VolumeSize: 200 } },
    ]);
  });

  test('set up local disks in its own way', () => {
    expect(rendered.one('servingLaunchTemplate').Properties.LaunchTemplateData.UserData).toContain(
      '[settings.bootstrap-commands.local-disks]',
    );
  });
});

test.each([
  ['NoSchedule', 'NO_SCHEDULE'],
  ['PreferNoSchedule', 'PREFER_NO_SCHEDULE'],
  ['NoExecute', 'NO_EXECUTE'],
] as const)('the effect %s is spelled %s', (effect, spelled) => {
  const stack = testStack();
  const [system] = resolveConfig(minimalPlan(), minimalEnvironment()).nodeProfiles as [ResolvedNodeProfile];
  makeNodeGroups(stack, { profiles: [{ ...system, taints: [{ key: 'k', value: 'v', effect }] }] });
  Rendered.of(stack).template.allResourcesProperties('AWS::EKS::Nodegroup', {
    Taints: [{ Key: 'k', Value: 'v', Effect: spelled }],
  });
});

test('labels of the plan stand beside the name of the profile', () => {
  const stack = testStack();
  const [system] = resolveConfig(minimalPlan(), minimalEnvironment()).nodeProfiles as [ResolvedNodeProfile];
  makeNodeGroups(stack, { profiles: [{ ...system, labels: { tier: 'gold' } }] });
  Rendered.of(stack).template.allResourcesProperties('AWS::EKS::Nodegroup', {
    Labels: { 'byoc/profile': 'system', tier: 'gold' },
  });
});

test('fails if there is no profile', () => {
  expect(messageOf(() => makeNodeGroups(testStack(), { profiles: [] }))).toBe(
    "'profiles' of Test/NodeGroups must start with the system profile, got none; pass config.nodeProfiles",
  );
});
