import { installationName } from '../core/names';
import type { DataPlaneConfig } from '../core/resolve-config';

/** Tag by which permissions tell an installation's resources from all others. */
export const ENVIRONMENT_TAG = 'byoc:environment';
/** Tag that names the vendor's product. */
export const PRODUCT_TAG = 'byoc:product';
/** Tag that names the node profile of an instance. */
export const PROFILE_TAG = 'byoc:profile';

/** Tags that every resource of an installation carries. Permissions are written with the first. */
export function tagsOf({ environment, plan }: DataPlaneConfig<'aws'>): Record<string, string> {
  return { [ENVIRONMENT_TAG]: environment.id, [PRODUCT_TAG]: plan.product.id };
}

/** Path of the roles and policies by which the customer says who may act. */
const BOOTSTRAP_PATH = '/byoc/bootstrap/';

/** Who uses a role decides its path, so that PassRole can be split by service. */
export type RoleKind = 'cluster' | 'nodes' | 'pods' | 'logs' | 'support';

/** Roles that every installation has, beside those of workloads and cluster services. */
export const BUILT_IN_ROLES = {
  cluster: 'cluster',
  nodes: 'nodes',
  'flow-logs': 'logs',
  'vpc-cni': 'pods',
  'ebs-csi': 'pods',
  support: 'support',
} as const satisfies Record<string, RoleKind>;

/** Who uses a role, by its name; roles of workloads and cluster services are those of pods. */
export function roleKindOf(role: string): RoleKind {
  return (BUILT_IN_ROLES as Readonly<Record<string, RoleKind>>)[role] ?? 'pods';
}

/**
 * Every name that must be known before the thing exists: policies are written with them. All are functions of the
 * environment's id, which may be a token. Everything else is named by CloudFormation.
 */
export function namesOf(environmentId: string) {
  const rolePath = (kind: RoleKind) => `/byoc/env/${environmentId}/${kind}/`;
  const roleName = (role: string) => `${environmentId}-${role}`;
  const installation = installationName(environmentId);
  return {
    cluster: installation,
    stacks: {
      bootstrap: `byocbootstrap-${environmentId}`,
      detections: `byocdetections-${environmentId}`,
      custody: `byoccustody-${environmentId}`,
      dataPlane: `byoc-${environmentId}-data`,
    },
    /** What says who may act. Its roles and policies lie under a path of their own, which no template may touch. */
    bootstrap: {
      path: BOOTSTRAP_PATH,
      vendorRole: `${installation}-vendor`,
      deploymentRole: `${installation}-deployment`,
      deploymentPolicy: (name: string) => `${installation}-${name}`,
      boundary: `${installation}-boundary`,
      /** Parameter that says which version of the bootstrap is in force. */
      stamp: `/byoc/${environmentId}/bootstrap`,
      topic: `${installation}-detections`,
    },
    rolePath,
    roleName,
    /** Resource part of a role's ARN: `role/byoc/env/acme/pods/acme-engine`. */
    roleResource: (role: string, kind: RoleKind) => `role${rolePath(kind)}${roleName(role)}`,
    logGroups: {
      /** EKS writes to this name and no other. */
      cluster: `/aws/eks/${installation}/cluster`,
      flow: `/byoc/${environmentId}/flow`,
    },
    /** Export by which the data plane finds the key, the one value that no name leads to. */
    keyExport: `byoc-${environmentId}-key`,
    bucketPrefix: (bucket: string) => `${installation}-${bucket}`,
  };
}

export type AwsNames = ReturnType<typeof namesOf>;
