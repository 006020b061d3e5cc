import type { PoolFact } from '../contract/facts';
import type { Deployment } from '../terraform-facts/deployment';
import { list, single } from '../terraform-facts/read';
import type { Block, Room } from '../terraform-facts/room';
import { addOnsOf } from './add-ons';
import { clusterOf } from './cluster';
import { allowances, opensPort } from './openings';

const EFFECTS: Readonly<Record<string, string>> = {
  NO_SCHEDULE: 'NoSchedule',
  PREFER_NO_SCHEDULE: 'PreferNoSchedule',
  NO_EXECUTE: 'NoExecute',
};

/** A pool is regional: its nodes in each of its zones are one fact, since all its limits are per zone. */
export function poolFacts(deployment: Deployment<'gcp'>): PoolFact[] {
  const { dataPlane } = deployment;
  const cluster = clusterOf(deployment);
  // Without a pool of identities, GKE's metadata server is not there.
  const hasIdentities = single(cluster.workload_identity_config)?.workload_pool !== undefined;
  // Nodes that GKE makes with a cluster, whether they stay or not.
  const first = single(cluster.node_config) ?? {};
  return dataPlane.all('google_container_node_pool').flatMap(({ block, after }): PoolFact[] => {
    const node = single(block.node_config) ?? {};
    const { min_node_count, max_node_count, total_min_node_count, total_max_node_count } =
      single(block.autoscaling) ?? {};
    const isPerZone = total_min_node_count === undefined && total_max_node_count === undefined;
    const zones: readonly string[] = block.node_locations ?? [];
    return zones.map((zone) => ({
      profile: node.labels?.['byoc/profile'] ?? '',
      zone,
      min: isPerZone ? min_node_count : Number.NaN,
      max: isPerZone ? max_node_count : Number.NaN,
      // Arm machines: https://cloud.google.com/compute/docs/instances/arm-on-compute
      architecture: /^(c4a|n4a|t2a)-/.test(node.machine_type) ? 'arm64' : 'amd64',
      image: node.image_type === 'COS_CONTAINERD' ? 'standard' : String(node.image_type),
      machineTypes: [node.machine_type],
      labels: node.labels ?? {},
      taints: list(node.taint).map(({ key, value, effect }) => ({ key, value, effect: EFFECTS[effect] ?? effect })),
      // Without a version of its own, a pool starts with the cluster's.
      version: block.version ?? cluster.min_master_version,
      diskGiB: node.disk_size_gb,
      // The disk that a node starts from; local ones are gone with the node and encrypted by the machine.
      allDisksEncrypted: [node, first].every((each) => each.boot_disk_kms_key === node.boot_disk_kms_key),
      localDisks: node.ephemeral_storage_local_ssd_config !== undefined,
      ranges: [single(block.network_config)?.subnetwork ?? cluster.subnetwork],
      metadataClosed: hasIdentities && [node, first].every(isMetadataClosed),
      after: dataPlane
        .all('google_container_cluster')
        .filter(({ address }) => after.includes(address))
        .flatMap((other) => addOnsOf(other.block)),
      ...(node.boot_disk_kms_key === undefined ? {} : { key: node.boot_disk_kms_key }),
    }));
  });
}

/** Between pods and the metadata of their node is GKE's own server, which gives them nothing of the node's. */
function isMetadataClosed({ workload_metadata_config, metadata }: Block): boolean {
  return single(workload_metadata_config)?.mode === 'GKE_METADATA' && metadata?.['disable-legacy-endpoints'] === 'true';
}

/** Addresses of Identity-Aware Proxy: https://cloud.google.com/iap/docs/using-tcp-forwarding#create-firewall-rule */
const IAP = '35.235.240.0/20';
const SSH = 22;

/** Whether SSH through Identity-Aware Proxy reaches nodes. In a network of the customer's, the customer decides. */
export function nodeShell(deployment: Deployment<'gcp'>): boolean | undefined {
  if (deployment.config.network.kind === 'existing') return undefined;
  const accounts = nodeAccounts(deployment.dataPlane);
  return allowances(deployment).some(
    (rule) =>
      rule.direction === 'INGRESS' &&
      list(rule.block.source_ranges).includes(IAP) &&
      opensPort(rule, SSH) &&
      accounts.every((account) => list(rule.block.target_service_accounts).includes(account)),
  );
}

/** Accounts that nodes run as, one per pool. */
export function nodeAccounts(dataPlane: Room): string[] {
  return dataPlane.all('google_container_node_pool').map(({ block }) => single(block.node_config)?.service_account);
}
