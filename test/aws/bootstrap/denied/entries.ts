import {
  ACCOUNT,
  ADMIN,
  arn,
  CLUSTER,
  deployment,
  OTHER,
  POD_ROLE,
  role,
  SUPPORT_ROLE,
  VENDOR,
  VENDOR_ROLE,
} from './cast';
import type { Chapter } from './denial';

const ENTER = 'eks:CreateAccessEntry';
const WHO = 'eks:principalArn';
const TYPE = 'eks:accessEntryType';
const GROUPS = 'eks:kubernetesGroups';
const USERNAME = 'eks:username';
const SUPPORT = { [WHO]: SUPPORT_ROLE, [TYPE]: 'STANDARD', [GROUPS]: ['byoc-support'] };
const ADMINISTRATOR = { [WHO]: ADMIN, [TYPE]: 'STANDARD' };
const BY_SUPPORT = { context: { [WHO]: SUPPORT_ROLE } };
const BY_ADMIN = { context: { [WHO]: ADMIN } };

const GIVE = 'eks:AssociateAccessPolicy';
const POLICY = 'eks:policyArn';
const policy = (name: string) => `arn:aws:eks::aws:cluster-access-policy/${name}`;
const CLUSTER_ADMIN = { context: { [POLICY]: policy('AmazonEKSClusterAdminPolicy') } };
const entry = (cluster: string, name: string) => arn('eks', `access-entry/${cluster}/role/${ACCOUNT}/${name}/0a`);
const ADMIN_ENTRY = entry('byoc-acme', 'platform-admin');
const GIVEN = { [WHO]: ADMIN, [POLICY]: policy('AmazonEKSClusterAdminPolicy') };

const STRANGER = role('platform-admin', OTHER);

