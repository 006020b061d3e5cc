import type { PolicyDocument } from '../simulator';

const EVERYWHERE = '*';
const ec2 = (...kinds: readonly string[]) => kinds.map((kind) => `arn:aws:ec2:*:*:${kind}/*`);

/**
 * What policies that AWS keeps allow at most: AWS changes them, so each stands for whole groups of actions, wider than
 * it is today and without its conditions. https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const AT_MOST: Readonly<Record<string, readonly (readonly [readonly string[], string | readonly string[]])[]>> = {
  AmazonEKSClusterPolicy: [
    [['autoscaling:*', 'ec2:*', 'elasticloadbalancing:*', 'kms:DescribeKey'], EVERYWHERE],
    [['iam:CreateServiceLinkedRole'], EVERYWHERE],
  ],
  AmazonEKSWorkerNodePolicy: [[['ec2:Describe*', 'eks:Describe*', 'eks-auth:*'], EVERYWHERE]],
  AmazonEC2ContainerRegistryPullOnly: [[['ecr:*'], EVERYWHERE]],
  AmazonEKS_CNI_Policy: [
    [['ec2:Describe*', 'ec2:*NetworkInterface*', 'ec2:*PrivateIpAddresses'], EVERYWHERE],
    [['ec2:*Tags'], ec2('network-interface')],
  ],
  AmazonEBSCSIDriverEKSClusterScopedPolicy: [
    [['ec2:Describe*'], EVERYWHERE],
    [['ec2:*'], ec2('volume', 'snapshot')],
    [['ec2:*Volume'], ec2('instance')],
  ],
};

/** @throws Error for a policy that is not known here */
export function atMost(arn: string): PolicyDocument {
  const allowed = AT_MOST[arn.split('/').at(-1) ?? ''];
  if (allowed === undefined) throw new Error(`what ${arn} allows is not known`);
  return { Statement: allowed.map(([Action, Resource]) => ({ Effect: 'Allow', Action, Resource })) };
}
