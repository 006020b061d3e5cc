import { containerOf } from './container';
import type { CapabilityGrants } from './context';

/** No right to use the key: Storage decrypts with an identity of custody. Listing is a read, too. */
export const bucketRead: CapabilityGrants = (context, bucket) => [
  {
    kind: 'custom',
    role: 'bucket-read',
    actions: [],
    dataActions: ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'],
    on: 'container',
    scope: containerOf(context, bucket),
    grantedBy: 'customer',
    reason: 'lists and reads blobs of one container',
    neededBy: context.neededBy,
  },
];
