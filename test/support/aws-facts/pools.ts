import type { PoolFact } from '../contract/facts';
import type { Deployment } from './deployment';
import { networkFact } from './network';
import { keyOf, resources } from './read';
import { grantsOfRole } from './roles';

const EFFECTS: Readonly<Record<string, string>> = {
  NO_SCHEDULE: 'NoSchedule',
  PREFER_NO_SCHEDULE: 'PreferNoSchedule',
  NO_EXECUTE: 'NoExecute',
};

export function poolFacts(deployment: Deployment): PoolFact[] {
  const { dataPlane } = deployment;
  const zoneOf = new Map(networkFact(deployment).ranges.map(({ ref, zone }) => [ref, zone]));
  const addOns = dataPlane.all('AWS::EKS::Addon');
  return resources(dataPlane, 'AWS::EKS::Nodegroup').map(([, { Properties, DependsOn }]): PoolFact => {
    const { AmiType, Labels, ScalingConfig, Taints, Subnets, LaunchTemplate } = Properties;
    const template = dataPlane.resources[LaunchTemplate.Id.slice(1, -1)]?.Properties.LaunchTemplateData;
    const disks: { Encrypted?: boolean; KmsKeyId?: string; VolumeSize?: number }[] = template.BlockDeviceMappings.map(
      ({ Ebs }: { Ebs: object }) => Ebs,
    );
    const key = disks.at(-1)?.KmsKeyId;
    const metadata = template.MetadataOptions ?? {};
    return {
      profile: Labels?.['byoc/profile'] ?? '',
      zone: zoneOf.get(Subnets[0]) ?? '',
      min: ScalingConfig.MinSize,
      max: ScalingConfig.MaxSize,
      architecture: /ARM_64/.test(AmiType) ? 'arm64' : 'amd64',
      image: AmiType.startsWith('BOTTLEROCKET') ? 'bottlerocket' : 'standard',
      machineTypes: Properties.InstanceTypes,
      labels: Labels ?? {},
      taints: (Taints ?? []).map((taint: { Key: string; Value: string; Effect: string }) => ({
        key: taint.Key,
        value: taint.Value,
        effect: EFFECTS[taint.Effect] ?? taint.Effect,
      })),
      version: Properties.Version,
      diskGiB: disks.at(-1)?.VolumeSize ?? 0,
      allDisksEncrypted: disks.every((disk) => disk.Encrypted === true && disk.KmsKeyId === key),
      localDisks: template.UserData !== undefined,
      ranges: Subnets,
      metadataClosed:
        metadata.HttpTokens === 'required' &&
        metadata.HttpPutResponseHopLimit === 1 &&
        metadata.InstanceMetadataTags === 'disabled',
      after: DependsOn.flatMap((id) => addOns[id]?.Properties.AddonName ?? []),
      ...keyOf(deployment, key),
    };
  });
}

/** Every action that Session Manager's agent needs, or not all. */
export function nodeShell(deployment: Deployment): boolean | undefined {
  if (deployment.config.environment.own.roles.nodes !== undefined) return undefined;
  const granted = grantsOfRole(deployment, 'nodes').map(({ action }) => action);
  return [
    'ssm:UpdateInstanceInformation',
    'ssmmessages:CreateControlChannel',
    'ssmmessages:CreateDataChannel',
    'ssmmessages:OpenControlChannel',
    'ssmmessages:OpenDataChannel',
  ].every((action) => granted.includes(action));
}
