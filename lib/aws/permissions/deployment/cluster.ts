import { namesOf } from '../../names';
import { choose, isGiven, not, valueIn } from '../../switch';
import { arnsOf, type Noun, tagged } from './context';

const USE_OF_KEY = ['kms:CreateGrant', 'kms:DescribeKey'];
const KEPT_BY_EKS = 'EKS keeps the right to encrypt what Kubernetes stores; a grant made directly could go to anybody';
const CHOSEN_BY_EKS =
  'EKS chooses the last part of the ARN, the actions say of what kind; the name of the cluster decides';

/** The cluster, its add-ons and who enters it. */
export const clusterPermissions: Noun = (context) => {
  const { cluster, inCluster, keys, supportRole } = arnsOf(context);
  const { inRequest, onResource } = tagged(context);
  const common = { neededBy: 'cluster' } as const;
  const publicApi = choose(context.publicApi, ['true', 'false'], 'false') ?? 'false';
  const kept = {
    'eks:endpointPublicAccess': publicApi,
    'eks:endpointPrivateAccess': 'true',
    'eks:computeConfigEnabled': 'false',
    'eks:loggingType/audit': 'true',
  };
  const administrators = valueIn(context.administrators) ?? [];
  const throughServices = {
    'kms:ViaService': ['ec2', 'eks'].map((service) => `${service}.${context.region}.amazonaws.com`),
  };
  const rolesHere = `arn:${context.partition}:iam::${context.account}:role/*`;
  // The name that EKS gives who enters by a role, unless another is asked for.
  const sessionOf = `arn:${context.partition}:sts::${context.account}:assumed-role/`;
  const names = namesOf(context.environmentId);
  const standard = { 'eks:accessEntryType': 'STANDARD' } as const;
  return [
    {
      ...common,
      sid: 'MakeCluster',
      actions: ['eks:CreateCluster'],
      resources: ['*'],
      conditions: {
        StringEquals: { ...inRequest, 'eks:authenticationMode': 'API' },
        Bool: { 'eks:bootstrapClusterCreatorAdminPermissions': 'false', 'eks:endpointPublicAccess': publicApi },
        'ForAllValues:ArnLike': { 'eks:encryptionConfigProviderKeyArns': keys },
        Null: { 'eks:encryptionConfigProviderKeyArns': 'false' },
      },
      phase: 'install',
      wildcard: 'EKS knows no resource for it; the tag and the settings of the cluster decide',
      reason:
        'makes the cluster: encrypted, without an administrator of its own, private unless the environment opens it',
    },
    {
      ...common,
      sid: 'ChangeCluster',
      actions: ['eks:UpdateClusterConfig'],
      resources: [cluster],
      conditions: {
        StringEqualsIfExists: { 'eks:authenticationMode': 'API' },
        BoolIfExists: { ...kept, 'eks:deletionProtection': 'true' },
      },
      phase: 'upgrade',
      reason: 'allow-list, upgrade policy; opens no private API, ends neither the protection nor the audit log',
    },
    {
      ...common,
      sid: 'UpgradeCluster',
      actions: ['eks:UpdateClusterVersion'],
      resources: [cluster],
      phase: 'upgrade',
      reason: 'Kubernetes versions',
    },
    {
      ...common,
      sid: 'UnprotectCluster',
      actions: ['eks:UpdateClusterConfig'],
      resources: [cluster],
      conditions: {
        StringEqualsIfExists: { 'eks:authenticationMode': 'API' },
        Bool: { 'eks:deletionProtection': 'false' },
        BoolIfExists: kept,
      },
      phase: 'delete',
      reason: 'a protected cluster cannot be deleted',
    },
    {
      ...common,
      sid: 'RemoveCluster',
      actions: ['eks:DeleteCluster'],
      resources: [cluster],
      phase: 'delete',
      reason: 'removes the cluster, at the very end',
    },
    {
      ...common,
      sid: 'MakeInCluster',
      actions: ['eks:CreateAddon', 'eks:CreateNodegroup'],
      resources: [cluster],
      conditions: { StringEquals: inRequest },
      phase: 'run',
      neededBy: 'add-ons, node groups',
      reason: 'a new profile or service; which role it gets, says PassRole',
    },
    {
      ...common,
      sid: 'MakePodIdentities',
      actions: ['eks:CreatePodIdentityAssociation'],
      resources: [cluster],
      phase: 'run',
      neededBy: 'pod identities, add-ons',
      reason: 'a service account and its role; EKS makes those of add-ons, and of their tags nothing is known',
    },
    {
      ...common,
      sid: 'OperateInCluster',
      actions: [
        'eks:DeleteAccessEntry',
        'eks:DeleteAddon',
        'eks:DeleteNodegroup',
        'eks:DeletePodIdentityAssociation',
        'eks:DescribeAccessEntry',
        'eks:DescribeAddon',
        'eks:DescribeCluster',
        'eks:DescribeNodegroup',
        'eks:DescribePodIdentityAssociation',
        'eks:DescribeUpdate',
        'eks:ListAssociatedAccessPolicies',
        'eks:ListUpdates',
        'eks:TagResource',
        'eks:UntagResource',
        'eks:UpdateAddon',
        'eks:UpdateNodegroupConfig',
        'eks:UpdateNodegroupVersion',
        'eks:UpdatePodIdentityAssociation',
      ],
      resources: [cluster, ...inCluster('access-entry', 'addon', 'nodegroup', 'podidentityassociation')],
      phase: 'run',
      wildcard: CHOSEN_BY_EKS,
      neededBy: 'cluster, add-ons, node groups, pod identities, access entries',
      reason:
        'profiles and workloads come, change and go while the product runs; entries of support that has ended go, too',
    },
    {
      ...common,
      sid: 'LetSupportIn',
      actions: ['eks:CreateAccessEntry'],
      resources: [cluster],
      conditions: {
        StringEquals: { ...standard, 'eks:principalArn': supportRole },
        'ForAllValues:StringEquals': { 'eks:kubernetesGroups': context.supportGroup },
        StringEqualsIfExists: { 'eks:username': `${sessionOf}${names.roleName('support')}/{{SessionName}}` },
      },
      phase: 'run',
      neededBy: 'support access',
      reason: "lets custody's support role into its group, while the customer has made that role",
    },
    {
      ...common,
      sid: 'LetAdministratorsIn',
      actions: ['eks:CreateAccessEntry'],
      resources: [cluster],
      conditions: {
        StringEquals: { ...standard, 'eks:principalArn': administrators },
        ArnLike: { 'eks:principalArn': rolesHere },
        Null: { 'eks:kubernetesGroups': 'true' },
        StringLikeIfExists: { 'eks:username': `${sessionOf}*` },
      },
      phase: 'run',
      when: isGiven(context.administrators),
      neededBy: 'administrators',
      reason: "lets in the customer's administrators, and nobody else",
    },
    {
      ...common,
      sid: 'MakeThemAdministrators',
      actions: ['eks:AssociateAccessPolicy', 'eks:DisassociateAccessPolicy'],
      resources: inCluster('access-entry'),
      conditions: {
        StringEquals: { 'eks:principalArn': administrators },
        ArnLike: {
          'eks:principalArn': rolesHere,
          'eks:policyArn': `arn:${context.partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`,
        },
      },
      phase: 'run',
      when: isGiven(context.administrators),
      wildcard: CHOSEN_BY_EKS,
      neededBy: 'administrators',
      reason: 'makes administrators of them, and of nobody else',
    },
    {
      ...common,
      sid: 'NoOtherWayIn',
      effect: 'Deny',
      actions: [
        'eks:AssociateIdentityProviderConfig',
        'eks:CreateCapability',
        'eks:CreateFargateProfile',
        'eks:RegisterCluster',
        'eks:UpdateAccessEntry',
        'eks:UpdateCapability',
      ],
      resources: ['*'],
      phase: 'run',
      reason: 'ways into a cluster for which IAM has no limit',
    },
    {
      ...common,
      sid: 'UseKey',
      actions: USE_OF_KEY,
      resources: [keys],
      conditions: { StringEquals: { ...throughServices, ...onResource } },
      phase: 'run',
      when: not(isGiven(context.keyArn)),
      wildcard: 'the key is made later than this policy; its tag decides, which only the customer can set',
      reason: KEPT_BY_EKS,
    },
    {
      ...common,
      sid: 'UseYourKey',
      actions: USE_OF_KEY,
      resources: [valueIn(context.keyArn) ?? ''],
      conditions: { StringEquals: throughServices },
      phase: 'run',
      when: isGiven(context.keyArn),
      reason: KEPT_BY_EKS,
    },
  ];
};
