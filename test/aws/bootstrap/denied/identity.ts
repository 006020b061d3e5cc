import {
  ACCOUNT,
  ADMIN,
  BOUNDARY,
  CLUSTER_ROLE,
  DEPLOYMENT_ROLE,
  deployment,
  FLOW_LOG_ROLE,
  made,
  NODE_ROLE,
  POD_ROLE,
  role,
  SUPPORT_ROLE,
  VENDOR,
  VENDOR_ROLE,
} from './cast';
import type { Chapter, Denial } from './denial';

const PASS = 'iam:PassRole';
const to = (service: string) => ({ 'iam:PassedToService': `${service}.amazonaws.com` });
const PODS = { context: to('pods.eks') };
const passes = (story: string, arn: string, service: string, allowed: string): Denial => [
  story,
  'refused',
  deployment,
  PASS,
  arn,
  to(service),
  { context: to(allowed) },
];
const passesOther = (story: string, arn: string, service = 'pods.eks'): Denial => [
  story,
  'refused',
  deployment,
  PASS,
  arn,
  to(service),
  { resource: POD_ROLE },
];

const RIGHTS = "no template changes anybody's rights: who writes a trust or a policy can let anybody in";
const OWN_BOUNDARY = { 'iam:PermissionsBoundary': BOUNDARY };
const never = (story: string, action: string, resource: string, context: Record<string, string> = {}): Denial => [
  story,
  'denied',
  deployment,
  `iam:${action}`,
  resource,
  context,
  RIGHTS,
];
const user = `arn:aws:iam::${ACCOUNT}:user/x`;
const PROFILE = `arn:aws:iam::${ACCOUNT}:instance-profile/x`;
const NEW = role('byoc/env/acme/pods/acme-new');
const LINKED = role('aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS');
const NAME = 'iam:AWSServiceName';