export const entries: readonly Chapter[] = [
  {
    title: 'the deployment role lets into its cluster',
    denials: [
      [
        'no administrator as a node',
        'refused',
        deployment,
        ENTER,
        CLUSTER,
        { ...ADMINISTRATOR, [TYPE]: 'EC2_LINUX' },
        { context: { [TYPE]: 'STANDARD' } },
      ],
      [
        'no support role under the name of another one',
        'refused',
        deployment,
        ENTER,
        CLUSTER,
        { ...SUPPORT, [USERNAME]: 'platform-admin' },
        { context: { [USERNAME]: `arn:aws:sts::${ACCOUNT}:assumed-role/acme-support/{{SessionName}}` } },
      ],
      [
        'no administrator under a name that EKS would not give',
        'refused',
        deployment,
        ENTER,
        CLUSTER,
        { ...ADMINISTRATOR, [USERNAME]: 'kube-admin' },
        { context: { [USERNAME]: `arn:aws:sts::${ACCOUNT}:assumed-role/platform-admin/{{SessionName}}` } },
      ],
      [
        "no role of the vendor's account",
        'refused',
        deployment,
        ENTER,
        CLUSTER,
        { ...SUPPORT, [WHO]: role('control-plane', VENDOR) },
        BY_SUPPORT,
      ],
      [
        'not the vendor access role',
        'refused',
        deployment,
        ENTER,
        CLUSTER,
        { ...SUPPORT, [WHO]: VENDOR_ROLE },
        BY_SUPPORT,
      ],
      [
        'no support role of another account',
        'refused',
        deployment,
        ENTER,
        CLUSTER,
        { ...SUPPORT, [WHO]: SUPPORT_ROLE.replace(ACCOUNT, OTHER) },
        BY_SUPPORT,
      ],
      ['no pod', 'refused', deployment, ENTER, CLUSTER, { ...SUPPORT, [WHO]: POD_ROLE }, BY_SUPPORT],
      [
        'no role of the customer that it did not name',
        'refused',
        deployment,
        ENTER,
        CLUSTER,
        { ...ADMINISTRATOR, [WHO]: role('payroll') },
        BY_ADMIN,
      ],
      [
        'no administrator whose name begins alike',
        'refused',
        deployment,
        ENTER,
        CLUSTER,
        { ...ADMINISTRATOR, [WHO]: role('platform-admin-2') },
        BY_ADMIN,
      ],
      [
        'no administrator of another account',
        'refused',
        deployment,
        ENTER,
        CLUSTER,
        { ...ADMINISTRATOR, [WHO]: role('platform-admin', OTHER) },
        BY_ADMIN,
      ],
      [
        'no support engineer as administrator of Kubernetes',
        'refused',
        deployment,
        ENTER,
        CLUSTER,
        { ...SUPPORT, [GROUPS]: ['system:masters'] },
        { context: { [GROUPS]: ['byoc-support'] } },
      ],
      [
        'no support engineer with a second group',
        'refused',
        deployment,
        ENTER,
        CLUSTER,
        { ...SUPPORT, [GROUPS]: ['byoc-support', 'admins'] },
        { context: { [GROUPS]: ['byoc-support'] } },
      ],
      [
        'no administrator with a group',
        'refused',
        deployment,
        ENTER,
        CLUSTER,
        { ...ADMINISTRATOR, [GROUPS]: ['system:masters'] },
        { context: { [GROUPS]: undefined } },
      ],
      [
        'no node of elsewhere',
        'refused',
        deployment,
        ENTER,
        CLUSTER,
        { ...SUPPORT, [TYPE]: 'HYBRID_LINUX' },
        { context: { [TYPE]: 'STANDARD' } },
      ],
      [
        'no node that a template starts',
        'refused',
        deployment,
        ENTER,
        CLUSTER,
        { ...SUPPORT, [TYPE]: 'EC2_LINUX' },
        { context: { [TYPE]: 'STANDARD' } },
      ],
    ],
  },
  {
    title: 'the deployment role makes an administrator',
    denials: [
      [
        'of no support engineer',
        'refused',
        deployment,
        GIVE,
        entry('byoc-acme', 'acme-support'),
        { ...GIVEN, [WHO]: SUPPORT_ROLE },
        BY_ADMIN,
      ],
      [
        'of no role that the customer did not name',
        'refused',
        deployment,
        GIVE,
        entry('byoc-acme', 'payroll'),
        { ...GIVEN, [WHO]: role('payroll') },
        BY_ADMIN,
      ],
      [
        'of no node',
        'refused',
        deployment,
        GIVE,
        entry('byoc-acme', 'acme-nodes'),
        { ...GIVEN, [WHO]: role('byoc/env/acme/nodes/acme-nodes') },
        BY_ADMIN,
      ],
      [
        'by no other policy, which may read secrets',
        'refused',
        deployment,
        GIVE,
        ADMIN_ENTRY,
        { ...GIVEN, [POLICY]: policy('AmazonEKSAdminViewPolicy') },
        CLUSTER_ADMIN,
      ],
      [
        'of nobody unnamed',
        'refused',
        deployment,
        GIVE,
        ADMIN_ENTRY,
        { [POLICY]: policy('AmazonEKSClusterAdminPolicy') },
        BY_ADMIN,
      ],
    ],
  },
  {
    title: 'the deployment role, where the customer names an administrator of another account by mistake,',
    grants: { ClusterAdministratorArns: `${ADMIN},${STRANGER}` },
    denials: [
      ['does not let it in', 'refused', deployment, ENTER, CLUSTER, { ...ADMINISTRATOR, [WHO]: STRANGER }, BY_ADMIN],
      [
        'does not make it an administrator',
        'refused',
        deployment,
        GIVE,
        entry('byoc-acme', 'x'),
        { ...GIVEN, [WHO]: STRANGER },
        BY_ADMIN,
      ],
    ],
  },
  {
    title: 'the deployment role, where the customer names no administrator,',
    grants: { ClusterAdministratorArns: '' },
    denials: [
      [
        'lets none in',
        'refused',
        deployment,
        ENTER,
        CLUSTER,
        ADMINISTRATOR,
        { grants: { ClusterAdministratorArns: ADMIN } },
      ],
      ['makes none', 'refused', deployment, GIVE, ADMIN_ENTRY, GIVEN, { grants: { ClusterAdministratorArns: ADMIN } }],
      [
        'makes none of the empty name',
        'refused',
        deployment,
        GIVE,
        ADMIN_ENTRY,
        { ...GIVEN, [WHO]: '' },
        'nobody has that name',
      ],
    ],
  },
];
