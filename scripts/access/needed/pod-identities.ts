import { itself, madeIn, type Need, type Needs, named, roles, type Target } from './need';
import { eksTags } from './tagging';

/** The right to give pods a role. */
function passes(on: Need['on'], property: string): Need[] {
  return [
    {
      on,
      phase: 'run',
      property,
      actions: ['iam:PassRole'],
      against: [roles(property)],
      context: { 'iam:PassedToService': 'pods.eks.amazonaws.com' },
    },
    { on, phase: 'run', property, actions: ['iam:GetRole'], against: [roles(property)] },
  ];
}

/**
 * The association that EKS makes with an add-on, with the rights of who makes the add-on. It gets the add-on's tags;
 * whether they are there when it is made or changed is not documented, so nothing may depend on them.
 */
const association =
  (tags: 'tagged' | 'untagged'): Target =>
  ({ installation, requestTags }) => [
    { resource: installation.podIdentityAssociation().arn, context: tags === 'tagged' ? requestTags : {} },
  ];

const ADD_ON_ROLES = 'PodIdentityAssociations.RoleArn';

/** Add-ons and the roles of pods. */
export const POD_IDENTITIES: Needs = {
  'AWS::EKS::Addon': [
    { on: ['create'], phase: 'run', actions: ['eks:CreateAddon'], against: [madeIn('ClusterName')] },
    { on: ['update'], phase: 'run', actions: ['eks:UpdateAddon'], against: [itself] },
    { on: ['update'], phase: 'run', actions: ['eks:DescribeUpdate'], against: [itself, named('ClusterName')] },
    ...passes(['create', 'update'], ADD_ON_ROLES),
    {
      on: ['create', 'update'],
      phase: 'run',
      property: ADD_ON_ROLES,
      actions: ['eks:CreatePodIdentityAssociation'],
      against: [named('ClusterName')],
    },
    {
      on: ['create', 'update'],
      phase: 'run',
      property: ADD_ON_ROLES,
      actions: ['eks:TagResource'],
      against: [association('tagged')],
    },
    {
      on: ['update'],
      phase: 'run',
      property: ADD_ON_ROLES,
      actions: ['eks:UpdatePodIdentityAssociation'],
      against: [association('untagged')],
    },
    {
      on: ['update', 'delete'],
      phase: 'run',
      property: ADD_ON_ROLES,
      actions: ['eks:DeletePodIdentityAssociation'],
      against: [association('untagged')],
    },
    { on: ['create', 'read', 'update', 'delete'], phase: 'run', actions: ['eks:DescribeAddon'], against: [itself] },
    { on: ['delete'], phase: 'run', actions: ['eks:DeleteAddon'], against: [itself] },
    ...eksTags('run'),
  ],
  'AWS::EKS::PodIdentityAssociation': [
    { on: ['create'], phase: 'run', actions: ['eks:CreatePodIdentityAssociation'], against: [madeIn('ClusterName')] },
    { on: ['update'], phase: 'run', actions: ['eks:UpdatePodIdentityAssociation'], against: [itself] },
    ...passes(['create', 'update'], 'RoleArn'),
    {
      on: ['create', 'read', 'update', 'delete'],
      phase: 'run',
      actions: ['eks:DescribePodIdentityAssociation'],
      against: [itself],
    },
    { on: ['delete'], phase: 'run', actions: ['eks:DeletePodIdentityAssociation'], against: [itself] },
    ...eksTags('run'),
  ],
};
