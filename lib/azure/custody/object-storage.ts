import { StorageContainer } from '@cdktf/provider-azurerm/lib/storage-container';
import { StorageManagementPolicy } from '@cdktf/provider-azurerm/lib/storage-management-policy';
import { Construct } from 'constructs';
import { refuseUnknown } from '../../core/derived-names';
import { namesOf, resourceIdsOf } from '../names';
import type { AzurePlace } from '../place';
import { makeAccount } from './account';
import type { Made } from './binding';
import type { AzureEncryption } from './encryption';
import { lifecycleOf, type RemovalProps } from './removal';

/** One bucket of the plan: a storage account of its own with one container. */
export interface AzureBucketProps {
  /** Name in the plan, 1 to 20 characters; the container has it, and the account is named after it. */
  readonly name: string;
  /** Whether earlier versions of blobs are kept, until 30 days after they were written. */
  readonly versioned: boolean;
}

export interface AzureObjectStorageProps extends AzurePlace, RemovalProps {
  /** The buckets to make. */
  readonly buckets: readonly AzureBucketProps[];
  /** Key of the blobs, and the identity that uses it. */
  readonly encryption: AzureEncryption;
  /**
   * Resource ids of containers of the customer's by the plan's names; no tokens, names are read from them.
   *
   * @default - all are made
   */
  readonly ownBuckets?: Readonly<Record<string, string>>;
}

/** How long versions are kept, from the day on which they were written: Azure knows no other. */
const VERSION_DAYS = 30;

/**
 * The buckets of an installation: each an account with one container, so that a role on one leads to no other, and each
 * with a network face of its own.
 */
export class AzureObjectStorage extends Construct {
  /** `account/container` of each bucket by the plan's name. */
  public readonly buckets: Readonly<Record<string, string>>;
  /** Resource id of each account that is made here, by the plan's name. */
  public readonly accounts: Readonly<Record<string, string>>;
  /** What roles are assigned on. */
  public readonly made: Made;

  /** @throws Error if a container of the customer's is known only at deployment */
  public constructor(scope: Construct, id: string, props: AzureObjectStorageProps) {
    super(scope, id);
    const { buckets, ownBuckets = {}, environmentId, subscription } = props;
    refuseUnknown(ownBuckets);
    const ids = resourceIdsOf(environmentId, subscription);
    const made = buckets
      .filter(({ name }) => ownBuckets[name] === undefined)
      .map((bucket) => ({ ...makeBucket(new Construct(this, bucket.name), bucket, props), name: bucket.name }));
    this.accounts = Object.fromEntries(made.map(({ name, account }) => [name, account.id]));
    this.made = Object.fromEntries(made.map(({ name, container }) => [ids.container(name), container]));
    this.buckets = Object.fromEntries([
      ...made.map(({ name, account, container }) => [name, `${account.name}/${container.name}`]),
      ...buckets.flatMap(({ name }) => {
        const container = ownBuckets[name];
        return container === undefined ? [] : [[name, containerPath(container)]];
      }),
    ]);
  }
}

/** `account/container` of the resource id of a container. */
export function containerPath(containerId: string): string {
  const parts = containerId.split('/');
  return `${parts[8]}/${parts[12]}`;
}

function makeBucket(scope: Construct, bucket: AzureBucketProps, props: AzureObjectStorageProps) {
  const { environmentId, subscription } = props;
  const account = makeAccount(scope, {
    ...props,
    name: namesOf(environmentId, subscription).storageAccount(bucket.name),
    versioned: bucket.versioned,
    bypass: 'None',
  });
  const container = new StorageContainer(scope, 'Container', {
    name: namesOf(environmentId, subscription).container(bucket.name),
    // By the account's id, not its name: then it is made by Azure Resource Manager, which needs no way into the account.
    storageAccountId: account.id,
    containerAccessType: 'private',
    lifecycle: lifecycleOf(props),
  });
  if (bucket.versioned) expireVersions(scope, account.id);
  return { account, container };
}

function expireVersions(scope: Construct, storageAccountId: string): void {
  new StorageManagementPolicy(scope, 'Versions', {
    storageAccountId,
    rule: [
      {
        name: 'earlier-versions',
        enabled: true,
        filters: { blobTypes: ['blockBlob'] },
        actions: { version: { deleteAfterDaysSinceCreation: VERSION_DAYS } },
      },
    ],
  });
}
