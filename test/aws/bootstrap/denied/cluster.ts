import type { Context } from '../../../support/simulate';
import { ACCOUNT, arn, CLUSTER, DELETE, deployment, INSTALL, KEY, made, OTHER_CLUSTER, VENDOR } from './cast';
import { type Chapter, type Denial, withKey } from './denial';

const ON_OURS = { resource: CLUSTER };

const CREATE = 'eks:CreateCluster';
const PUBLIC = 'eks:endpointPublicAccess';
const CREATOR = 'eks:bootstrapClusterCreatorAdminPermissions';
const MODE = 'eks:authenticationMode';
const KEYS = 'eks:encryptionConfigProviderKeyArns';
const SAFE: Context = { ...made('acme'), [MODE]: 'API', [PUBLIC]: 'false', [CREATOR]: 'false', [KEYS]: [KEY] };
const creates = (story: string, key: string, value: string | string[] | undefined): Denial => [
  story,
  'refused',
  deployment,
  CREATE,
  '*',
  withKey(SAFE, key, value),
  { context: { [key]: SAFE[key] } },
];

const CONFIG = 'eks:UpdateClusterConfig';
const PROTECTION = 'eks:deletionProtection';

const entry = (cluster: string, name: string) => arn('eks', `access-entry/${cluster}/role/${ACCOUNT}/${name}/0a`);
const ADMIN_ENTRY = entry('byoc-acme', 'platform-admin');
const NO_LIMIT = 'IAM has no limit for it, so nobody gets it';

export const cluster: readonly Chapter[] = [
  {
    title: 'the deployment role makes no cluster',
    denials: [
      creates('with a public address', PUBLIC, 'true'),
      creates('without a word on its address', PUBLIC, undefined),
      creates('whose maker is an administrator', CREATOR, 'true'),
      creates('that lets in by a config map', MODE, 'API_AND_CONFIG_MAP'),
      creates('without encryption of secrets', KEYS, undefined),
      creates("with the vendor's key", KEYS, [arn('kms', 'key/k', VENDOR)]),
      creates('without the tag', 'aws:RequestTag/byoc:environment', undefined),
      creates('of another installation', 'aws:RequestTag/byoc:environment', 'acme2'),
      [
        'with a public address, unless the customer allows one',
        'refused',
        deployment,
        CREATE,
        '*',
        { ...SAFE, [PUBLIC]: 'true' },
        { grants: { PublicApi: 'true' } },
      ],
    ],
  },
  {
    title: 'the deployment role, after the install, makes',
    grants: { AllowInstall: 'false' },
    denials: [['no cluster', 'refused', deployment, CREATE, '*', SAFE, INSTALL]],
  },
  {
    title: 'the deployment role, in its cluster,',
    denials: [
      [
        'opens no address',
        'refused',
        deployment,
        CONFIG,
        CLUSTER,
        { [PUBLIC]: 'true' },
        { context: { [PUBLIC]: 'false' } },
      ],
      [
        'opens no address, unless the customer allows one',
        'refused',
        deployment,
        CONFIG,
        CLUSTER,
        { [PUBLIC]: 'true' },
        { grants: { PublicApi: 'true' } },
      ],
      [
        'ends no protection against deletion',
        'refused',
        deployment,
        CONFIG,
        CLUSTER,
        { [PROTECTION]: 'false' },
        DELETE,
      ],
      [
        'does not hide that it ends the protection',
        'refused',
        deployment,
        CONFIG,
        CLUSTER,
        { [PROTECTION]: 'false', [PUBLIC]: 'false' },
        { context: { [PROTECTION]: 'true' } },
      ],
      [
        'lets nobody in by a config map',
        'refused',
        deployment,
        CONFIG,
        CLUSTER,
        { [MODE]: 'API_AND_CONFIG_MAP' },
        { context: { [MODE]: 'API' } },
      ],
      ['deletes nothing of it as a whole', 'refused', deployment, 'eks:DeleteCluster', CLUSTER, {}, DELETE],
      [
        'makes no node group without the tag',
        'refused',
        deployment,
        'eks:CreateNodegroup',
        CLUSTER,
        {},
        { context: made('acme') },
      ],
      [
        'makes no add-on for another installation',
        'refused',
        deployment,
        'eks:CreateAddon',
        CLUSTER,
        made('acme2'),
        { context: made('acme') },
      ],
      [
        'takes the tag from nothing',
        'denied',
        deployment,
        'eks:UntagResource',
        CLUSTER,
        { 'aws:TagKeys': ['byoc:environment'] },
        { context: { 'aws:TagKeys': ['owner'] } },
      ],
      [
        'hands it to nobody',
        'denied',
        deployment,
        'eks:TagResource',
        CLUSTER,
        made('acme2'),
        { context: made('acme') },
      ],
    ],
  },
  {
    title: 'the deployment role, while deletion is allowed, ends the protection of its cluster, and with it',
    grants: { AllowDelete: 'true' },
    denials: [
      [
        'lets nobody in by a config map instead',
        'refused',
        deployment,
        CONFIG,
        CLUSTER,
        { [MODE]: 'API_AND_CONFIG_MAP' },
        { context: { [MODE]: 'API' } },
      ],
      [
        'opens no address',
        'refused',
        deployment,
        CONFIG,
        CLUSTER,
        { [PROTECTION]: 'false', [PUBLIC]: 'true' },
        { context: { [PUBLIC]: 'false' } },
      ],
      [
        'lets nobody in by a config map',
        'refused',
        deployment,
        CONFIG,
        CLUSTER,
        { [PROTECTION]: 'false', [MODE]: 'API_AND_CONFIG_MAP' },
        { context: { [MODE]: 'API' } },
      ],
      [
        'leaves the protection of others',
        'refused',
        deployment,
        CONFIG,
        OTHER_CLUSTER,
        { [PROTECTION]: 'false' },
        ON_OURS,
      ],
    ],
  },
  {
    title: 'the deployment role takes no other way into its cluster:',
    denials: [
      [
        'no other capability',
        'denied',
        deployment,
        'eks:UpdateCapability',
        arn('eks', 'capability/byoc-acme/a/b/0a'),
        {},
        NO_LIMIT,
      ],
      ['an entry is not changed', 'denied', deployment, 'eks:UpdateAccessEntry', ADMIN_ENTRY, {}, NO_LIMIT],
      [
        'no identity provider',
        'denied',
        deployment,
        'eks:AssociateIdentityProviderConfig',
        CLUSTER,
        made('acme'),
        NO_LIMIT,
      ],
      [
        'no capability with a role of its own',
        'denied',
        deployment,
        'eks:CreateCapability',
        CLUSTER,
        made('acme'),
        NO_LIMIT,
      ],
      ['no Fargate profile', 'denied', deployment, 'eks:CreateFargateProfile', CLUSTER, made('acme'), NO_LIMIT],
      ['no registered cluster', 'denied', deployment, 'eks:RegisterCluster', '*', made('acme'), NO_LIMIT],
      [
        'no view of Kubernetes',
        'refused',
        deployment,
        'eks:AccessKubernetesApi',
        CLUSTER,
        {},
        { action: 'eks:DescribeCluster' },
      ],
      [
        'no credentials of pods',
        'refused',
        deployment,
        'eks-auth:AssumeRoleForPodIdentity',
        CLUSTER,
        {},
        'only nodes ask for them',
      ],
    ],
  },
];
