import { Duration, Fn, type aws_iam as iam, Stack, aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';
import { namesOf } from '../names';
import type { AwsEncryption } from './encryption';
import { type DataOnDelete, removalPolicyOf } from './removal';

/** One bucket of the plan. */
export interface AwsBucketProps {
  /** Name in the plan, 1 to 20 characters; the bucket is named after it. */
  readonly name: string;
  /** Whether earlier versions of objects are kept, for 30 days. */
  readonly versioned: boolean;
}

export interface AwsObjectStorageProps {
  /** Id of the environment; may be a token. */
  readonly environmentId: string;
  /** The buckets to make. */
  readonly buckets: readonly AwsBucketProps[];
  /** Key of the objects, and who may decrypt with it. */
  readonly encryption: AwsEncryption;
  /** What becomes of the buckets when their stack is deleted. CloudFormation destroys empty buckets only. */
  readonly dataOnDelete: DataOnDelete;
  /**
   * `generated`: `byoc-<env>-<name>-<suffix>`, the suffix new with each stack, so that every install works.
   * `account-regional`: `byoc-<env>-<name>-<account>-<region>-an`, which nobody else can take and a later install adopts.
   */
  readonly bucketNames: 'generated' | 'account-regional';
  /**
   * Buckets of the customer's by the plan's names.
   *
   * @default - all are made
   */
  readonly ownBuckets?: Readonly<Record<string, s3.IBucket>>;
  /**
   * Where S3 writes access logs.
   *
   * @default - S3 writes none
   */
  readonly accessLogs?: s3.IBucket;
}

const NONCURRENT_DAYS = 30;
const UNFINISHED_UPLOAD_DAYS = 2;

/** The buckets of an installation: encrypted with its key, closed to the public, TLS only. */
export class AwsObjectStorage extends Construct {
  /** The buckets by the plan's names. */
  public readonly buckets: Readonly<Record<string, s3.IBucket>>;
  private readonly encryption: AwsEncryption;

  public constructor(scope: Construct, id: string, props: AwsObjectStorageProps) {
    super(scope, id);
    this.encryption = props.encryption;
    this.buckets = Object.fromEntries(
      props.buckets.map((bucket) => [bucket.name, props.ownBuckets?.[bucket.name] ?? makeBucket(this, bucket, props)]),
    );
  }

  /**
   * The bucket of a name in the plan.
   *
   * @throws Error if there is none
   */
  public bucket(name: string): s3.IBucket {
    const bucket = this.buckets[name];
    if (bucket === undefined) {
      throw new Error(`there is no bucket '${name}'; there are ${Object.keys(this.buckets).join(', ')}`);
    }
    return bucket;
  }

  /**
   * Lets a role read the objects of a bucket.
   *
   * @throws Error if there is no such bucket, or the key's policy would refuse the role
   */
  public grantRead(bucketName: string, grantee: iam.IGrantable): iam.Grant {
    const bucket = this.bucket(bucketName);
    return this.encryption.grantDecrypt(grantee).combine(bucket.grantRead(grantee));
  }

  /**
   * Lets a role read, write and delete the objects of a bucket.
   *
   * @throws Error if there is no such bucket, or the key's policy would refuse the role
   */
  public grantReadWrite(bucketName: string, grantee: iam.IGrantable): iam.Grant {
    const bucket = this.bucket(bucketName);
    // Throws where the key would refuse the role; the bucket grants the use of its key itself.
    return this.encryption.grantDecrypt(grantee).combine(bucket.grantReadWrite(grantee));
  }
}

function makeBucket(scope: Construct, { name, versioned }: AwsBucketProps, props: AwsObjectStorageProps): s3.IBucket {
  const { account, region, stackId } = Stack.of(scope);
  const prefix = namesOf(props.environmentId).bucketPrefix(name);
  // A stack's id ends in a GUID that is new with every stack: its first eight digits make the name unique.
  const suffix = Fn.select(0, Fn.split('-', Fn.select(2, Fn.split('/', stackId))));
  const removalPolicy = removalPolicyOf(props.dataOnDelete);
  const bucket = new s3.Bucket(scope, name, {
    bucketName: props.bucketNames === 'generated' ? `${prefix}-${suffix}` : `${prefix}-${account}-${region}-an`,
    encryption: s3.BucketEncryption.KMS,
    encryptionKey: props.encryption.key,
    bucketKeyEnabled: true,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    versioned,
    lifecycleRules: [
      {
        abortIncompleteMultipartUploadAfter: Duration.days(UNFINISHED_UPLOAD_DAYS),
        ...(versioned ? { noncurrentVersionExpiration: Duration.days(NONCURRENT_DAYS) } : {}),
      },
    ],
    removalPolicy,
    ...(props.accessLogs === undefined
      ? {}
      : { serverAccessLogsBucket: props.accessLogs, serverAccessLogsPrefix: `${name}/` }),
  });
  if (props.bucketNames === 'account-regional') {
    // Typed since aws-cdk-lib 2.245; the peer range starts earlier.
    (bucket.node.defaultChild as s3.CfnBucket).addPropertyOverride('BucketNamespace', 'account-regional');
  }
  // Without this, deleting the stack keeps the bucket and takes away its TLS rule.
  bucket.policy?.applyRemovalPolicy(removalPolicy);
  if (props.accessLogs === undefined) {
    acknowledge(bucket, {
      id: 'AwsSolutions::AwsSolutions-S1',
      reason:
        'access logs need a log bucket of the customer (prop accessLogs); CloudTrail data events serve the same end',
    });
  }
  // CDK's own class does not fit its interface under exactOptionalPropertyTypes.
  return bucket as s3.IBucket;
}
