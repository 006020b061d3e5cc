import { CLUSTER, MANAGED, USES_IDENTITY } from './cast';
import { type AzureDenial, denied } from './denial';

const IDENTITIES = 'Microsoft.ManagedIdentity/userAssignedIdentities';

/** Identities, and who may be one. */
export const identity: readonly AzureDenial[] = [
  denied(
    `${IDENTITIES}/federatedIdentityCredentials/write`,
    'becomes a workload with a token of its own',
    USES_IDENTITY,
  ),
  denied(`${IDENTITIES}/federatedIdentityCredentials/delete`, 'cuts a workload off', USES_IDENTITY),
  denied(`${IDENTITIES}/federatedIdentityCredentials/read`, 'sees who can become which identity', USES_IDENTITY),
  denied(`${IDENTITIES}/write`, 'makes an identity that the customer does not watch', USES_IDENTITY),
  denied(`${IDENTITIES}/delete`, 'takes an identity away for good, with all of its roles', USES_IDENTITY),
  denied(`${IDENTITIES}/revokeTokens/action`, 'stops whatever uses an identity', USES_IDENTITY),
  denied(`${IDENTITIES}/read`, 'finds out which identities there are', USES_IDENTITY),
  denied(`${IDENTITIES}/assign/action`, 'starts machines with an identity, where the customer applies', USES_IDENTITY, [
    ...MANAGED,
    ...CLUSTER,
  ]),
];
