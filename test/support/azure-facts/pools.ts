import type { PoolFact } from '../contract/facts';
import type { Deployment } from '../terraform-facts/deployment';
import { list, single } from '../terraform-facts/read';
import type { Block, Resource } from '../terraform-facts/room';
import { addOnsOf } from './add-ons';
import { clusterOf, ownRanges } from './cluster-block';
import { keyOfSet } from './keys';
import { isMetadataClosed } from './metadata';
import { allowances, opensPort } from './security-groups';

/** A pool spans its zones: its nodes in each of them are one fact. AKS spreads them, and counts the whole pool. */
export function poolFacts(deployment: Deployment<'azure'>): PoolFact[] {
  const { dataPlane } = deployment;
  const cluster = clusterOf(deployment);
  const key = keyOfSet(cluster.disk_encryption_set_id, deployment);
  const metadataClosed = isMetadataClosed(deployment);
  return poolsOf(deployment).flatMap(({ block, after }): PoolFact[] => {
    const zones = list(block.zones);
    return zones.map((zone) => ({
      profile: block.node_labels?.['byoc/profile'] ?? '',
      zone,
      min: perZone(block.min_count, zones, block),
      max: perZone(block.max_count, zones, block),
      architecture: partsOf(block.vm_size).includes('p') ? 'arm64' : 'amd64',
      machineTypes: [block.vm_size],
      labels: block.node_labels ?? {},
      taints: taintsOf(block),
      // Without a version of its own, a pool starts with the cluster's.
      version: block.orchestrator_version ?? cluster.kubernetes_version,
      image: block.os_sku === 'AzureLinux' ? 'standard' : String(block.os_sku),
      diskGiB: block.os_disk_size_gb,
      // The set is for all disks that are kept; caches and temporary disks are encrypted where they are, by the host:
      // https://learn.microsoft.com/azure/aks/enable-host-encryption
      allDisksEncrypted: block.host_encryption_enabled === true,
      // What pods write is on the disk that a node starts from, and that one on a disk of the machine.
      localDisks:
        block.os_disk_type === 'Ephemeral' && block.kubelet_disk_type === 'OS' && partsOf(block.vm_size).includes('d'),
      ranges: list(block.vnet_subnet_id),
      metadataClosed,
      after: dataPlane
        .all('azurerm_kubernetes_cluster')
        .filter(({ address }) => after.includes(address))
        .flatMap((other) => addOnsOf(other.block)),
      ...(key === undefined ? {} : { key }),
    }));
  });
}

/** Pools of the cluster; the first comes with it, and has what is there by then. */
function poolsOf(deployment: Deployment<'azure'>): Pick<Resource, 'block' | 'after'>[] {
  const { dataPlane } = deployment;
  const cluster = dataPlane.only('azurerm_kubernetes_cluster');
  const first = single(cluster?.block.default_node_pool);
  return [
    ...(cluster === undefined || first === undefined ? [] : [{ block: first, after: [cluster.address] }]),
    ...dataPlane
      .all('azurerm_kubernetes_cluster_node_pool')
      .filter(({ block }) => block.kubernetes_cluster_id === cluster?.id),
  ];
}

/** Not a number: the count is not the same in every zone, or nothing keeps to it. */
function perZone(count: number, zones: readonly string[], { auto_scaling_enabled }: Block): number {
  return auto_scaling_enabled === true && count % zones.length === 0 ? count / zones.length : Number.NaN;
}

/** Letters for what a machine has, p for Arm and d for local disks: https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions */
function partsOf(size: string): string {
  return /^Standard_[A-Z]+\d+(?:-\d+)?([a-z]*)_v\d+$/.exec(size)?.[1] ?? '';
}

/** https://learn.microsoft.com/azure/aks/use-system-pools#system-and-user-node-pools */
const SYSTEM_TAINT = { key: 'CriticalAddonsOnly', value: 'true', effect: 'NoSchedule' };

function taintsOf({ only_critical_addons_enabled, node_taints }: Block): PoolFact['taints'] {
  const own = list(node_taints).map((text: string) => {
    const [, key = text, value = '', effect = ''] = /^([^=]*)=([^:]*):(.*)$/.exec(text) ?? [];
    return { key, value, effect };
  });
  return only_critical_addons_enabled === true ? [SYSTEM_TAINT, ...own] : own;
}

const SSH = 22;

/**
 * Whether anything here opens SSH to nodes. If nothing does, a role of the customer's decides: who administers the cluster
 * gets to nodes with `kubectl debug`, and nobody else does.
 */
export function nodeShell(deployment: Deployment<'azure'>): true | undefined {
  const opens = allowances(deployment).some(
    (rule) =>
      rule.direction === 'Inbound' &&
      opensPort(rule, SSH) &&
      rule.sources.some((source) => !ownRanges(deployment).includes(source)),
  );
  return opens ? true : undefined;
}
