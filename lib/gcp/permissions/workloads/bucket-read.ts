import type { CapabilityGrants } from './context';

/** No right to use the key: Cloud Storage decrypts with its own account. */
export const bucketRead: CapabilityGrants = ({ neededBy }, bucket) => [
  {
    kind: 'custom',
    role: 'bucket-read',
    permissions: ['storage.objects.get', 'storage.objects.list'],
    on: 'bucket',
    target: bucket,
    grantedBy: 'customer',
    reason: 'lists and reads objects of one bucket',
    neededBy,
  },
];
