import type { BucketFact } from '../contract/facts';
import type { Deployment } from '../terraform-facts/deployment';
import { isKept, single } from '../terraform-facts/read';
import type { Resource } from '../terraform-facts/room';
import { isBroughtBack, isClosed, keepsToTls, takesIdentitiesOnly } from './accounts';
import { keyOfAccount } from './keys';

/** Containers of custody, each in an account of its own, and the customer's. */
export function bucketFacts(deployment: Deployment<'azure'>): BucketFact[] {
  const { custody, config } = deployment;
  const made = madeBuckets(deployment).map(({ account, container }): BucketFact => {
    const { block } = account;
    const isPrivate = isClosed(block, 'None') && container.block.container_access_type === 'private';
    return {
      name: container.block.name,
      ref: `${block.name}/${container.block.name}`,
      made: true,
      kept: [account, container, ...custody.all('azurerm_resource_group')].every(isKept) && isBroughtBack(block),
      publicAccess: !isPrivate,
      tlsOnly: keepsToTls(block),
      versioned: single(block.blob_properties)?.versioning_enabled === true,
      identitiesOnly: takesIdentitiesOnly(block),
      ...keyOfAccount(block, deployment),
    };
  });
  const own = Object.entries(config.environment.own.buckets).map(([name, ref]) => ({
    name,
    ref,
    made: false,
    kept: true,
    publicAccess: false,
    tlsOnly: true,
    versioned: false,
    identitiesOnly: true,
  }));
  return [...made, ...own];
}

/** Resource ids of the containers by the plan's names. */
export function containersOf(deployment: Deployment<'azure'>): ReadonlyMap<string, string> {
  const own = Object.entries(deployment.config.environment.own.buckets);
  return new Map([
    ...madeBuckets(deployment).map(({ container }) => [container.id ?? '', container.block.name] as const),
    ...own.map(([name, id]) => [id, name] as const),
  ]);
}

/** What a container of the customer's is called here, by `account/container`. */
export function bucketRefOf(path: string, { config }: Deployment<'azure'>): string | undefined {
  return Object.values(config.environment.own.buckets).find((id) => {
    const [, account, container] = /\/storageAccounts\/([^/]+)\/.*\/containers\/([^/]+)$/.exec(id) ?? [];
    return path === `${account}/${container}`;
  });
}

function madeBuckets({ custody }: Deployment<'azure'>): { readonly account: Resource; readonly container: Resource }[] {
  const accounts = custody.all('azurerm_storage_account');
  return custody.all('azurerm_storage_container').flatMap((container) => {
    const account = accounts.find(({ id }) => id === container.block.storage_account_id);
    return account === undefined ? [] : [{ account, container }];
  });
}
