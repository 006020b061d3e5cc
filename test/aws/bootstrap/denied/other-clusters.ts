import { ACCOUNT, ADMIN, arn, CLUSTER, deployment, made, OTHER_CLUSTER, SUPPORT_ROLE } from './cast';
import type { Chapter } from './denial';

const CONFIG = 'eks:UpdateClusterConfig';
const ON_OURS = { resource: CLUSTER };
const WHO = 'eks:principalArn';
const SUPPORT = { [WHO]: SUPPORT_ROLE, 'eks:accessEntryType': 'STANDARD', 'eks:kubernetesGroups': ['byoc-support'] };
const GIVE = 'eks:AssociateAccessPolicy';
const GIVEN = { [WHO]: ADMIN, 'eks:policyArn': 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy' };
const entry = (cluster: string, name: string) => arn('eks', `access-entry/${cluster}/role/${ACCOUNT}/${name}/0a`);
const ADMIN_ENTRY = entry('byoc-acme', 'platform-admin');
const ENTER = 'eks:CreateAccessEntry';

export const otherClusters: readonly Chapter[] = [
  {
    title: 'the deployment role leaves other clusters alone:',
    grants: { AllowDelete: 'true' },
    denials: [
      [
        'no administrator is let in',
        'refused',
        deployment,
        ENTER,
        OTHER_CLUSTER,
        { [WHO]: ADMIN, 'eks:accessEntryType': 'STANDARD' },
        ON_OURS,
      ],
      ['no tags', 'refused', deployment, 'eks:TagResource', OTHER_CLUSTER, made('acme'), ON_OURS],
      ['no look', 'refused', deployment, 'eks:DescribeCluster', OTHER_CLUSTER, {}, ON_OURS],
      ['no settings', 'refused', deployment, CONFIG, OTHER_CLUSTER, {}, ON_OURS],
      ['no upgrade', 'refused', deployment, 'eks:UpdateClusterVersion', OTHER_CLUSTER, {}, ON_OURS],
      ['no deletion', 'refused', deployment, 'eks:DeleteCluster', OTHER_CLUSTER, {}, ON_OURS],
      [
        'no deletion where the name begins alike',
        'refused',
        deployment,
        'eks:DeleteCluster',
        arn('eks', 'cluster/byoc-acme-2'),
        {},
        ON_OURS,
      ],
      ['no nodes', 'refused', deployment, 'eks:CreateNodegroup', OTHER_CLUSTER, made('acme'), ON_OURS],
      [
        'no removal of nodes',
        'refused',
        deployment,
        'eks:DeleteNodegroup',
        arn('eks', 'nodegroup/byoc-acme2/a/0a'),
        {},
        { resource: arn('eks', 'nodegroup/byoc-acme/a/0a') },
      ],
      [
        'no role for its pods',
        'refused',
        deployment,
        'eks:CreatePodIdentityAssociation',
        OTHER_CLUSTER,
        made('acme'),
        ON_OURS,
      ],
      [
        'no other role for its pods',
        'refused',
        deployment,
        'eks:UpdatePodIdentityAssociation',
        arn('eks', 'podidentityassociation/byoc-acme2/a-0a'),
        {},
        { resource: arn('eks', 'podidentityassociation/byoc-acme/a-0a') },
      ],
      [
        'no add-on',
        'refused',
        deployment,
        'eks:UpdateAddon',
        arn('eks', 'addon/byoc-acme2/coredns/0a'),
        {},
        { resource: arn('eks', 'addon/byoc-acme/coredns/0a') },
      ],
      ['nobody is let in', 'refused', deployment, ENTER, OTHER_CLUSTER, SUPPORT, ON_OURS],
      [
        'nobody is made an administrator',
        'refused',
        deployment,
        GIVE,
        entry('byoc-acme2', 'platform-admin'),
        GIVEN,
        { resource: ADMIN_ENTRY },
      ],
      [
        'nobody is shown out',
        'refused',
        deployment,
        'eks:DeleteAccessEntry',
        entry('byoc-acme2', 'platform-admin'),
        {},
        { resource: ADMIN_ENTRY },
      ],
    ],
  },
];