export const identities: readonly Chapter[] = [
  {
    title: 'the deployment role makes no role and changes none:',
    denials: [
      never('no group', 'CreateGroup', `arn:aws:iam::${ACCOUNT}:group/x`),
      never('no profile of instances', 'CreateInstanceProfile', PROFILE),
      never('no role of an instance is taken away', 'RemoveRoleFromInstanceProfile', PROFILE),
      never('no SAML provider', 'CreateSAMLProvider', `arn:aws:iam::${ACCOUNT}:saml-provider/x`),
      never('no password of a service', 'CreateServiceSpecificCredential', user),
      never('no certificate', 'UploadSigningCertificate', user),
      never('no tag of a role is taken away', 'UntagRole', POD_ROLE),
      never('no role without a boundary', 'CreateRole', NEW, made('acme')),
      never('no role with another boundary', 'CreateRole', NEW, {
        'iam:PermissionsBoundary': 'arn:aws:iam::aws:policy/AdministratorAccess',
      }),
      never('no role inside the boundary either, as its trust is unseen', 'CreateRole', NEW, {
        ...made('acme'),
        ...OWN_BOUNDARY,
      }),
      never('no trust of a workload', 'UpdateAssumeRolePolicy', POD_ROLE, OWN_BOUNDARY),
      never("no trust of the vendor's role", 'UpdateAssumeRolePolicy', VENDOR_ROLE),
      never('no trust of its own', 'UpdateAssumeRolePolicy', DEPLOYMENT_ROLE),
      never('no trust of support', 'UpdateAssumeRolePolicy', SUPPORT_ROLE, OWN_BOUNDARY),
      never('no policy of a workload', 'PutRolePolicy', POD_ROLE, OWN_BOUNDARY),
      never('no policy of its own', 'PutRolePolicy', DEPLOYMENT_ROLE),
      never('no policy of the customer on a workload', 'AttachRolePolicy', POD_ROLE, {
        ...OWN_BOUNDARY,
        'iam:PolicyARN': 'arn:aws:iam::aws:policy/AdministratorAccess',
      }),
      never('its guard is not detached', 'DetachRolePolicy', DEPLOYMENT_ROLE),
      never('no boundary is taken away', 'DeleteRolePermissionsBoundary', POD_ROLE, OWN_BOUNDARY),
      never('no boundary is replaced', 'PutRolePermissionsBoundary', POD_ROLE, {
        'iam:PermissionsBoundary': 'arn:aws:iam::aws:policy/AdministratorAccess',
      }),
      never('no policy', 'CreatePolicy', `arn:aws:iam::${ACCOUNT}:policy/x`),
      never('no version of the boundary', 'CreatePolicyVersion', BOUNDARY),
      never('no older version of the boundary', 'SetDefaultPolicyVersion', BOUNDARY),
      never('no version of its own policies', 'CreatePolicyVersion', BOUNDARY.replace('acme-boundary', 'acme-guard')),
      never('no tag of a role', 'TagRole', POD_ROLE, made('acme')),
      never('no role is deleted', 'DeleteRole', POD_ROLE, OWN_BOUNDARY),
      never('no longer sessions', 'UpdateRole', VENDOR_ROLE),
      never('no user', 'CreateUser', user),
      never('no access key', 'CreateAccessKey', user),
      never('no password', 'CreateLoginProfile', user),
      never('no identity provider', 'CreateOpenIDConnectProvider', `arn:aws:iam::${ACCOUNT}:oidc-provider/x`),
      never('no role for an instance', 'AddRoleToInstanceProfile', PROFILE),
    ],
  },
  {
    title: 'the deployment role takes',
    denials: [
      ['no role of a workload', 'denied', deployment, 'sts:AssumeRole', POD_ROLE, {}, 'it works as itself'],
      ["not the vendor's", 'denied', deployment, 'sts:AssumeRole', VENDOR_ROLE, {}, 'it works as itself'],
      [
        "none of the vendor's account",
        'denied',
        deployment,
        'sts:AssumeRole',
        role('control-plane', VENDOR),
        {},
        'it works as itself',
      ],
    ],
  },
  {
    title: 'the deployment role hands over',
    denials: [
      [
        'the role of nodes to no flow log',
        'refused',
        deployment,
        PASS,
        NODE_ROLE,
        to('vpc-flow-logs'),
        { resource: FLOW_LOG_ROLE },
      ],
      passes('the role of a pod to no instance', POD_ROLE, 'ec2', 'pods.eks'),
      passes('the role of a pod to no cluster', POD_ROLE, 'eks', 'pods.eks'),
      passes('the role of a pod to no function', POD_ROLE, 'lambda', 'pods.eks'),
      passes('the role of nodes to no pod', NODE_ROLE, 'pods.eks', 'ec2'),
      passes('the role of the cluster to no pod', CLUSTER_ROLE, 'pods.eks', 'eks'),
      passes('the role of the cluster to no instance', CLUSTER_ROLE, 'ec2', 'eks'),
      passes('the role of flow logs to no pod', FLOW_LOG_ROLE, 'pods.eks', 'vpc-flow-logs'),
      passesOther('no role of the customer', ADMIN),
      passesOther('not itself', DEPLOYMENT_ROLE),
      passesOther("not the vendor's role", VENDOR_ROLE),
      passesOther('not the role of support', SUPPORT_ROLE),
      passesOther('no role of another installation', POD_ROLE.replaceAll('acme', 'acme2')),
      passesOther('no role of a path that begins alike', role('byoc/env/acme/podsx/acme-engine')),
      passesOther('no role of the same path in another account', POD_ROLE.replace(ACCOUNT, VENDOR)),
      ['no role to nobody', 'refused', deployment, PASS, POD_ROLE, {}, PODS],
      [
        'nothing to a stack in its stack',
        'refused',
        deployment,
        PASS,
        DEPLOYMENT_ROLE,
        to('cloudformation'),
        'a nested stack would need it',
      ],
    ],
  },
  {
    title: 'the deployment role looks up',
    denials: [
      ['no role of the customer', 'refused', deployment, 'iam:GetRole', ADMIN, {}, { resource: POD_ROLE }],
      [
        'no policies of its own',
        'refused',
        deployment,
        'iam:ListAttachedRolePolicies',
        DEPLOYMENT_ROLE,
        {},
        { resource: NODE_ROLE },
      ],
    ],
  },
  {
    title: 'the deployment role lets AWS make',
    denials: [
      [
        'no role of another path',
        'refused',
        deployment,
        'iam:CreateServiceLinkedRole',
        role('x'),
        { [NAME]: 'eks.amazonaws.com' },
        { resource: LINKED },
      ],
      [
        'no role of a service that is not used',
        'refused',
        deployment,
        'iam:CreateServiceLinkedRole',
        LINKED,
        { [NAME]: 'ssm.amazonaws.com' },
        { context: { [NAME]: 'eks.amazonaws.com' } },
      ],
      [
        'no role of a service that is not named',
        'refused',
        deployment,
        'iam:CreateServiceLinkedRole',
        LINKED,
        {},
        { context: { [NAME]: 'eks.amazonaws.com' } },
      ],
    ],
  },
  {
    title: 'the deployment role, after the install, lets AWS make',
    grants: { AllowInstall: 'false' },
    denials: [
      [
        'no role',
        'refused',
        deployment,
        'iam:CreateServiceLinkedRole',
        LINKED,
        { [NAME]: 'eks.amazonaws.com' },
        { grants: { AllowInstall: 'true' } },
      ],
    ],
  },
];
