import { type aws_iam as iam, type aws_kms as kms, type aws_logs as logs, type aws_s3 as s3, Tags } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { DataPlaneOutputs } from '../../core/outputs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import type { Identity } from '../../core/workloads';
import { ENVIRONMENT_TAG } from '../names';
import type { Permission } from '../permissions/permission';
import type { IAwsCustody } from './custody-contract';
import { DeployedCustody } from './deployed-custody';
import { AwsEncryption } from './encryption';
import { mapEntries } from './entries';
import { AwsLogs } from './logs';
import { type AwsBucketProps, AwsObjectStorage, type AwsObjectStorageProps } from './object-storage';
import type { DataOnDelete } from './removal';
import { AwsSupportAccess, type AwsSupportAccessProps } from './support-access';
import { AwsWorkloadIdentity } from './workload-identity';

export interface AwsCustodyProps {
  /** Id of the environment, 2 to 16 lower-case letters and digits; may be a token. */
  readonly environmentId: string;
  /** Service accounts that get a role, and what each may do. */
  readonly identities: readonly Identity[];
  /** Buckets by the names of the plan. */
  readonly buckets: readonly AwsBucketProps[];
  /** How buckets are named. */
  readonly bucketNames: AwsObjectStorageProps['bucketNames'];
  /** What becomes of key, buckets and logs when their stack is deleted. */
  readonly dataOnDelete: DataOnDelete;
  /** How long logs are kept, in days. */
  readonly logRetentionDays: number;
  /** Whether there are a role and a log group for flow logs. */
  readonly flowLogs: boolean;
  /** Whether the customer's staff may open a session on nodes. */
  readonly nodeShell: boolean;
  /**
   * Lets the vendor's support engineers in until an expiry.
   *
   * @default - they are not let in
   */
  readonly support?: Pick<AwsSupportAccessProps, 'principals' | 'externalId' | 'expiresAt'>;
  /**
   * A key of the customer's, with the statements of `AwsEncryption.keyPolicy()`.
   *
   * @default - a new key
   */
  readonly encryptionKey?: kms.IKey;
  /**
   * Roles of the customer's: `cluster`, `nodes`, `flow-logs`, `vpc-cni`, `ebs-csi`, or the name of an identity.
   *
   * @default - all are made
   */
  readonly roles?: Readonly<Record<string, iam.IRole>>;
  /**
   * IAM roles that may decrypt beside the installation's, as ARN patterns with `*`; `grantRead` needs them here.
   *
   * @default - no others
   */
  readonly decryptableBy?: readonly string[];
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
  /**
   * Limits what every role can be given.
   *
   * @default - none
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;
  /**
   * What no role may do, as a policy of each role: for a boundary of the customer's, which does not say it.
   *
   * @default - none: the boundary says it
   */
  readonly denials?: readonly Permission[];
}

/** What stays the customer's own: key, buckets, logs, and every role that cluster, nodes, pods and support use. */
export class AwsCustody extends Construct implements IAwsCustody {
  /** Refers to a custody that is deployed in the same account and region. Creates nothing. */
  public static fromNames(scope: Construct, id: string, config: DataPlaneConfig<'aws'>): IAwsCustody {
    return new DeployedCustody(scope, id, config);
  }

  public readonly encryption: AwsEncryption;
  public readonly objectStorage: AwsObjectStorage;
  public readonly logs: AwsLogs;
  public readonly workloadIdentity: AwsWorkloadIdentity;
  /** @default - support engineers are not let in */
  public readonly supportAccess?: AwsSupportAccess;

  public readonly encryptionKey: kms.IKey;
  public readonly clusterRole: iam.IRole;
  public readonly nodeRole: iam.IRole;
  public readonly flowLogRole?: iam.IRole;
  public readonly addOnRoles: Readonly<Record<string, iam.IRole>>;
  public readonly identityRoles: Readonly<Record<string, iam.IRole>>;
  public readonly supportRole?: iam.IRole;
  public readonly clusterLogGroup: logs.ILogGroup;
  public readonly flowLogGroup?: logs.ILogGroup;
  /** What the manifests need to know; values are tokens until deployed. */
  public readonly outputs: Pick<DataPlaneOutputs<'aws'>, 'buckets' | 'encryptionKey' | 'workloads'>;

  public constructor(scope: Construct, id: string, props: AwsCustodyProps) {
    super(scope, id);
    Tags.of(this).add(ENVIRONMENT_TAG, props.environmentId);
    const { encryptionKey, roles, ownBuckets, accessLogs, permissionsBoundary, denials, decryptableBy, ...rest } =
      props;
    const boundary = {
      ...(permissionsBoundary === undefined ? {} : { permissionsBoundary }),
      ...(denials === undefined ? {} : { denials }),
    };

    this.encryption = new AwsEncryption(this, 'Encryption', {
      ...rest,
      decryptableBy: [...decryptingRoles(props), ...(decryptableBy ?? [])],
      ...(encryptionKey === undefined ? {} : { encryptionKey }),
    });
    this.encryptionKey = this.encryption.key;
    this.objectStorage = new AwsObjectStorage(this, 'ObjectStorage', {
      ...rest,
      encryption: this.encryption,
      ...(ownBuckets === undefined ? {} : { ownBuckets }),
      ...(accessLogs === undefined ? {} : { accessLogs }),
    });
    this.logs = new AwsLogs(this, 'Logs', {
      ...rest,
      encryptionKey: this.encryptionKey,
      retentionDays: props.logRetentionDays,
    });
    this.workloadIdentity = new AwsWorkloadIdentity(this, 'WorkloadIdentity', {
      ...rest,
      ...boundary,
      encryptionKey: this.encryptionKey,
      bucketArn: (name) => this.objectStorage.bucket(name).bucketArn,
      ...(roles === undefined ? {} : { roles }),
    });
    if (props.support !== undefined) {
      this.supportAccess = new AwsSupportAccess(this, 'SupportAccess', { ...rest, ...boundary, ...props.support });
      this.supportRole = this.supportAccess.role;
    }
    this.clusterRole = this.workloadIdentity.cluster;
    this.nodeRole = this.workloadIdentity.nodes;
    this.addOnRoles = this.workloadIdentity.addOns;
    this.identityRoles = this.workloadIdentity.identities;
    this.clusterLogGroup = this.logs.cluster;
    if (this.workloadIdentity.flowLogs !== undefined) this.flowLogRole = this.workloadIdentity.flowLogs;
    if (this.logs.flow !== undefined) this.flowLogGroup = this.logs.flow;
    this.outputs = {
      buckets: mapEntries(this.objectStorage.buckets, (_, { bucketName }) => bucketName),
      encryptionKey: this.encryptionKey.keyArn,
      workloads: mapEntries(this.identityRoles, (_, { roleArn }) => ({ roleArn })),
    };
  }
}

/** The customer's own roles in the places of those that decrypt: nodes, flow logs and the network plugin do not. */
function decryptingRoles({ roles, identities }: AwsCustodyProps): string[] {
  return ['cluster', 'ebs-csi', ...identities.map(({ name }) => name)].flatMap((name) => roles?.[name]?.roleArn ?? []);
}
