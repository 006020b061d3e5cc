import type { Answer, Api } from '../api';
import { expectEqual } from '../deployed-stack';

/**
 * A bucket closed to the public that refuses requests without TLS.
 *
 * @throws Error if it is not
 */
export async function expectClosedBucket(api: Api, bucket: string): Promise<void> {
  const which = { Bucket: bucket };
  const { PublicAccessBlockConfiguration } = await api.call('s3', 'get_public_access_block', which);
  expectEqual(`public access block of ${bucket}`, PublicAccessBlockConfiguration, {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  });
  const { OwnershipControls } = await api.call('s3', 'get_bucket_ownership_controls', which);
  expectEqual(`ownership of ${bucket}`, OwnershipControls.Rules, [{ ObjectOwnership: 'BucketOwnerEnforced' }]);
  const { Policy } = await api.call('s3', 'get_bucket_policy', which);
  const deny = JSON.parse(Policy).Statement.find(
    ({ Effect, Condition }: Answer) => Effect === 'Deny' && Condition?.Bool?.['aws:SecureTransport'] === 'false',
  );
  expectEqual(`TLS rule of ${bucket}`, deny && [deny.Principal, deny.Action, deny.Resource], [
    { AWS: '*' },
    's3:*',
    [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
  ]);
}
