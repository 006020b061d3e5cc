import { Construct } from 'constructs';
import type { IPriorityClass } from 'kubernetes-models/scheduling.k8s.io/v1' with { 'resolution-mode': 'import' };
import type { IStorageClass } from 'kubernetes-models/storage.k8s.io/v1' with { 'resolution-mode': 'import' };
import type { DeployedOutputs } from '../../core/outputs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { put } from '../manifest';
import { PRIORITY_CLASSES } from '../nodes/priority-classes';
import { storageClassName, type VolumeSettings, volumeClasses } from '../nodes/volume-classes';

export interface NodeProfilesProps {
  /** How this cloud makes volumes. */
  readonly volumes: VolumeSettings;
}

/** Volumes as an installation's outputs say. */
export function nodeProfilesPropsOf(
  config: DataPlaneConfig,
  { encryptionKey }: Pick<DeployedOutputs, 'encryptionKey'>,
): NodeProfilesProps {
  switch (config.cloud) {
    case 'aws':
      return { volumes: { cloud: 'aws', encryptionKey } };
    case 'gcp':
      return { volumes: { cloud: 'gcp', encryptionKey, nodeProfiles: config.nodeProfiles } };
    case 'azure':
      // The output is a key; the set that disks are encrypted with is the cluster's.
      return { volumes: { cloud: 'azure', region: config.environment.region } };
  }
}

/**
 * All above 0, which pods without a class have, and far below Kubernetes' own, which start at 2,000,000,000:
 * https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
 */
const PRIORITIES = {
  [PRIORITY_CLASSES.system]: {
    value: 1_000_000,
    description: 'What byoc runs beside the product: it goes first when nodes are full.',
  },
  [PRIORITY_CLASSES.product]: {
    value: 100_000,
    description: 'Pods of the product: they go before pods without a class.',
  },
} as const;

/**
 * Priority and storage classes: what pods and their volumes name to get onto the nodes. No class is the default. A claim
 * without a class then gets what the cloud gives: on EKS nothing, on GKE and AKS a disk without the customer's key. Two
 * defaults would leave it to chance, and a default of ours would reach claims that are not ours.
 *
 * Volumes are made in the zone of the first pod that uses them and can grow. A class cannot change: with another key,
 * delete the class first (`kubectl delete storageclass`); volumes and claims stay.
 */
export class NodeProfiles extends Construct {
  /** Names of the storage classes whose volumes go with their claim. */
  public readonly storageClasses: readonly string[];
  /** Names of the storage classes whose volumes outlive their claim. */
  public readonly retainingStorageClasses: readonly string[];

  public constructor(scope: Construct, id: string, props: NodeProfilesProps) {
    super(scope, id);
    const classes = volumeClasses(props.volumes);
    for (const [name, { value, description }] of Object.entries(PRIORITIES)) {
      put<IPriorityClass>(this, name, {
        apiVersion: 'scheduling.k8s.io/v1',
        kind: 'PriorityClass',
        metadata: { name },
        value,
        globalDefault: false,
        preemptionPolicy: 'PreemptLowerPriority',
        description,
      });
    }
    for (const { disk, provisioner, parameters } of classes) {
      for (const reclaim of ['delete', 'retain'] as const) {
        const name = storageClassName(disk, reclaim);
        put<IStorageClass>(this, name, {
          apiVersion: 'storage.k8s.io/v1',
          kind: 'StorageClass',
          metadata: { name },
          provisioner,
          parameters: { ...parameters },
          reclaimPolicy: reclaim === 'retain' ? 'Retain' : 'Delete',
          volumeBindingMode: 'WaitForFirstConsumer',
          allowVolumeExpansion: true,
        });
      }
    }
    this.storageClasses = classes.map(({ disk }) => storageClassName(disk, 'delete'));
    this.retainingStorageClasses = classes.map(({ disk }) => storageClassName(disk, 'retain'));
  }
}
