import { aws_iam as iam, type Stack } from 'aws-cdk-lib';
import { AwsAddOns, type AwsAddOnsProps } from '../../../lib/aws/data-plane/add-ons';
import { KUBERNETES_RELEASES } from '../../../lib/core/versions';
import { Rendered, testStack } from '../../support/aws';

const VERSIONS = KUBERNETES_RELEASES['1.36']?.eksAddOns ?? {};

function makeAddOns(stack: Stack, props: Partial<AwsAddOnsProps> = {}): AwsAddOns {
  return new AwsAddOns(stack, 'AddOns', {
    clusterName: 'byoc-acme',
    region: 'eu-central-1',
    scarceAddresses: false,
    volumeTags: { 'byoc:environment': 'acme' },
    versions: VERSIONS,
    services: [],
    roles: {
      'vpc-cni': iam.Role.fromRoleArn(stack, 'Cni', 'arn:aws:iam::111122223333:role/acme-vpc-cni'),
      'ebs-csi': iam.Role.fromRoleArn(stack, 'Csi', 'arn:aws:iam::111122223333:role/acme-ebs-csi'),
    },
    ...props,
  });
}

describe('add-ons with the least', () => {
  let rendered: Rendered;
  beforeAll(() => {
    const stack = testStack();
    makeAddOns(stack);
    rendered = Rendered.of(stack);
  });

  test('are five, in two groups', () => {
    expect(Object.keys(rendered.resources)).toEqual([
      'AddOnsBeforeNodesvpccni',
      'AddOnsBeforeNodeskubeproxy',
      'AddOnsBeforeNodesekspodidentityagent',
      'AddOnsAfterNodescoredns',
      'AddOnsAfterNodesawsebscsidriver',
    ]);
  });

  test('win over what is there, and go with the stack', () => {
    rendered.template.allResourcesProperties('AWS::EKS::Addon', {
      ClusterName: 'byoc-acme',
      ResolveConflicts: 'OVERWRITE',
      PreserveOnDelete: false,
    });
  });

  test('have the versions of the table', () => {
    const versions = Object.values(rendered.all('AWS::EKS::Addon')).map(({ Properties }) => [
      Properties.AddonName,
      Properties.AddonVersion,
    ]);
    expect(versions).toEqual([
      ['vpc-cni', VERSIONS['vpc-cni']],
      ['kube-proxy', VERSIONS['kube-proxy']],
      ['eks-pod-identity-agent', VERSIONS['eks-pod-identity-agent']],
      ['coredns', VERSIONS.coredns],
      ['aws-ebs-csi-driver', VERSIONS['aws-ebs-csi-driver']],
    ]);
    for (const [, version] of versions) expect(version).toMatch(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/);
  });

  test('are configured by text with a fixed order of keys', () => {
    expect(rendered.property('AWS::EKS::Addon', 'ConfigurationValues')).toEqual({
      AddOnsBeforeNodesvpccni:
        '{"enableNetworkPolicy":"true","nodeAgent":{"enablePolicyEventLogs":"true"},' +
        '"env":{"ENABLE_PREFIX_DELEGATION":"true","WARM_PREFIX_TARGET":"1"}}',
      AddOnsBeforeNodeskubeproxy: undefined,
      AddOnsBeforeNodesekspodidentityagent: undefined,
      AddOnsAfterNodescoredns:
        '{"tolerations":[{"key":"CriticalAddonsOnly","operator":"Exists"},' +
        '{"key":"node-role.kubernetes.io/control-plane","effect":"NoSchedule"}]}',
      AddOnsAfterNodesawsebscsidriver:
        '{"controller":{"region":"eu-central-1","extraVolumeTags":{"byoc:environment":"acme"},' +
        '"tolerations":[{"key":"CriticalAddonsOnly","operator":"Exists"},' +
        '{"effect":"NoExecute","operator":"Exists","tolerationSeconds":300}]},' +
        '"node":{"metadataSources":"kubernetes","reservedVolumeAttachments":4}}',
    });
  });

  test('have their roles by Pod Identity, the others none', () => {
    expect(rendered.property('AWS::EKS::Addon', 'PodIdentityAssociations')).toEqual({
      AddOnsBeforeNodesvpccni: [{ ServiceAccount: 'aws-node', RoleArn: 'arn:aws:iam::111122223333:role/acme-vpc-cni' }],
      AddOnsBeforeNodeskubeproxy: undefined,
      AddOnsBeforeNodesekspodidentityagent: undefined,
      AddOnsAfterNodescoredns: undefined,
      AddOnsAfterNodesawsebscsidriver: [
        { ServiceAccount: 'ebs-csi-controller-sa', RoleArn: 'arn:aws:iam::111122223333:role/acme-ebs-csi' },
      ],
    });
    expect(Object.values(rendered.property('AWS::EKS::Addon', 'ServiceAccountRoleArn'))).toEqual(
      Array(5).fill(undefined),
    );
  });
});

describe('add-ons with everything', () => {
  let rendered: Rendered;
  beforeAll(() => {
    const stack = testStack();
    makeAddOns(stack, { services: ['metrics-server', 'snapshot-controller', 'istio'], scarceAddresses: true });
    rendered = Rendered.of(stack);
  });

  test('bring the services that AWS has', () => {
    expect(Object.keys(rendered.resources).slice(5)).toEqual([
      'AddOnsAfterNodessnapshotcontroller',
      'AddOnsAfterNodesmetricsserver',
    ]);
  });

  test('leave a version that is not pinned to EKS', () => {
    expect(rendered.one('snapshotcontroller').Properties.AddonVersion).toBeUndefined();
    expect(rendered.one('metricsserver').Properties.AddonVersion).toBe(VERSIONS['metrics-server']);
  });

  test('keep no block of addresses warm where they are scarce', () => {
    expect(JSON.parse(rendered.one('vpccni').Properties.ConfigurationValues).env).toEqual({
      ENABLE_PREFIX_DELEGATION: 'true',
      WARM_IP_TARGET: '2',
      MINIMUM_IP_TARGET: '8',
    });
  });
});

test.each(Object.keys(KUBERNETES_RELEASES))('Kubernetes %s pins every add-on but the snapshot controller', (minor) => {
  const stack = testStack();
  makeAddOns(stack, {
    versions: KUBERNETES_RELEASES[minor]?.eksAddOns ?? {},
    services: ['metrics-server', 'snapshot-controller'],
  });
  const floating = Object.values(Rendered.of(stack).all('AWS::EKS::Addon'))
    .filter(({ Properties }) => Properties.AddonVersion === undefined)
    .map(({ Properties }) => Properties.AddonName);
  expect(floating).toEqual(['snapshot-controller']);
});
