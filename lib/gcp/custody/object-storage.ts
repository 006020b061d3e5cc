import { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket';
import { Construct } from 'constructs';
import { namesOf } from '../names';
import type { GcpEncryption } from './encryption';
import { type DataOnDelete, isKept } from './removal';

/** One bucket of the plan. */
export interface GcpBucketProps {
  /** Name in the plan, 1 to 20 characters; the bucket is named after it. */
  readonly name: string;
  /** Whether earlier versions of objects are kept, for 30 days. */
  readonly versioned: boolean;
}

export interface GcpObjectStorageProps {
  /** Id of the environment, 2 to 16 lower-case letters and digits; no token, names are made from it. */
  readonly environmentId: string;
  /** Id of the project; no token. */
  readonly project: string;
  /** Region of the buckets and of the key. */
  readonly region: string;
  /** The buckets to make. */
  readonly buckets: readonly GcpBucketProps[];
  /** Key of the objects. */
  readonly encryption: GcpEncryption;
  /** What becomes of the buckets when their stack is destroyed. Empty ones only are destroyed. */
  readonly dataOnDelete: DataOnDelete;
  /** Labels of the buckets. */
  readonly labels: Readonly<Record<string, string>>;
  /**
   * Names of buckets of the customer's by the plan's names.
   *
   * @default - all are made
   */
  readonly ownBuckets?: Readonly<Record<string, string>>;
}

const NONCURRENT_DAYS = 30;
const UNFINISHED_UPLOAD_DAYS = 2;
/** How long deleted objects can be brought back: 7 days, in seconds, the shortest and Google's own default. */
const SOFT_DELETE_SECONDS = 604_800;

/**
 * The buckets of an installation: encrypted with its key, closed to the public, access by IAM alone. Names are the same
 * at every install, so that a later one can adopt the buckets.
 */
export class GcpObjectStorage extends Construct {
  /** Name of each bucket by the plan's name. */
  public readonly buckets: Readonly<Record<string, string>>;

  public constructor(scope: Construct, id: string, props: GcpObjectStorageProps) {
    super(scope, id);
    this.buckets = Object.fromEntries(
      props.buckets.map((bucket) => [
        bucket.name,
        props.ownBuckets?.[bucket.name] ?? makeBucket(this, bucket, props).name,
      ]),
    );
  }

  /**
   * Name of the bucket of a name in the plan.
   *
   * @throws Error if there is none
   */
  public bucket(name: string): string {
    const bucket = this.buckets[name];
    if (bucket === undefined) {
      throw new Error(`there is no bucket '${name}'; there are ${Object.keys(this.buckets).join(', ')}`);
    }
    return bucket;
  }
}

function makeBucket(scope: Construct, { name, versioned }: GcpBucketProps, props: GcpObjectStorageProps) {
  const { environmentId, project, region, encryption, labels, dataOnDelete } = props;
  return new StorageBucket(scope, name, {
    project,
    location: region,
    name: namesOf(environmentId, project).bucket(name),
    storageClass: 'STANDARD',
    uniformBucketLevelAccess: true,
    publicAccessPrevention: 'enforced',
    encryption: { defaultKmsKeyName: encryption.key },
    versioning: { enabled: versioned },
    softDeletePolicy: { retentionDurationSeconds: SOFT_DELETE_SECONDS },
    lifecycleRule: [
      { action: { type: 'AbortIncompleteMultipartUpload' }, condition: { age: UNFINISHED_UPLOAD_DAYS } },
      ...(versioned
        ? [
            {
              action: { type: 'Delete' },
              condition: { daysSinceNoncurrentTime: NONCURRENT_DAYS, withState: 'ARCHIVED' },
            },
          ]
        : []),
    ],
    forceDestroy: false,
    labels,
    lifecycle: { preventDestroy: isKept(dataOnDelete) },
    dependsOn: [encryption.grants.storage],
  });
}
