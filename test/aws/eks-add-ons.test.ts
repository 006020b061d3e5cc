import { EKS_ADD_ONS, eksAddOns } from '../../lib/aws/eks-add-ons';
import { BUILT_IN_ROLES } from '../../lib/aws/names';
import { CLUSTER_SERVICES } from '../../lib/core/cluster-services';

const CONTEXT = { region: 'eu-central-1', scarceAddresses: false, volumeTags: { 'byoc:environment': 'acme' } };
const named = (name: string) => EKS_ADD_ONS.find((addOn) => addOn.name === name);

test('networking comes before nodes, the rest after', () => {
  const when = (wanted: string) => EKS_ADD_ONS.filter((addOn) => addOn.when === wanted).map(({ name }) => name);
  expect(when('before-nodes')).toEqual(['vpc-cni', 'kube-proxy', 'eks-pod-identity-agent']);
  expect(when('after-nodes')).toEqual(['coredns', 'aws-ebs-csi-driver', 'snapshot-controller', 'metrics-server']);
});

test('a cluster without services has five', () => {
  expect(eksAddOns([]).map(({ name }) => name)).toEqual([
    'vpc-cni',
    'kube-proxy',
    'eks-pod-identity-agent',
    'coredns',
    'aws-ebs-csi-driver',
  ]);
});

test('services that AWS brings as add-ons are here', () => {
  const brought = Object.entries(CLUSTER_SERVICES).flatMap(([id, { delivery }]) =>
    delivery.aws === 'add-on' ? [id] : [],
  );
  expect(EKS_ADD_ONS.flatMap(({ onlyFor }) => onlyFor ?? []).sort()).toEqual(brought.sort());
});

test('the network plugin delegates prefixes and enforces policies; its schema wants strings', () => {
  expect(named('vpc-cni')?.configuration?.(CONTEXT)).toEqual({
    enableNetworkPolicy: 'true',
    nodeAgent: { enablePolicyEventLogs: 'true' },
    env: { ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '1' },
  });
});

test('where addresses are scarce, no block is kept warm', () => {
  expect(named('vpc-cni')?.configuration?.({ ...CONTEXT, scarceAddresses: true })).toMatchObject({
    env: { ENABLE_PREFIX_DELEGATION: 'true', WARM_IP_TARGET: '2', MINIMUM_IP_TARGET: '8' },
  });
});

test('the volume driver works without instance metadata', () => {
  expect(named('aws-ebs-csi-driver')?.configuration?.(CONTEXT)).toMatchObject({
    controller: { region: 'eu-central-1' },
    node: { metadataSources: 'kubernetes', reservedVolumeAttachments: 4 },
  });
});

test('the volume driver tags the volumes that it makes: no template owns them', () => {
  const volumeTags = { 'byoc:environment': 'acme', owner: 'platform' };
  expect(named('aws-ebs-csi-driver')?.configuration?.({ ...CONTEXT, volumeTags })).toMatchObject({
    controller: { extraVolumeTags: volumeTags },
  });
});

test('what runs as a deployment tolerates the taint of system nodes', () => {
  const onSystemNodes = { key: 'CriticalAddonsOnly', operator: 'Exists' };
  const tolerations = (name: string) => named(name)?.configuration?.(CONTEXT).tolerations;
  expect(tolerations('coredns')).toContainEqual(onSystemNodes);
  expect(tolerations('metrics-server')).toContainEqual(onSystemNodes);
  expect(tolerations('snapshot-controller')).toContainEqual(onSystemNodes);
  expect(named('aws-ebs-csi-driver')?.configuration?.(CONTEXT)).toMatchObject({
    controller: { tolerations: expect.arrayContaining([onSystemNodes]) },
  });
});

test('roles of add-ons are roles of pods', () => {
  for (const { identity } of EKS_ADD_ONS) {
    if (identity !== undefined) expect(BUILT_IN_ROLES[identity.role]).toBe('pods');
  }
});
