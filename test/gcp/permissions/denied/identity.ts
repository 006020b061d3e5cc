import type { Denial } from '../../../support/denials';
import { ACTS_AS_NODES, MANAGED } from './cast';
import { denied } from './denial';

/** Accounts, roles and who may come in. */
export const identity: readonly Denial[] = [
  denied('iam.serviceAccountKeys.create', 'takes a key of an account home, which nothing ends', ACTS_AS_NODES),
  denied('iam.serviceAccounts.getAccessToken', 'becomes any account of the project', ACTS_AS_NODES, [
    'who acts as the vendor',
    'who acts as support',
  ]),
  denied('iam.serviceAccounts.getOpenIdToken', 'shows others that it is an account of the customer', ACTS_AS_NODES),
  denied('iam.serviceAccounts.signBlob', 'signs URLs that hand out objects', ACTS_AS_NODES, [
    'workload with an account',
  ]),
  denied('iam.serviceAccounts.signJwt', 'signs tokens as an account of the customer', ACTS_AS_NODES),
  denied('iam.serviceAccounts.implicitDelegation', 'becomes an account through another one', ACTS_AS_NODES),
  denied('iam.serviceAccounts.setIamPolicy', 'lets anybody become an account', ACTS_AS_NODES),
  denied('iam.serviceAccounts.getIamPolicy', 'sees who may become whom', ACTS_AS_NODES),
  denied('iam.serviceAccounts.create', 'makes an account that the customer does not watch', ACTS_AS_NODES),
  denied('iam.serviceAccounts.delete', 'cuts the nodes or a workload off for good', ACTS_AS_NODES),
  denied('iam.serviceAccounts.disable', 'stops an account of the customer', ACTS_AS_NODES),
  denied('iam.serviceAccounts.update', 'hides what an account is for', ACTS_AS_NODES),
  denied('iam.serviceAccounts.list', 'finds every account of the project', ACTS_AS_NODES),
  denied('iam.roles.create', 'makes a role with everything in it', ACTS_AS_NODES),
  denied('iam.roles.update', 'widens its own roles', ACTS_AS_NODES),
  denied('iam.roles.delete', 'takes roles of the customer away', ACTS_AS_NODES),
  denied('iam.denypolicies.delete', 'removes what the customer has forbidden', ACTS_AS_NODES),
  denied('iam.googleapis.com/workloadIdentityPools.create', 'opens a door for identities of its own', ACTS_AS_NODES),
  denied('iam.googleapis.com/workloadIdentityPoolProviders.create', 'lets tokens of another issuer in', ACTS_AS_NODES),
  denied(
    'iam.googleapis.com/workloadIdentityPoolProviders.update',
    'removes the condition at its own door',
    ACTS_AS_NODES,
  ),
  denied('iam.serviceAccounts.actAs', 'starts nodes as an account, where the customer applies', ACTS_AS_NODES, MANAGED),
];
