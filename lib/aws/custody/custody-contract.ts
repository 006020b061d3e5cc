import type { aws_iam as iam, aws_kms as kms, aws_logs as logs } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** What a data plane takes from custody. */
export interface IAwsCustody extends IConstruct {
  /** Key for secrets, volumes, buckets and logs. */
  readonly encryptionKey: kms.IKey;
  /** Role of the Kubernetes control plane. */
  readonly clusterRole: iam.IRole;
  /** Role of the nodes. */
  readonly nodeRole: iam.IRole;
  /** @default - there are no flow logs */
  readonly flowLogRole?: iam.IRole;
  /** Roles of EKS add-ons: `vpc-cni`, `ebs-csi`. */
  readonly addOnRoles: Readonly<Record<string, iam.IRole>>;
  /** Roles of workloads and cluster services by name. */
  readonly identityRoles: Readonly<Record<string, iam.IRole>>;
  /** @default - support engineers are not let in */
  readonly supportRole?: iam.IRole;
  /** Group of the control plane's logs. */
  readonly clusterLogGroup: logs.ILogGroup;
  /** @default - there are no flow logs */
  readonly flowLogGroup?: logs.ILogGroup;
}
