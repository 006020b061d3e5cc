import { type aws_ec2, aws_ec2 as ec2, aws_eks as eks, type aws_iam as iam, type aws_kms as kms } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PROFILE_LABEL, type ResolvedNodeProfile } from '../../core/node-profiles';
import { PROFILE_TAG } from '../names';
import { amiType, blockDevices, localDiskUserData, type NodeImage } from './node-image';

export interface AwsNodeGroupsProps {
  /** Name of the cluster. */
  readonly clusterName: string;
  /** Kubernetes minor version: without it, nodes stay behind when the cluster is upgraded. */
  readonly kubernetesVersion: string;
  /** The system profile first. */
  readonly profiles: readonly ResolvedNodeProfile[];
  /** One subnet per zone. */
  readonly subnets: readonly aws_ec2.ISubnet[];
  /** Role of the nodes. */
  readonly role: iam.IRole;
  /** Key of the nodes' volumes. */
  readonly encryptionKey: kms.IKey;
  /** `standard` is Amazon Linux 2023. */
  readonly image: NodeImage;
  /** Tags of instances, volumes and network interfaces. A change replaces every node. */
  readonly tags: Readonly<Record<string, string>>;
}

const TAINT_EFFECTS = {
  NoSchedule: 'NO_SCHEDULE',
  PreferNoSchedule: 'PREFER_NO_SCHEDULE',
  NoExecute: 'NO_EXECUTE',
} as const;

/** Managed node groups: each profile one group per zone, because a volume stays in its zone. */
export class AwsNodeGroups extends Construct {
  /** Nodes of cluster services. */
  public readonly system: Construct;
  /** Node groups by profile; each holds a launch template and one group per zone. */
  public readonly profiles: Readonly<Record<string, Construct>>;

  public constructor(scope: Construct, id: string, props: AwsNodeGroupsProps) {
    super(scope, id);
    this.profiles = Object.fromEntries(
      props.profiles.map((profile) => [profile.name, new NodeProfileGroups(this, profile, props)]),
    );
    const [system] = Object.values(this.profiles);
    if (system === undefined)
      throw new Error(
        `'profiles' of ${this.node.path} must start with the system profile, got none; pass config.nodeProfiles`,
      );
    this.system = system;
  }
}

/** Nothing here is named: EKS and CloudFormation replace a group by making the new one first. */
class NodeProfileGroups extends Construct {
  public constructor(scope: Construct, profile: ResolvedNodeProfile, props: AwsNodeGroupsProps) {
    super(scope, profile.name);
    const template = new ec2.CfnLaunchTemplate(this, 'LaunchTemplate', launchTemplate(profile, props));
    props.subnets.forEach(({ subnetId }, index) => {
      new eks.CfnNodegroup(this, `Zone${index + 1}`, {
        clusterName: props.clusterName,
        version: props.kubernetesVersion,
        nodeRole: props.role.roleArn,
        subnets: [subnetId],
        amiType: amiType(props.image, profile.architecture),
        capacityType: 'ON_DEMAND',
        instanceTypes: [...profile.machineTypes],
        launchTemplate: { id: template.ref, version: template.attrLatestVersionNumber },
        // EKS wants all three when a group is made; the autoscaler changes the desired size afterwards.
        scalingConfig: {
          minSize: profile.minNodesPerZone,
          desiredSize: profile.minNodesPerZone,
          maxSize: profile.maxNodesPerZone,
        },
        updateConfig: { maxUnavailable: 1 },
        nodeRepairConfig: { enabled: true },
        labels: { ...profile.labels, [PROFILE_LABEL]: profile.name },
        taints: profile.taints.map(({ key, value, effect }) => ({ key, value, effect: TAINT_EFFECTS[effect] })),
      });
    });
  }
}

/** No security groups: nodes get the cluster's own. No image and no type: the node group has them. */
function launchTemplate(profile: ResolvedNodeProfile, props: AwsNodeGroupsProps): ec2.CfnLaunchTemplateProps {
  const tags = Object.entries({ ...props.tags, [PROFILE_TAG]: profile.name }).map(([key, value]) => ({ key, value }));
  const userData = profile.localDisk ? localDiskUserData(props.image) : undefined;
  return {
    tagSpecifications: [{ resourceType: 'launch-template', tags }],
    launchTemplateData: {
      blockDeviceMappings: blockDevices(props.image, profile.diskGiB, props.encryptionKey.keyArn),
      // Hop limit 1 keeps pods away from the node's credentials.
      metadataOptions: {
        httpEndpoint: 'enabled',
        httpTokens: 'required',
        httpPutResponseHopLimit: 1,
        instanceMetadataTags: 'disabled',
      },
      monitoring: { enabled: true },
      tagSpecifications: ['instance', 'volume', 'network-interface'].map((resourceType) => ({ resourceType, tags })),
      ...(userData === undefined ? {} : { userData }),
    },
  };
}
