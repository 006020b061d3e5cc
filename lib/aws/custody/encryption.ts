import { aws_iam as iam, aws_kms as kms, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { matches } from '../arn-patterns';
import { namesOf, type RoleKind } from '../names';
import { type DataOnDelete, removalPolicyOf } from './removal';

export interface KeyPolicyProps {
  /** Id of the environment; may be a token. */
  readonly environmentId: string;
  /**
   * IAM roles that may decrypt beside the installation's workload and cluster roles, as ARN patterns with `*`.
   *
   * @default - no others
   */
  readonly decryptableBy?: readonly string[];
}

export interface AwsEncryptionProps extends KeyPolicyProps {
  /** What becomes of the key when its stack is deleted; without it, data encrypted with it is lost. */
  readonly dataOnDelete: DataOnDelete;
  /**
   * A key of the customer's, with the statements of `AwsEncryption.keyPolicy()`.
   *
   * @default - a new key
   */
  readonly encryptionKey?: kms.IKey;
}

/** Everything an administrator of the key does, and no use of it. */
const MANAGE = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListAliases',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:RetireGrant',
  'kms:RevokeGrant',
  'kms:RotateKeyOnDemand',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
];
const USE = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];
/** Waiting time before a deleted key is gone, in days: the longest that KMS allows. */
const PENDING_WINDOW_DAYS = 30;

/**
 * The one key of an installation: Kubernetes secrets, volumes, buckets and logs.
 *
 * The account's administrators manage the key and cannot decrypt with it. Decryption is open to the installation's
 * roles, to EC2 for volumes, and to CloudWatch Logs for the installation's log groups.
 */
