import type { CapabilityPermissions } from './context';

export const bucketRead: CapabilityPermissions = ({ neededBy, bucketArn, keyArn, region }, bucket) => [
  {
    actions: ['s3:GetBucketLocation', 's3:ListBucket'],
    resources: [bucketArn(bucket)],
    phase: 'run',
    reason: `lists objects of the bucket '${bucket}'`,
    neededBy,
  },
  {
    actions: ['s3:GetObject', 's3:GetObjectVersion'],
    resources: [`${bucketArn(bucket)}/*`],
    wildcard: "objects of one bucket; their names are the product's",
    phase: 'run',
    reason: `reads objects of the bucket '${bucket}'`,
    neededBy,
  },
  {
    actions: ['kms:Decrypt'],
    resources: [keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } },
    phase: 'run',
    reason: 'S3 decrypts objects on behalf of the reader',
    neededBy,
  },
];
