import { bucketRead } from './bucket-read';
import type { CapabilityPermissions } from './context';

export const bucketReadWrite: CapabilityPermissions = (context, bucket) => {
  const { neededBy, bucketArn, keyArn, region } = context;
  return [
    ...bucketRead(context, bucket),
    {
      actions: ['s3:ListBucketMultipartUploads'],
      resources: [bucketArn(bucket)],
      phase: 'run',
      reason: `finds unfinished uploads to the bucket '${bucket}'`,
      neededBy,
    },
    {
      actions: ['s3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
      resources: [`${bucketArn(bucket)}/*`],
      wildcard: "objects of one bucket; their names are the product's",
      phase: 'run',
      reason: `writes and deletes objects of the bucket '${bucket}'`,
      neededBy,
    },
    {
      actions: ['kms:GenerateDataKey'],
      resources: [keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } },
      phase: 'run',
      reason: 'S3 encrypts objects on behalf of the writer',
      neededBy,
    },
  ];
};
