import type { Permission, Phase } from '../permission';
import { clusterPermissions } from './cluster';
import type { DeploymentContext, Noun } from './context';
import { guardPermissions } from './guard';
import { identityPermissions } from './identity';
import { loadBalancerPermissions } from './load-balancers';
import { networkPermissions } from './network';
import { nodePermissions } from './nodes';
import { securityGroupPermissions } from './security-groups';
import { tagPermissions } from './tags';

/** One managed policy of the deployment role. IAM takes 6,144 characters in each, so two services share none. */
export interface DeploymentPolicy {
  /** Last part of its name. */
  readonly name: 'run-ec2' | 'run-eks' | 'install-ec2' | 'install-eks' | 'remove' | 'delete' | 'guard';
  /** When it is attached. */
  readonly attached: 'always' | 'install' | 'install or delete' | 'delete';
  readonly permissions: readonly Permission[];
}

const EC2: readonly Noun[] = [
  networkPermissions,
  tagPermissions,
  securityGroupPermissions,
  loadBalancerPermissions,
  nodePermissions,
];
const EKS: readonly Noun[] = [clusterPermissions, identityPermissions, guardPermissions];

/** The policies of the deployment role, by when they are attached. */
export function deploymentPolicies(context: DeploymentContext): readonly DeploymentPolicy[] {
  const ec2 = EC2.flatMap((noun) => noun(context));
  const eks = EKS.flatMap((noun) => noun(context));
  const all = [...ec2, ...eks];
  return [
    { name: 'run-ec2', attached: 'always', permissions: allowedIn(ec2, 'run', 'upgrade') },
    { name: 'run-eks', attached: 'always', permissions: allowedIn(eks, 'run', 'upgrade') },
    { name: 'install-ec2', attached: 'install', permissions: allowedIn(ec2, 'install') },
    { name: 'install-eks', attached: 'install', permissions: allowedIn(eks, 'install') },
    {
      name: 'remove',
      attached: 'install or delete',
      permissions: all.filter(({ phase }) => typeof phase !== 'string'),
    },
    { name: 'delete', attached: 'delete', permissions: allowedIn(all, 'delete') },
    { name: 'guard', attached: 'always', permissions: all.filter(({ effect }) => effect === 'Deny') },
  ];
}

function allowedIn(permissions: readonly Permission[], ...phases: readonly Phase[]): Permission[] {
  return permissions.filter(
    ({ effect, phase }) => effect === undefined && typeof phase === 'string' && phases.includes(phase),
  );
}
