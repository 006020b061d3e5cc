import type { RoleKind } from '../../names';
import { arnsOf, type Noun } from './context';

/** Who uses the roles of a path: a pod's role that could be given to a node would be taken with the node's user data. */
const USERS: readonly { readonly sid: string; readonly kind: RoleKind; readonly services: readonly string[] }[] = [
  { sid: 'PassClusterRole', kind: 'cluster', services: ['eks.amazonaws.com'] },
  { sid: 'PassNodeRole', kind: 'nodes', services: ['eks.amazonaws.com', 'ec2.amazonaws.com'] },
  { sid: 'PassPodRoles', kind: 'pods', services: ['pods.eks.amazonaws.com'] },
  { sid: 'PassFlowLogRole', kind: 'logs', services: ['vpc-flow-logs.amazonaws.com'] },
];

const SERVICE_LINKED = [
  'autoscaling.amazonaws.com',
  'eks-nodegroup.amazonaws.com',
  'eks.amazonaws.com',
  'elasticloadbalancing.amazonaws.com',
];

const OF_ONE_PATH = 'roles of one path, which custody makes';

/** Roles are custody's: the deployment role hands them to services, and makes and changes none. */
export const identityPermissions: Noun = (context) => {
  const { role } = arnsOf(context);
  const rolesOf = (kind: RoleKind) => [role(kind), ...(context.ownRoles[kind] ?? [])];
  return [
    ...USERS.map(({ sid, kind, services }) => ({
      sid,
      actions: ['iam:PassRole'],
      resources: rolesOf(kind),
      conditions: { StringEquals: { 'iam:PassedToService': services } },
      phase: 'run' as const,
      wildcard: OF_ONE_PATH,
      reason: `hands roles of /${kind}/ to the service that uses them, and to no other`,
      neededBy: kind,
    })),
    {
      sid: 'LookUpRoles',
      actions: ['iam:GetRole', 'iam:ListAttachedRolePolicies'],
      resources: [...rolesOf('cluster'), ...rolesOf('nodes'), ...rolesOf('pods'), nodeGroupRole(context)],
      phase: 'run',
      wildcard: OF_ONE_PATH,
      reason: 'EKS checks a role with the rights of who hands it over',
      neededBy: 'cluster, node groups, pod identities',
    },
    {
      sid: 'MakeServiceLinkedRoles',
      actions: ['iam:CreateServiceLinkedRole'],
      resources: [`arn:${context.partition}:iam::${context.account}:role/aws-service-role/*`],
      conditions: { StringEquals: { 'iam:AWSServiceName': SERVICE_LINKED } },
      phase: 'install',
      wildcard: 'AWS chooses the names; the list of services decides',
      reason: 'the first cluster, node group or load balancer of an account; their permissions are written by AWS',
      neededBy: 'cluster, node groups, load balancers',
    },
  ];
};

/** AWS's own role for node groups, which EKS looks for before it makes one. */
function nodeGroupRole({ partition, account }: Parameters<Noun>[0]): string {
  return `arn:${partition}:iam::${account}:role/aws-service-role/eks-nodegroup.amazonaws.com/AWSServiceRoleForAmazonEKSNodegroup`;
}
