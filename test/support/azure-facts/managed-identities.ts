import { once } from '../once';
import { type Deployment, roomsOf } from '../terraform-facts/deployment';
import { list } from '../terraform-facts/read';
import type { Room } from '../terraform-facts/room';

/** A user-assigned identity that is made here. */
export interface ManagedIdentity {
  readonly name: string;
  /** Resource id. */
  readonly id: string;
  /** Reference to the object id, by which roles are assigned to it. */
  readonly principal: string;
  /** Reference to the client id, by which tokens of it are asked for. */
  readonly client: string;
}

/** What lets somebody from outside come in as an identity, who shows a token for it. */
export interface Credential {
  /** Resource id of the identity. */
  readonly identity: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
}

/** What Entra expects of tokens that it exchanges: https://learn.microsoft.com/azure/aks/workload-identity-overview */
export const AUDIENCE = 'api://AzureADTokenExchange';

/** Identities that a room makes. */
export const identitiesOf = once((room: Room): readonly ManagedIdentity[] =>
  room.all('azurerm_user_assigned_identity').map(({ address, id = address, block }) => ({
    name: block.name,
    id,
    principal: `${address}.principal_id`,
    client: `${address}.client_id`,
  })),
);

/** Identities of all rooms. */
export function allIdentities(deployment: Deployment<'azure'>): ManagedIdentity[] {
  return roomsOf(deployment).flatMap(identitiesOf);
}

/** What lets somebody come in as an identity, in all rooms. */
export function credentialsOf({ id }: ManagedIdentity, deployment: Deployment<'azure'>): Credential[] {
  return allCredentials(deployment).filter(({ identity }) => identity === id);
}

const allCredentials = once((deployment: Deployment<'azure'>): readonly Credential[] =>
  roomsOf(deployment)
    .flatMap((room) => room.all('azurerm_federated_identity_credential'))
    .map(({ block }) => ({
      // Older versions of the provider know it by another name.
      identity: block.parent_id ?? block.user_assigned_identity_id,
      issuer: block.issuer,
      subject: block.subject,
      audiences: list(block.audience),
    })),
);

/** Who issues the tokens of the cluster's service accounts. Undefined: nobody does, or nobody takes them. */
export function issuerOf({ dataPlane }: Deployment<'azure'>): string | undefined {
  const cluster = dataPlane.only('azurerm_kubernetes_cluster');
  if (cluster?.block.oidc_issuer_enabled !== true || cluster.block.workload_identity_enabled !== true) return undefined;
  return `${cluster.address}.oidc_issuer_url`;
}

/** A Kubernetes service account of this cluster, as `namespace/name`, behind a credential. Undefined: it is none. */
export function kubernetesAccountOf(credential: Credential, deployment: Deployment<'azure'>): string | undefined {
  const { issuer, subject, audiences } = credential;
  const [, namespace, name] = /^system:serviceaccount:([a-z0-9-]+):([a-z0-9.-]+)$/.exec(subject) ?? [];
  const isOfCluster = issuer === issuerOf(deployment) && audiences.join() === AUDIENCE;
  return isOfCluster && namespace !== undefined ? `${namespace}/${name}` : undefined;
}
