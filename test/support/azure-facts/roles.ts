import type { RoleFact } from '../contract/facts';
import { type Deployment, roomsOf } from '../terraform-facts/deployment';
import { excessOf, machineOf } from './machines';
import {
  allIdentities,
  credentialsOf,
  identitiesOf,
  kubernetesAccountOf,
  type ManagedIdentity,
} from './managed-identities';
import { isTheVendor, vendorBindings, vendorExcess } from './vendor';

/*
 * On Azure nothing limits an identity from outside, as a permissions boundary does. What an identity can be given is limited
 * by who can give: nobody but the customer, in no mode and no phase. A limit of the customer's own, which could leave
 * something open, does not exist.
 */

/** Identities and custom roles that are made here. */
export function roleFacts(deployment: Deployment<'azure'>): RoleFact[] {
  const isNarrow = vendorExcess(deployment).length === 0 && endsInTime(deployment);
  const identities = allIdentities(deployment).map((identity) => ({
    name: identity.name,
    limited: isNarrow && isMeant(identity, deployment) && excessOf(identity, deployment).length === 0,
    open: [],
  }));
  const roles = roomsOf(deployment)
    .flatMap((room) => room.all('azurerm_role_definition'))
    .map(({ block }) => ({ name: block.name, limited: isNarrow, open: [] }));
  return [...identities, ...roles];
}

/** Whether what the vendor has ends when the environment says, if at all, or the customer is told that it does not. */
function endsInTime(deployment: Deployment<'azure'>): boolean {
  const { environment, warnings } = deployment.config;
  const isTold = warnings.some(
    ({ path, text }) => path === 'environment.access.vendorExpiresAt' && text.includes('ends nothing by itself'),
  );
  const expected = isTold ? undefined : environment.access.vendorExpiresAt;
  return vendorBindings(deployment).every(({ endsAt }) => endsAt === expected);
}

/** Whether everybody who comes in as an identity from outside is whom it is for. */
function isMeant(identity: ManagedIdentity, deployment: Deployment<'azure'>): boolean {
  const credentials = credentialsOf(identity, deployment);
  if (identitiesOf(deployment.bootstrap).includes(identity)) {
    return credentials.length === 1 && credentials.every((credential) => isTheVendor(credential, deployment));
  }
  if (machineOf(identity, deployment) !== undefined) return credentials.length === 0;
  // Which ones is said of identities.
  return credentials.every((credential) => kubernetesAccountOf(credential, deployment) !== undefined);
}
