import { type Deployment, roomsOf } from '../terraform-facts/deployment';
import type { Room } from '../terraform-facts/room';

/** A service account of Google Cloud that is made here. */
export interface Account {
  readonly id: string;
  readonly email: string;
  /** As bindings name it. */
  readonly member: string;
}

/** Service accounts that a room makes. */
export function accountsOf(room: Room): Account[] {
  return room.all('google_service_account').map(({ block }) => {
    const email = `${block.account_id}@${block.project}.iam.gserviceaccount.com`;
    return { id: block.account_id, email, member: `serviceAccount:${email}` };
  });
}

/** Service accounts of all rooms. */
export function allAccounts(deployment: Deployment<'gcp'>): Account[] {
  return roomsOf(deployment).flatMap(accountsOf);
}

/** A Kubernetes service account, as `namespace/name`, behind a member; `*` where a part is open. Undefined: it is none. */
export function kubernetesAccountOf(member: string): string | undefined {
  const [, pool] = /\/workloadIdentityPools\/([\w-]+)\.svc\.id\.goog\//.exec(member) ?? [];
  if (pool !== undefined) {
    const [, namespace, name] = /\/subject\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(member) ?? [];
    return namespace === undefined || name === undefined ? '*/*' : `${namespace}/${name}`;
  }
  const [, older] = /^serviceAccount:[\w-]+\.svc\.id\.goog\[([^\]]+)\]$/.exec(member) ?? [];
  return older;
}

/** Project whose clusters' accounts are meant: `acme-data.svc.id.goog`. */
export function poolOf(member: string): string | undefined {
  return /([\w-]+\.svc\.id\.goog)/.exec(member)?.[1];
}
