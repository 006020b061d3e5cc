import type { Resource } from '../aws';
import type { BucketFact } from '../contract/facts';
import type { Deployment } from './deployment';
import { isKept, type PolicyStatement, resources } from './read';

export function bucketFacts({ config, custody }: Deployment): BucketFact[] {
  const { plan, environment } = config;
  const made = resources(custody, 'AWS::S3::Bucket').map(([id, resource]): BucketFact => {
    const { BucketName, BucketEncryption, PublicAccessBlockConfiguration, VersioningConfiguration, OwnershipControls } =
      resource.Properties;
    const [rule] = BucketEncryption?.ServerSideEncryptionConfiguration ?? [];
    const { SSEAlgorithm, KMSMasterKeyID } = rule?.ServerSideEncryptionByDefault ?? {};
    const policies = resources(custody, 'AWS::S3::BucketPolicy').filter(
      ([, { Properties }]) => Properties.Bucket === `<${id}>`,
    );
    const named = plan.buckets.filter(({ name }) => BucketName.startsWith(`byoc-${environment.id}-${name}-`));
    return {
      name: named[0]?.name ?? BucketName,
      ref: `<${id}>`,
      made: true,
      kept: isKept(resource),
      publicAccess: !['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'].every(
        (block) => PublicAccessBlockConfiguration?.[block] === true,
      ),
      tlsOnly: policies.some(([, policy]) => refusesPlainText(policy, id) && (isKept(policy) || !isKept(resource))),
      versioned: VersioningConfiguration?.Status === 'Enabled',
      identitiesOnly: OwnershipControls?.Rules?.[0]?.ObjectOwnership === 'BucketOwnerEnforced',
      ...(SSEAlgorithm === 'aws:kms' && KMSMasterKeyID !== undefined ? { key: KMSMasterKeyID } : {}),
    };
  });
  const own = Object.entries(environment.own.buckets).map(([name, ref]) => ({
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

/** Whether a bucket policy refuses requests without TLS, or with one older than 1.2, for the bucket and its objects. */
function refusesPlainText({ Properties }: Resource, bucketId: string): boolean {
  const statements: (PolicyStatement & { Resource: readonly string[]; Principal: unknown })[] =
    Properties.PolicyDocument?.Statement ?? [];
  const all = (condition: string) =>
    statements.some(
      ({ Effect, Action, Principal, Resource, Condition }) =>
        Effect === 'Deny' &&
        Action === 's3:*' &&
        JSON.stringify(Principal) === '{"AWS":"*"}' &&
        [`<${bucketId}.Arn>`, `<${bucketId}.Arn>/*`].every((arn) => Resource.includes(arn)) &&
        JSON.stringify(Condition) === condition,
    );
  return all('{"Bool":{"aws:SecureTransport":"false"}}') && all('{"NumericLessThan":{"s3:TlsVersion":1.2}}');
}
