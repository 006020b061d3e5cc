import type { RequestContext } from './installation';
import {
  type Call,
  facts,
  itself,
  madeAnywhere,
  madeIn,
  makesServiceLinkedRole,
  type Need,
  type Needs,
  reads,
  roles,
  type Target,
  valuesAt,
} from './need';
import { eksTags } from './tagging';

type Keys = (call: Call) => RequestContext;

const reach: Keys = ({ properties: { ResourcesVpcConfig } }) => ({
  'eks:endpointPrivateAccess': String(ResourcesVpcConfig.EndpointPrivateAccess),
  'eks:endpointPublicAccess': String(ResourcesVpcConfig.EndpointPublicAccess),
});
const logs: Keys = ({ properties }) =>
  Object.fromEntries(
    valuesAt(properties, 'Logging.ClusterLogging.EnabledTypes.Type').map((type) => [`eks:loggingType/${type}`, 'true']),
  );
const support: Keys = ({ properties }) => ({ 'eks:supportType': properties.UpgradePolicy.SupportType });
const zonalShift: Keys = ({ properties }) => ({ 'eks:zonalShiftEnabled': String(properties.ZonalShiftConfig.Enabled) });
const version: Keys = ({ properties }) => ({ 'eks:kubernetesVersion': properties.Version });

const created: Keys = (call) => {
  const { AccessConfig, BootstrapSelfManagedAddons, DeletionProtection } = call.properties;
  return {
    'eks:authenticationMode': AccessConfig.AuthenticationMode,
    'eks:bootstrapClusterCreatorAdminPermissions': String(AccessConfig.BootstrapClusterCreatorAdminPermissions),
    'eks:bootstrapSelfManagedAddons': String(BootstrapSelfManagedAddons),
    'eks:deletionProtection': String(DeletionProtection),
    'eks:encryptionConfigProviderKeyArns': key(call).map(({ resource }) => resource),
    ...reach(call),
    ...logs(call),
    ...support(call),
    ...zonalShift(call),
    ...version(call),
  };
};

/** Key of what Kubernetes stores. */
const key: Target = ({ properties, installation }) =>
  valuesAt(properties, 'EncryptionConfig.Provider.KeyArn')
    .map((arn) => installation.key(arn))
    .map((thing) => ({ resource: thing.arn, context: facts(thing) }));

/** EKS takes one kind of change in a call, and the call carries the keys of that kind. */
function changes(phase: Need['phase'], property: string, context: Need['context']): Need {
  return {
    on: ['update'],
    phase,
    property,
    actions: ['eks:UpdateClusterConfig'],
    against: [itself],
    ...(context === undefined ? {} : { context }),
  };
}

/**
 * Policies of an access entry, each a call of its own; whose entry it is, is a key of the resource:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelastickubernetesservice.html
 */
const policies: Target = ({ thing, properties }) =>
  valuesAt(properties, 'AccessPolicies').map((policy: any) => ({
    resource: thing.arn,
    context: {
      ...facts(thing),
      'eks:policyArn': policy.PolicyArn,
      'eks:accessScope': policy.AccessScope.Type,
      'eks:principalArn': properties.PrincipalArn,
    },
  }));

/** The cluster and who may enter it. */
export const CLUSTER: Needs = {
  'AWS::EKS::Cluster': [
    { on: ['create'], phase: 'install', actions: ['eks:CreateCluster'], against: [madeAnywhere], context: created },
    {
      on: ['create'],
      phase: 'install',
      actions: ['iam:PassRole'],
      against: [roles('RoleArn')],
      context: { 'iam:PassedToService': 'eks.amazonaws.com' },
    },
    {
      on: ['create'],
      phase: 'install',
      actions: ['iam:GetRole', 'iam:ListAttachedRolePolicies'],
      against: [roles('RoleArn')],
    },
    makesServiceLinkedRole(['create'], 'eks.amazonaws.com', 'AWSServiceRoleForAmazonEKS'),
    {
      on: ['create'],
      phase: 'install',
      property: 'EncryptionConfig',
      actions: ['kms:CreateGrant', 'kms:DescribeKey'],
      against: [key],
      context: ({ installation }) => ({
        'kms:ViaService': `eks.${installation.place.region}.amazonaws.com`,
        'aws:ViaAWSService': 'true',
      }),
    },
    reads(['create'], 'ec2:DescribeSubnets', 'ec2:DescribeVpcs'),
    changes('run', 'ResourcesVpcConfig', reach),
    changes('run', 'Logging', logs),
    changes('run', 'UpgradePolicy', support),
    changes('run', 'ZonalShiftConfig', zonalShift),
    changes('run', 'DeletionProtection', { 'eks:deletionProtection': 'true' }),
    changes('delete', 'DeletionProtection', { 'eks:deletionProtection': 'false' }),
    { on: ['update'], phase: 'run', actions: ['eks:UpdateClusterVersion'], against: [itself], context: version },
    { on: ['update'], phase: 'run', actions: ['eks:DescribeUpdate'], against: [itself] },
    { on: ['create', 'read', 'update', 'delete'], phase: 'run', actions: ['eks:DescribeCluster'], against: [itself] },
    { on: ['delete'], phase: 'delete', actions: ['eks:DeleteCluster'], against: [itself] },
    ...eksTags('install'),
  ],
  'AWS::EKS::AccessEntry': [
    {
      on: ['create'],
      phase: 'run',
      actions: ['eks:CreateAccessEntry'],
      against: [madeIn('ClusterName')],
      context: ({ properties: { PrincipalArn, Type, KubernetesGroups } }) => ({
        'eks:principalArn': PrincipalArn,
        'eks:accessEntryType': Type,
        ...(KubernetesGroups === undefined ? {} : { 'eks:kubernetesGroups': KubernetesGroups }),
      }),
    },
    { on: ['create', 'update'], phase: 'run', actions: ['eks:AssociateAccessPolicy'], against: [policies] },
    { on: ['update'], phase: 'run', actions: ['eks:DisassociateAccessPolicy'], against: [policies] },
    {
      on: ['create', 'read', 'update'],
      phase: 'run',
      actions: ['eks:DescribeAccessEntry', 'eks:ListAssociatedAccessPolicies'],
      against: [itself],
    },
    {
      on: ['delete'],
      phase: 'run',
      actions: ['eks:DeleteAccessEntry', 'eks:DescribeAccessEntry'],
      against: [itself],
    },
    ...eksTags('run'),
  ],
};
