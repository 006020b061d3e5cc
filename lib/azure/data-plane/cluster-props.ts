import type { IDependable } from 'constructs';
import type { MaintenanceExclusion } from '../../core/maintenance-exclusion';
import type { MaintenanceWindow } from '../../core/maintenance-window';
import type { ResolvedNodeProfile } from '../../core/node-profiles';
import type { IAzureCustody } from '../custody/custody-contract';
import type { AzurePlace } from '../place';
import type { AzureApiAccess } from './api-server';
import type { Outbound } from './network-contract';
import type { AzureNodes } from './node-config';
import type { UpgradeChannel } from './upgrades';

export interface AzureClusterProps extends AzurePlace, AzureNodes {
  /** Entra tenant whose users and groups are let in. */
  readonly tenant: string;
  /** Object ids of the Entra groups that administer the cluster; at least one. */
  readonly administrators: readonly string[];
  /** How the Kubernetes API is reached, and by whom. */
  readonly api: AzureApiAccess;
  /**
   * Resource id of the subnet, a /28 or larger, that is delegated to AKS for the API server.
   *
   * @default - none: the API server is attached as a private cluster's
   */
  readonly apiServerSubnet?: string | undefined;
  /** Addresses of pods, which only the cluster knows; every node takes a /24 of them. */
  readonly podCidr: string;
  /** Addresses of Kubernetes services; no token. */
  readonly serviceCidr: string;
  /** How the subnet of the nodes gets out. */
  readonly outbound: Outbound;
  /** Identities, keys and disk encryption set: a custody, of which the cluster takes these. */
  readonly custody: Pick<
    IAzureCustody,
    'clusterIdentity' | 'kubeletIdentity' | 'etcdKey' | 'keyVaultIsPrivate' | 'diskEncryptionSet'
  >;
  /** The system profile: nodes of cluster services, which come with the cluster. */
  readonly systemProfile: ResolvedNodeProfile;
  /** Which versions AKS upgrades the cluster to by itself. */
  readonly upgradeChannel: UpgradeChannel;
  /** How nodes get security updates: by new images, by patches, or not at all. */
  readonly nodeOsUpgradeChannel: 'NodeImage' | 'SecurityPatch' | 'None';
  /**
   * When AKS may upgrade, weekly, in UTC; it opens on one day.
   *
   * @default - at any time
   */
  readonly maintenanceWindow?: MaintenanceWindow | undefined;
  /** When AKS must not upgrade. */
  readonly maintenanceExclusions: readonly MaintenanceExclusion[];
  /** Whether the Azure Policy add-on runs in the cluster. */
  readonly azurePolicy: boolean;
  /**
   * Resource id of the Log Analytics workspace that Microsoft Defender for Containers reports to.
   *
   * @default - Defender watches nothing in the cluster
   */
  readonly defenderWorkspace?: string | undefined;
  /** Whether Terraform refuses to destroy or replace the cluster. AKS itself knows no such protection. */
  readonly protection: boolean;
  /** Tags of the cluster and its nodes; AKS copies them to what it makes. */
  readonly tags: Readonly<Record<string, string>>;
  /**
   * What must be there before the cluster, and goes after it, beside what the other props refer to.
   *
   * @default []
   */
  readonly after?: readonly IDependable[];
}
