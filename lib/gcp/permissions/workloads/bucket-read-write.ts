import type { CapabilityGrants } from './context';

/** Uploads in parts are those of the XML API: https://cloud.google.com/storage/docs/multipart-uploads */
export const bucketReadWrite: CapabilityGrants = ({ neededBy }, bucket) => [
  {
    kind: 'custom',
    role: 'bucket-read-write',
    permissions: [
      'storage.multipartUploads.abort',
      'storage.multipartUploads.create',
      'storage.multipartUploads.list',
      'storage.multipartUploads.listParts',
      'storage.objects.create',
      'storage.objects.delete',
      'storage.objects.get',
      'storage.objects.list',
    ],
    on: 'bucket',
    target: bucket,
    grantedBy: 'customer',
    reason: 'lists, reads, writes and deletes objects of one bucket',
    neededBy,
  },
];