export class AwsEncryption extends Construct {
  /**
   * The statements that a key of the customer's needs.
   *
   * @param scope gives account, region and partition
   */
  public static keyPolicy(scope: Construct, props: KeyPolicyProps): iam.PolicyStatement[] {
    const { account, region, partition } = Stack.of(scope);
    const { logGroups } = namesOf(props.environmentId);
    const decryptableBy = patternsOf(scope, props);
    const [pods, ...clusterAndNamed] = decryptableBy;
    const root = new iam.AccountRootPrincipal();
    const throughEc2 = {
      StringEquals: { 'kms:CallerAccount': account, 'kms:ViaService': `ec2.${region}.amazonaws.com` },
    };
    // EC2 and Auto Scaling act in the account with roles of their own, for which no kms:ViaService is documented.
    const volumeServices = [
      `arn:${partition}:iam::${account}:role/aws:ec2-infrastructure*`,
      `arn:${partition}:iam::${account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling*`,
    ];
    return [
      new iam.PolicyStatement({
        sid: 'ManageWithoutUse',
        principals: [root],
        actions: MANAGE,
        resources: ['*'],
      }),
      // Pods use it for objects only, so a role that is planted among theirs gets no further than S3 lets it.
      new iam.PolicyStatement({
        sid: 'UseByPods',
        principals: [root],
        actions: [...USE, 'kms:DescribeKey'],
        resources: ['*'],
        conditions: {
          ArnLike: { 'aws:PrincipalArn': pods },
          StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` },
        },
      }),
      new iam.PolicyStatement({
        sid: 'UseByClusterAndNamed',
        principals: [root],
        actions: [...USE, 'kms:DescribeKey', 'kms:ListGrants'],
        resources: ['*'],
        conditions: { ArnLike: { 'aws:PrincipalArn': clusterAndNamed } },
      }),
      // Whoever creates the cluster needs this, through an AWS service only: a grant made directly could go to any
      // account. EKS supports no condition that names it or the grant: https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html
      new iam.PolicyStatement({
        sid: 'GrantThroughServices',
        principals: [root],
        actions: ['kms:CreateGrant', 'kms:DescribeKey'],
        resources: ['*'],
        conditions: { Bool: { 'aws:ViaAWSService': 'true' } },
      }),
      // The Auto Scaling role need not exist yet, so it cannot be named as principal:
      // https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
      new iam.PolicyStatement({
        sid: 'UseForVolumes',
        principals: [new iam.StarPrincipal()],
        actions: [...USE, 'kms:DescribeKey'],
        resources: ['*'],
        conditions: throughEc2,
      }),
      new iam.PolicyStatement({
        sid: 'GrantForVolumes',
        principals: [new iam.StarPrincipal()],
        actions: ['kms:CreateGrant'],
        resources: ['*'],
        conditions: { ...throughEc2, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      }),
      new iam.PolicyStatement({
        sid: 'UseForLogs',
        principals: [new iam.ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: [...USE, 'kms:DescribeKey'],
        resources: ['*'],
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': Object.values(logGroups).map(
              (name) => `arn:${partition}:logs:${region}:${account}:log-group:${name}`,
            ),
          },
        },
      }),
      // Holds against grants and IAM policies of later days: a deny in the key's own policy wins over both.
      new iam.PolicyStatement({
        sid: 'NoOtherDecryption',
        effect: iam.Effect.DENY,
        principals: [new iam.StarPrincipal()],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
        resources: ['*'],
        conditions: {
          ArnNotLike: { 'aws:PrincipalArn': [...decryptableBy, ...volumeServices] },
          StringEquals: { 'aws:PrincipalAccount': account },
          StringNotEqualsIfExists: { 'kms:ViaService': `ec2.${region}.amazonaws.com` },
          BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
        },
      }),
    ];
  }

  /** The key. */
  public readonly key: kms.IKey;
  private readonly decryptableBy: readonly string[];

  public constructor(scope: Construct, id: string, props: AwsEncryptionProps) {
    super(scope, id);
    this.decryptableBy = patternsOf(this, props);
    if (props.encryptionKey !== undefined) {
      this.key = props.encryptionKey;
      return;
    }
    const resource = new kms.CfnKey(this, 'Resource', {
      description: `Installation ${namesOf(props.environmentId).cluster}: secrets, volumes, buckets and logs`,
      enableKeyRotation: true,
      pendingWindowInDays: PENDING_WINDOW_DAYS,
      keyPolicy: new iam.PolicyDocument({ statements: AwsEncryption.keyPolicy(this, props) }),
    });
    resource.applyRemovalPolicy(removalPolicyOf(props.dataOnDelete));
    this.key = kms.Key.fromKeyArn(this, 'Key', resource.attrArn);
  }

  /**
   * Lets a role decrypt; one in the path of pods only what S3 stores.
   *
   * @throws Error if the key's policy would refuse the role all the same; widen `decryptableBy` then
   */
  public grantDecrypt(grantee: iam.IGrantable): iam.Grant {
    const arn = roleArnOf(grantee);
    if (arn === undefined || !this.decryptableBy.some((pattern) => matches(pattern, arn))) {
      throw new Error(
        `the policy of key '${this.node.path}' would refuse ${arn ?? 'a principal that is not an IAM role'}: ` +
          `it lets ${this.decryptableBy.join(', ')} decrypt; add the role's ARN to 'decryptableBy'`,
      );
    }
    return this.key.grantDecrypt(grantee);
  }
}

/** Who decrypts: pods, the cluster, and those that are named. */
function patternsOf(scope: Construct, { environmentId, decryptableBy }: KeyPolicyProps): [string, ...string[]] {
  const { partition, account } = Stack.of(scope);
  const { rolePath } = namesOf(environmentId);
  const roles = (kind: RoleKind) => `arn:${partition}:iam::${account}:role${rolePath(kind)}*`;
  return [roles('pods'), roles('cluster'), ...(decryptableBy ?? [])];
}

/** The ARN a role will have, also where it is only known at deployment: path and name of our roles are known before. */
function roleArnOf({ grantPrincipal }: iam.IGrantable): string | undefined {
  if (!(grantPrincipal instanceof Construct) || !('roleArn' in grantPrincipal)) return undefined;
  const resource = grantPrincipal.node.defaultChild;
  if (!(resource instanceof iam.CfnRole)) return String(grantPrincipal.roleArn);
  const { partition, account } = Stack.of(grantPrincipal);
  return `arn:${partition}:iam::${account}:role${resource.path ?? '/'}${resource.roleName ?? ''}`;
}
