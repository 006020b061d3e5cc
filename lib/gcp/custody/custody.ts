import { Construct, DependencyGroup, type IDependable } from 'constructs';
import type { DataPlaneOutputs } from '../../core/outputs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { waitFor } from '../../terraform/wait-for';
import { GcpAdministrators } from './administrators';
import type { IGcpCustody } from './custody-contract';
import { DeployedCustody } from './deployed-custody';
import { GcpEncryption, type GcpEncryptionProps } from './encryption';
import { GcpLogs } from './logs';
import { GcpObjectStorage, type GcpObjectStorageProps } from './object-storage';
import { GcpSupportAccess, type GcpSupportAccessProps } from './support-access';
import { GcpWorkloadIdentity, type GcpWorkloadIdentityProps } from './workload-identity';

export interface GcpCustodyProps
  extends GcpEncryptionProps,
    Omit<GcpObjectStorageProps, 'encryption'>,
    GcpWorkloadIdentityProps,
    GcpSupportAccessProps {
  /** What becomes of key, buckets and logs when their stack is destroyed. */
  readonly dataOnDelete: GcpEncryptionProps['dataOnDelete'];
  /** Labels of key and buckets. */
  readonly labels: Readonly<Record<string, string>>;
  /** How long logs are kept, 1 to 3650 days. */
  readonly logRetentionDays: number;
  /** IAM members of the customer that administer the cluster: `group:platform@example.com`. */
  readonly administrators: readonly string[];
  /**
   * What must be there before, where the same stack makes it: a `GcpBootstrap`, which turns APIs on and makes the
   * vendor's account.
   *
   * @default []
   */
  readonly after?: readonly IDependable[];
}

/** What stays the customer's own: key, buckets, logs, and every account and role that nodes, pods and people use. */
export class GcpCustody extends Construct implements IGcpCustody {
  /** Refers to a custody that is deployed in the same project and region. Creates nothing. */
  public static fromNames(scope: Construct, id: string, config: DataPlaneConfig<'gcp'>): IGcpCustody {
    return new DeployedCustody(scope, id, config);
  }

  public readonly encryption: GcpEncryption;
  public readonly objectStorage: GcpObjectStorage;
  public readonly logs: GcpLogs;
  public readonly workloadIdentity: GcpWorkloadIdentity;
  public readonly administrators: GcpAdministrators;
  public readonly supportAccess: GcpSupportAccess;

  public readonly encryptionKey: string;
  public readonly nodeServiceAccount: string;
  public readonly buckets: Readonly<Record<string, string>>;
  public readonly identities: Readonly<Record<string, string>>;
  public readonly ready: IDependable;
  /** What the manifests need to know; values are tokens until deployed. */
  public readonly outputs: Pick<DataPlaneOutputs<'gcp'>, 'buckets' | 'encryptionKey' | 'workloads'>;

  public constructor(scope: Construct, id: string, props: GcpCustodyProps) {
    super(scope, id);
    this.encryption = new GcpEncryption(this, 'Encryption', props);
    const encryption = this.encryption;
    this.objectStorage = new GcpObjectStorage(this, 'ObjectStorage', { ...props, encryption });
    this.logs = new GcpLogs(this, 'Logs', { ...props, encryption, retentionDays: props.logRetentionDays });
    this.workloadIdentity = new GcpWorkloadIdentity(this, 'WorkloadIdentity', props);
    this.administrators = new GcpAdministrators(this, 'Administrators', { ...props, members: props.administrators });
    this.supportAccess = new GcpSupportAccess(this, 'SupportAccess', props);
    waitFor(this, props.after ?? []);
    this.encryptionKey = encryption.key;
    this.nodeServiceAccount = this.workloadIdentity.nodes;
    this.buckets = this.objectStorage.buckets;
    this.identities = this.workloadIdentity.identities;
    this.ready = new DependencyGroup(
      encryption.grants.container,
      encryption.grants.compute,
      this.workloadIdentity.nodesReady,
    );
    this.outputs = {
      buckets: this.buckets,
      encryptionKey: this.encryptionKey,
      workloads: Object.fromEntries(Object.entries(this.identities).map(([name, principal]) => [name, { principal }])),
    };
  }
}
