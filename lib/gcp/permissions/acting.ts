import { namesOf } from '../names';
import { before, conditionOf, type Place } from './conditions';
import type { Grant } from './grant';

/** Accounts of the installation that people or programs of the vendor act by. */
export type ActedAs = 'vendor' | 'support';

/**
 * What it takes to act by an account: an access token of it is all that `gcloud --impersonate-service-account`, kubectl and
 * Terraform ask for. Google's own role would also let its holder sign as the account, hand out ID tokens of it and pass
 * through it to others. https://cloud.google.com/iam/docs/service-account-permissions
 */
const PERMISSIONS: Readonly<Record<ActedAs, readonly string[]>> = {
  // It reads the stamp of the bootstrap in the account's description.
  vendor: ['iam.serviceAccounts.get', 'iam.serviceAccounts.getAccessToken'],
  support: ['iam.serviceAccounts.getAccessToken'],
};

const REASONS: Readonly<Record<ActedAs, string>> = {
  vendor: 'acts as the account without a key, for an hour at a time, and reads the stamp in its description',
  support: 'acts as the account of support without a key, for an hour at a time',
};

/** Lets somebody act by one account, and by no other, until a moment. */
export function actingGrant(
  as: ActedAs,
  { environmentId, project }: Pick<Place, 'environmentId' | 'project'>,
  expiresAt: string | undefined,
): Grant {
  const names = namesOf(environmentId, project);
  const condition = conditionOf(`byoc ${environmentId} ${as}`, [
    expiresAt === undefined ? undefined : before(expiresAt),
  ]);
  return {
    kind: 'custom',
    role: `act-as-${as}`,
    permissions: PERMISSIONS[as],
    on: 'service account',
    target: (as === 'vendor' ? names.vendorAccount : names.supportAccount).email,
    ...(condition === undefined ? {} : { condition }),
    grantedBy: 'customer',
    reason: REASONS[as],
    neededBy: as,
  };
}
