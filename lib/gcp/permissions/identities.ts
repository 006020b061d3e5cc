import type { Identity } from '../../core/workloads';
import { namesOf } from '../names';
import type { Place } from './conditions';
import type { Grant } from './grant';
import { workloadGrants } from './workloads';

/** Where an identity is granted something. */
export interface GrantPlace extends Pick<Place, 'environmentId' | 'project'> {
  /** Domain of the installation's hosts. @default - there is none */
  readonly domain?: string | undefined;
}

/** All that a service account of the cluster is granted: its capabilities, and what comes with an account of Google Cloud. */
export function identityGrants(
  { name, capabilities, googleServiceAccount }: Identity,
  place: GrantPlace,
): readonly Grant[] {
  const { environmentId, domain } = place;
  const grants = workloadGrants(capabilities, { neededBy: name, environmentId, domain });
  return googleServiceAccount ? [...grants, signingGrant(name, place)] : grants;
}

/**
 * A workload that acts by an account of Google Cloud has it in order to sign: libraries let IAM sign URLs of objects, as no
 * account here has a key. https://cloud.google.com/storage/docs/authentication/creating-signatures
 */
function signingGrant(name: string, { environmentId, project }: Pick<Place, 'environmentId' | 'project'>): Grant {
  return {
    kind: 'custom',
    role: 'sign',
    permissions: ['iam.serviceAccounts.signBlob'],
    on: 'service account',
    target: namesOf(environmentId, project).workloadAccount(name).email,
    grantedBy: 'customer',
    reason:
      'signs URLs of objects as its own account; whoever has one comes in to what the account may do and to nothing else, without TLS too unless the organization policy storage.secureHttpTransport refuses that',
    neededBy: name,
  };
}
