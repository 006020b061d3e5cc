import { containerOf } from './container';
import type { CapabilityGrants } from './context';

const BLOBS = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';

/** Uploads in parts are writes of blocks: https://learn.microsoft.com/rest/api/storageservices/authorize-with-azure-active-directory#permissions-for-calling-data-operations */
export const bucketReadWrite: CapabilityGrants = (context, bucket) => [
  {
    kind: 'custom',
    role: 'bucket-read-write',
    actions: [],
    dataActions: [`${BLOBS}/add/action`, `${BLOBS}/delete`, `${BLOBS}/read`, `${BLOBS}/write`],
    on: 'container',
    scope: containerOf(context, bucket),
    grantedBy: 'customer',
    reason: 'lists, reads, writes and deletes blobs of one container',
    neededBy: context.neededBy,
  },
];
