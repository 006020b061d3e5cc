import type { Context } from '../simulator';
import { type Move, movesOf, type OneRequest, reached } from './facts';
import type { Scene } from './scene';

const ENTRY = 'AWS::EKS::AccessEntry';

/** Ways into Kubernetes. An entry with a group of one's own choosing counts as an administrator's. */
export function clusterMoves(scene: Scene): readonly Move[] {
  return [...movesOf([...entries(scene), ...otherWays(scene)])];
}

function entries(scene: Scene): OneRequest[] {
  const { eksCluster, vendor, engine, support, deployment, vendorAccount } = scene;
  const name = scene.names.cluster;
  const policy = `arn:${scene.world.place.partition}:eks::aws:cluster-access-policy`;
  const own: readonly (readonly [string, string])[] = [
    ['a role of another account', scene.iam('role/control-plane', vendorAccount)],
    ...[vendor, engine, deployment, support].map((role) => [role, scene.role(role)] as const),
  ];
  const create = (who: string, arn: string, what: string, context: Context): OneRequest => [
    `create an access entry for ${who} ${what}`,
    ENTRY,
    'eks:CreateAccessEntry',
    eksCluster,
    { 'eks:principalArn': arn, 'eks:accessEntryType': 'STANDARD', ...context },
    [reached('administrator', `${who} by an entry`)],
  ];
  return [
    ...own.flatMap(([who, arn]): OneRequest[] => [
      create(who, arn, 'with a group of its own', { 'eks:kubernetesGroups': ['admins'] }),
      create(who, arn, 'under the name of another', { 'eks:username': 'platform-admin' }),
      ...['AmazonEKSClusterAdminPolicy', 'AmazonEKSAdminViewPolicy'].map(
        (given): OneRequest => [
          `associate ${given} with ${who}`,
          ENTRY,
          'eks:AssociateAccessPolicy',
          scene.arn('eks', `access-entry/${name}/role/${arn.split(':')[4]}/${arn.split('/').at(-1)}/0a1b`),
          { 'eks:principalArn': arn, 'eks:policyArn': `${policy}/${given}`, 'eks:accessScope': 'cluster' },
          [reached('administrator', `${who} by a policy`)],
        ],
      ),
    ]),
    [
      'let a machine from outside join as a node',
      ENTRY,
      'eks:CreateAccessEntry',
      eksCluster,
      { 'eks:principalArn': scene.role(engine), 'eks:accessEntryType': 'HYBRID_LINUX' },
      [reached('administrator', 'a node from outside')],
    ],
    [
      'change the groups of the entry of support',
      ENTRY,
      'eks:UpdateAccessEntry',
      scene.arn('eks', `access-entry/${name}/role/${scene.world.place.account}/${support}/0a1b`),
      {},
      [reached('administrator', `${support} by another group`)],
    ],
  ];
}

function otherWays(scene: Scene): OneRequest[] {
  const { eksCluster, key, names } = scene;
  const rights = [reached('administrator', 'another way in')];
  return [
    [
      'log in with an identity provider',
      'AWS::EKS::IdentityProviderConfig',
      'eks:AssociateIdentityProviderConfig',
      eksCluster,
      scene.made,
      rights,
    ],
    ['create a capability', 'AWS::EKS::Capability', 'eks:CreateCapability', eksCluster, scene.made, rights],
    [
      'create a Fargate profile',
      'AWS::EKS::FargateProfile',
      'eks:CreateFargateProfile',
      eksCluster,
      scene.made,
      rights,
    ],
    ['look at Kubernetes in the console', undefined, 'eks:AccessKubernetesApi', eksCluster, {}, rights],
    [
      'make a cluster whose creator administers it',
      'AWS::EKS::Cluster',
      'eks:CreateCluster',
      '*',
      {
        ...scene.made,
        'eks:authenticationMode': 'API',
        'eks:bootstrapClusterCreatorAdminPermissions': 'true',
        'eks:endpointPublicAccess': 'false',
        'eks:encryptionConfigProviderKeyArns': [key],
      },
      rights,
    ],
    ...(['true', 'false'] as const).map(
      (protection): OneRequest => [
        `switch the cluster to entries in a config map, protection ${protection}`,
        'AWS::EKS::Cluster',
        'eks:UpdateClusterConfig',
        eksCluster,
        { 'eks:authenticationMode': 'API_AND_CONFIG_MAP', 'eks:deletionProtection': protection },
        rights,
      ],
    ),
    [
      "create an access entry in another cluster of the customer's",
      ENTRY,
      'eks:CreateAccessEntry',
      scene.arn('eks', `cluster/${names.cluster}2`),
      { 'eks:principalArn': scene.role(scene.support), 'eks:accessEntryType': 'STANDARD' },
      [reached('foreign', 'another cluster')],
    ],
  ];
}
