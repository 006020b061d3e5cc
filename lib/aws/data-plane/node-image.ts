import { type aws_ec2 as ec2, Fn } from 'aws-cdk-lib';
import type { Architecture } from '../../core/clouds/cloud-facts';

/** Operating system of nodes; `standard` is Amazon Linux 2023. */
export type NodeImage = 'standard' | 'bottlerocket';

const AMI_TYPES = {
  standard: { amd64: 'AL2023_x86_64_STANDARD', arm64: 'AL2023_ARM_64_STANDARD' },
  bottlerocket: { amd64: 'BOTTLEROCKET_x86_64', arm64: 'BOTTLEROCKET_ARM_64' },
} as const;

/** The image as EKS calls it. */
export function amiType(image: NodeImage, architecture: Architecture): string {
  return AMI_TYPES[image][architecture];
}

/** Encrypted volumes of a node. Bottlerocket keeps its system on the first and everything else on the second. */
export function blockDevices(
  image: NodeImage,
  diskGiB: number,
  kmsKeyId: string,
): ec2.CfnLaunchTemplate.BlockDeviceMappingProperty[] {
  const encrypted = { volumeType: 'gp3', encrypted: true, kmsKeyId, deleteOnTermination: true };
  const main = { ...encrypted, volumeSize: diskGiB };
  return image === 'bottlerocket'
    ? [
        { deviceName: '/dev/xvda', ebs: encrypted },
        { deviceName: '/dev/xvdb', ebs: main },
      ]
    : [{ deviceName: '/dev/xvda', ebs: main }];
}

/**
 * Puts the NVMe disks of a node under containers and ephemeral volumes, striped.
 *
 * Amazon Linux 2023: https://awslabs.github.io/amazon-eks-ami/nodeadm/doc/api/
 * Bottlerocket: https://bottlerocket.dev/en/os/latest/api/settings/bootstrap-commands/
 */
export function localDiskUserData(image: NodeImage): string {
  return Fn.base64(image === 'bottlerocket' ? BOTTLEROCKET : AMAZON_LINUX);
}

const AMAZON_LINUX = `MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="//"

--//
Content-Type: application/node.eks.aws

apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  instance:
    localStorage:
      strategy: RAID0

--//--
`;

const BOTTLEROCKET = `[settings.bootstrap-commands.local-disks]
commands = [
  ["apiclient", "ephemeral-storage", "init"],
  ["apiclient", "ephemeral-storage", "bind", "--dirs", "/var/lib/containerd", "/var/lib/kubelet", "/var/log/pods"],
]
essential = true
mode = "always"
`;
