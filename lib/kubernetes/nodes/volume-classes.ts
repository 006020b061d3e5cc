import type { Cloud } from '../../core/clouds/cloud-facts';
import { type Problem, Report } from '../../core/config-error';
import type { ResolvedNodeProfile } from '../../core/node-profiles';

/** How a cloud makes volumes. */
export type VolumeSettings = AwsVolumes | GcpVolumes | AzureVolumes;

export interface AwsVolumes {
  readonly cloud: 'aws';
  /** ARN of the KMS key that encrypts volumes. */
  readonly encryptionKey: string;
}

export interface GcpVolumes {
  readonly cloud: 'gcp';
  /** Resource name of the Cloud KMS key that encrypts volumes, without version. */
  readonly encryptionKey: string;
  /** All node profiles: not every disk can be attached to every machine. */
  readonly nodeProfiles: readonly Machines[];
}

export interface AzureVolumes {
  readonly cloud: 'azure';
  readonly region: string;
  /**
   * Resource id of the disk encryption set with the key that encrypts volumes. For Premium SSD v2 it must encrypt once
   * (not double) and have an identity of its own (system-assigned).
   * https://learn.microsoft.com/azure/virtual-machines/disk-encryption
   *
   * @default - that of the cluster, which AKS takes for data disks too
   */
  readonly diskEncryptionSetId?: string;
}

/** The machine types of a node profile, the preferred one first; nodes of GKE are all of that one. */
export type Machines = Pick<ResolvedNodeProfile, 'machineTypes'>;

/** A disk of a cloud. It is also the name of its classes. */
export type Disk = 'gp3' | 'pd-balanced' | 'hyperdisk-balanced' | 'premium-v2' | 'premium';

/** What a StorageClass says beside its name; it can never be changed. */
export interface VolumeClass {
  readonly disk: Disk;
  readonly provisioner: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Raised when what a class says changes: Kubernetes refuses to change it, and volumes keep the name of theirs. */
const VERSION = 'v1';

/** Name of a StorageClass. Volumes of a class that retains outlive their claim: take it for data. */
export function storageClassName(disk: Disk, reclaim: 'delete' | 'retain'): string {
  return reclaim === 'retain' ? `byoc-${disk}-retain-${VERSION}` : `byoc-${disk}-${VERSION}`;
}

/** The disk that nodes of a profile can have in a region; `storageClassName` names its classes. */
export function diskOf(profile: Machines, cloud: Cloud, region: string): Disk {
  switch (cloud) {
    case 'aws':
      return 'gp3';
    case 'gcp':
      return gcpDisk(profile);
    case 'azure':
      return azureDisk(region);
  }
}

/** The file system; it is what each driver takes by default, but a default may change. */
const FILE_SYSTEM = { 'csi.storage.k8s.io/fstype': 'ext4' };

/**
 * The classes of volumes that nodes of this cloud can have.
 *
 * @throws ConfigError if the key is not one that the cloud's driver takes.
 */
export function volumeClasses(settings: VolumeSettings): VolumeClass[] {
  checkKey(settings);
  switch (settings.cloud) {
    case 'aws':
      return [
        {
          disk: 'gp3',
          // https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md
          provisioner: 'ebs.csi.aws.com',
          parameters: { ...FILE_SYSTEM, type: 'gp3', encrypted: 'true', kmsKeyId: settings.encryptionKey },
        },
      ];
    case 'gcp':
      return [...new Set(settings.nodeProfiles.map(gcpDisk))].sort().map((disk) => ({
        disk,
        // https://github.com/kubernetes-sigs/gcp-compute-persistent-disk-csi-driver/blob/master/pkg/parameters/parameters.go
        provisioner: 'pd.csi.storage.gke.io',
        parameters: { ...FILE_SYSTEM, type: disk, 'disk-encryption-kms-key': settings.encryptionKey },
      }));
    case 'azure':
      return [azureClass(settings)];
  }
}

/**
 * Machines of the third generation and later have Hyperdisk, and some of them nothing else; those before have Persistent
 * Disk: https://cloud.google.com/kubernetes-engine/docs/how-to/persistent-volumes/regional-pd
 */
function gcpDisk({ machineTypes: [type = ''] }: Machines): 'pd-balanced' | 'hyperdisk-balanced' {
  const [, generation = '0'] = /^[a-z]+(\d+)/.exec(type) ?? [];
  return Number(generation) >= 3 ? 'hyperdisk-balanced' : 'pd-balanced';
}

/** Premium SSD v2 takes no customer's key there: https://learn.microsoft.com/azure/virtual-machines/disks-deploy-premium-v2 */
const WITHOUT_KEYS_ON_PREMIUM_V2 = /^(usgov|usdod|china)/;

/** Premium SSD v2 is not in every other region either: https://learn.microsoft.com/azure/virtual-machines/disks-types */
function azureDisk(region: string): 'premium-v2' | 'premium' {
  return WITHOUT_KEYS_ON_PREMIUM_V2.test(region) ? 'premium' : 'premium-v2';
}

function azureClass({ region, diskEncryptionSetId }: AzureVolumes): VolumeClass {
  const disk = azureDisk(region);
  return {
    disk,
    // https://github.com/kubernetes-sigs/azuredisk-csi-driver/blob/master/docs/driver-parameters.md
    provisioner: 'disk.csi.azure.com',
    parameters: {
      ...FILE_SYSTEM,
      skuName: disk === 'premium-v2' ? 'PremiumV2_LRS' : 'Premium_LRS',
      // Premium SSD v2 allows no other; for Premium SSD it keeps data off the host's disks.
      cachingMode: 'None',
      // Nobody can make an address from which the whole disk is downloaded.
      networkAccessPolicy: 'DenyAll',
      ...(diskEncryptionSetId === undefined ? {} : { diskEncryptionSetID: diskEncryptionSetId }),
    },
  };
}

const KEYS = {
  aws: {
    pattern: /^arn:[\w-]+:kms:[\w-]+:\d{12}:(key|alias)\/\S+$/,
    rule: 'be the ARN of a KMS key',
    fix: 'copy it from the key',
  },
  gcp: {
    pattern: /^projects\/[^/]+\/locations\/[^/]+\/keyRings\/[^/]+\/cryptoKeys\/[^/]+$/,
    rule: 'be the resource name of a Cloud KMS key without version',
    fix: 'write it like projects/<project>/locations/<region>/keyRings/<ring>/cryptoKeys/<key>',
  },
  azure: {
    pattern:
      /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Compute\/diskEncryptionSets\/[^/]+$/i,
    rule: 'be the resource id of a disk encryption set',
    fix: 'give the set, not the key in it',
  },
} as const;

/** A driver looks at the key when the first volume is asked for, which is late. */
function checkKey(settings: VolumeSettings): void {
  const report = new Report();
  report.addAll(keyProblems(settings));
  report.throwIfAny();
}

function keyProblems(settings: VolumeSettings): Problem[] {
  const path = settings.cloud === 'azure' ? ['diskEncryptionSetId'] : ['encryptionKey'];
  const key = settings.cloud === 'azure' ? settings.diskEncryptionSetId : settings.encryptionKey;
  const { pattern, rule, fix } = KEYS[settings.cloud];
  return key === undefined || pattern.test(key) ? [] : [{ path, rule, got: key, fix }];
}
