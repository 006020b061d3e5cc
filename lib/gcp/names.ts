import { refuseUnknown, shortHash } from '../core/derived-names';
import { installationName } from '../core/names';
import type { DataPlaneConfig } from '../core/resolve-config';

/** Label by which an installation's resources are told from all others. */
export const ENVIRONMENT_LABEL = 'byoc-environment';
/** Label that names the vendor's product. */
export const PRODUCT_LABEL = 'byoc-product';
/** Label that names the node profile of a machine. */
export const PROFILE_LABEL = 'byoc-profile';

/** Labels of everything that takes some: the customer's tags, then ours. */
export function labelsOf({ environment, plan }: DataPlaneConfig<'gcp'>): Record<string, string> {
  return { ...environment.tags, [ENVIRONMENT_LABEL]: environment.id, [PRODUCT_LABEL]: plan.product.id };
}

/**
 * Every name of an installation: rooms refer to each other by them and by nothing else. All are functions of the
 * environment's id and the project.
 *
 * @throws Error if one of the two is known only at deployment
 */
export function namesOf(environmentId: string, project: string) {
  refuseUnknown({ environmentId, project });
  const installation = installationName(environmentId);
  const suffix = (kind: string, length: number) => shortHash(`${project}/${environmentId}/${kind}`, length);
  const serviceAccount = (id: string) => ({ id, email: `${id}@${project}.iam.gserviceaccount.com` });
  /** https://cloud.google.com/iam/docs/creating-custom-roles: letters, digits, underscores and dots. */
  const roleId = (role: string) => `byoc_${environmentId}_${role.replaceAll('-', '_')}`;
  return {
    cluster: installation,
    network: installation,
    router: installation,
    logBucket: installation,
    logSink: `${installation}-logs`,
    /** Pool of the vendor's identities, and its one provider. */
    identityPool: installation,
    identityProvider: 'vendor',
    subnet: (role: string) => `${installation}-${role}`,
    firewall: (rule: string) => `${installation}-${rule}`,
    natAddress: (index: number) => `${installation}-nat-${index + 1}`,
    loadBalancerAddress: (component: string, exposure: string) => `${installation}-${component}-${exposure}`,
    privateEndpoint: (service: string) => `${installation}-${service}`,
    /** Endpoints of Google's APIs have 20 letters and digits at most, and no hyphen; an environment's id has 16. */
    googleApisEndpoint: installation.replaceAll('-', ''),
    /** At most 37 of the 40 letters that GKE takes. */
    nodePool: (profile: string) => `${environmentId}-${profile}`,
    bucket: (name: string) => `${installation}-${name}-${suffix(name, 8)}`,
    /** Rings and keys cannot be deleted, so their names stay taken for ever. */
    keyRing: `${installation}-${suffix('key-ring', 8)}`,
    key: installation,
    nodeAccount: serviceAccount(`${installation}-nodes`),
    vendorAccount: serviceAccount(`${installation}-vendor`),
    supportAccount: serviceAccount(`${installation}-support`),
    /** Accounts have 30 letters at most: the name is cut, the suffix tells those apart that it makes alike. */
    workloadAccount: (name: string) =>
      serviceAccount(`${environmentId}-${name.slice(0, ACCOUNT_NAME_LENGTH).replace(/-$/, '')}-${suffix(name, 4)}`),
    roleId,
    /** Resource name of a custom role, by which bindings name it. */
    role: (role: string) => `projects/${project}/roles/${roleId(role)}`,
  };
}

/** What is left of 30 letters by an environment's id (16), two hyphens and the suffix (4). */
const ACCOUNT_NAME_LENGTH = 8;

export type GcpNames = ReturnType<typeof namesOf>;

/** Service agents, by which Google's services act in a project: https://cloud.google.com/iam/docs/service-agents */
export function serviceAgentsOf(projectNumber: string) {
  const agent = (service: string) => `serviceAccount:service-${projectNumber}@${service}.iam.gserviceaccount.com`;
  return {
    /** GKE: secrets of the cluster. */
    container: agent('container-engine-robot'),
    /** Compute Engine: disks of the nodes and volumes. */
    compute: agent('compute-system'),
    /** Cloud Storage: objects. */
    storage: agent('gs-project-accounts'),
  };
}

/** Pool of the identities of every cluster in a project. */
export function workloadPool(project: string): string {
  return `${project}.svc.id.goog`;
}

/**
 * A Kubernetes service account as IAM knows it:
 * https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity#kubernetes-resources-iam-policies
 */
export function kubernetesPrincipal(
  project: string,
  projectNumber: string,
  namespace: string,
  serviceAccount: string,
): string {
  const pool = `projects/${projectNumber}/locations/global/workloadIdentityPools/${workloadPool(project)}`;
  return `principal://iam.googleapis.com/${pool}/subject/ns/${namespace}/sa/${serviceAccount}`;
}
