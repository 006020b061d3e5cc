import type { Identity } from '../../core/workloads';
import { kubernetesPrincipal, namesOf } from '../names';

/** Where an installation's identities are known. */
export interface IdentityPlace {
  /** Id of the environment, 2 to 16 lower-case letters and digits; no token, names are made from it. */
  readonly environmentId: string;
  /** Id of the project; no token. */
  readonly project: string;
  /** Number of the project. */
  readonly projectNumber: string;
}

/** Member by which IAM knows a service account of the cluster: itself, or the Google service account that it acts by. */
export function memberOf(identity: Identity, { environmentId, project, projectNumber }: IdentityPlace): string {
  const { name, namespace, serviceAccount, googleServiceAccount } = identity;
  return googleServiceAccount
    ? `serviceAccount:${namesOf(environmentId, project).workloadAccount(name).email}`
    : kubernetesPrincipal(project, projectNumber, namespace, serviceAccount);
}
