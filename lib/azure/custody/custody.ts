import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { Construct, DependencyGroup, type IDependable } from 'constructs';
import type { DataPlaneOutputs } from '../../core/outputs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { waitFor } from '../../terraform/wait-for';
import type { VendorRolesProps } from '../draw-vendor-roles';
import { namesOf, resourceIdsOf } from '../names';
import type { DeploymentContext } from '../permissions/deployment/context';
import type { AzurePlace } from '../place';
import type { IAzureCustody, KubeletIdentity } from './custody-contract';
import { DeployedCustody } from './deployed-custody';
import { AzureEncryption, type AzureEncryptionProps } from './encryption';
import { AzureLogs } from './logs';
import { AzureObjectStorage, type AzureObjectStorageProps } from './object-storage';
import { lifecycleOf } from './removal';
import { AzureVendorRoles } from './vendor-roles';
import { AzureWorkloadIdentity, type AzureWorkloadIdentityProps } from './workload-identity';

export interface AzureCustodyProps
  extends Omit<AzurePlace, 'resourceGroup'>,
    Omit<AzureEncryptionProps, keyof AzurePlace>,
    Omit<AzureObjectStorageProps, keyof AzurePlace | 'encryption'>,
    Omit<AzureWorkloadIdentityProps, keyof AzurePlace | 'made'> {
  /** How long logs are kept, in days. */
  readonly logRetentionDays: number;
  /**
   * Resource id of a Log Analytics workspace of the customer's that logs go to as well.
   *
   * @default - none
   */
  readonly logWorkspace?: string;
  /** Whom the roles of the vendor are assigned to, and which. */
  readonly vendor: Omit<VendorRolesProps, 'context'>;
  /**
   * What must be there before, where the same stack makes it: an `AzureBootstrap`, which turns services on and makes the
   * vendor's identity.
   *
   * @default []
   */
  readonly after?: readonly IDependable[];
}

/** What stays the customer's own: keys, buckets, logs, and every identity that cluster, nodes and pods act by. */
export class AzureCustody extends Construct implements IAzureCustody {
  /**
   * Refers to a custody that is deployed in the same subscription. Creates nothing; what no name leads to are variables
   * of the stack: docs/azure/security.md.
   */
  public static fromNames(scope: Construct, id: string, config: DataPlaneConfig<'azure'>): IAzureCustody {
    return new DeployedCustody(scope, id, config);
  }

  public readonly encryption: AzureEncryption;
  public readonly objectStorage: AzureObjectStorage;
  public readonly logs: AzureLogs;
  public readonly workloadIdentity: AzureWorkloadIdentity;
  public readonly vendorRoles: AzureVendorRoles;

  public readonly etcdKey: string;
  public readonly keyVault: string;
  public readonly keyVaultIsPrivate: boolean;
  public readonly ownsKeyVault: boolean;
  public readonly diskEncryptionSet: string;
  public readonly clusterIdentity: string;
  public readonly kubeletIdentity: KubeletIdentity;
  public readonly buckets: Readonly<Record<string, string>>;
  public readonly storageAccounts: Readonly<Record<string, string>>;
  public readonly ready: IDependable;
  /** What the manifests need to know; values are tokens until deployed. */
  public readonly outputs: Pick<DataPlaneOutputs<'azure'>, 'buckets' | 'encryptionKey' | 'workloads'>;

  public constructor(scope: Construct, id: string, props: AzureCustodyProps) {
    super(scope, id);
    const { environmentId, subscription, region, tags, logRetentionDays: retentionDays, logWorkspace } = props;
    const group = new ResourceGroup(this, 'ResourceGroup', {
      name: namesOf(environmentId, subscription).custodyGroup,
      location: region,
      tags: { ...tags },
      lifecycle: lifecycleOf(props),
    });
    const context = contextOf(props);
    // By the reference, everything waits for the group.
    const inGroup = { ...props, context, resourceGroup: group.name };
    const encryption = new AzureEncryption(this, 'Encryption', inGroup);
    const objectStorage = new AzureObjectStorage(this, 'ObjectStorage', { ...inGroup, encryption });
    this.logs = new AzureLogs(this, 'Logs', {
      ...inGroup,
      retentionDays,
      encryption,
      ...(logWorkspace === undefined ? {} : { workspace: logWorkspace }),
    });
    const made = { ...encryption.made, ...objectStorage.made };
    const identities = new AzureWorkloadIdentity(this, 'WorkloadIdentity', { ...inGroup, made });
    this.vendorRoles = new AzureVendorRoles(this, 'VendorRoles', {
      ...props.vendor,
      context,
      made: { ...made, ...identities.made },
      dependsOn: [group],
    });
    waitFor(this, props.after ?? []);
    this.encryption = encryption;
    this.objectStorage = objectStorage;
    this.workloadIdentity = identities;

    this.etcdKey = encryption.etcdKey;
    this.keyVault = encryption.keyVault;
    this.keyVaultIsPrivate = props.vaultIsPrivate;
    this.ownsKeyVault = encryption.vault !== undefined;
    this.diskEncryptionSet = encryption.diskEncryptionSet;
    this.clusterIdentity = identities.cluster;
    this.kubeletIdentity = identities.kubelet;
    this.buckets = objectStorage.buckets;
    this.storageAccounts = objectStorage.accounts;
    this.ready = new DependencyGroup(encryption, identities.ready);
    this.outputs = {
      buckets: this.buckets,
      encryptionKey: encryption.key,
      workloads: Object.fromEntries(
        Object.entries(identities.clientIds).map(([name, clientId]) => [name, { clientId }]),
      ),
    };
  }
}

/** Rights are on what is used here, also where keys or buckets are others than the configuration says. */
function contextOf({ context, keys, vaultIsPrivate, buckets, ownBuckets = {} }: AzureCustodyProps): DeploymentContext {
  const { storageAccount } = resourceIdsOf(context.environmentId, context.subscription);
  return {
    ...context,
    storageAccounts: buckets
      .filter(({ name }) => ownBuckets[name] === undefined)
      .map(({ name }) => storageAccount(name)),
    keys: {
      ...context.keys,
      closed: vaultIsPrivate,
      ...(keys === undefined
        ? {}
        : { keyVault: keys.vault, etcd: keys.etcd.resourceId, data: keys.data.resourceId, ours: false }),
    },
  };
}
