/** Series before the fourth generation that take no Persistent Disk: https://cloud.google.com/compute/docs/disks/hyperdisks */
const HYPERDISK_ONLY = ['z3'];
/** From this generation on, machines take Hyperdisk and nothing else. */
const HYPERDISK_GENERATION = 4;

/** The disk that a node of this type boots from. */
export function bootDiskType(machineType: string): 'hyperdisk-balanced' | 'pd-balanced' {
  const [series = ''] = machineType.split('-');
  const generation = Number(/^[a-z]+(\d+)/.exec(series)?.[1] ?? 0);
  return generation >= HYPERDISK_GENERATION || HYPERDISK_ONLY.includes(series) ? 'hyperdisk-balanced' : 'pd-balanced';
}

/**
 * Local SSDs that come with a machine, by series, suffix and number of vCPUs: `8:2` is two with 8 vCPUs. Compared on
 * 2026-11-28 with https://cloud.google.com/compute/docs/disks/local-ssd#lssd_disks_fixed
 */
const LOCAL_DISKS: Readonly<Record<string, string>> = {
  'c3-lssd': '4:1 8:2 22:4 44:8 88:16 176:32',
  'c3d-lssd': '8:1 16:1 30:2 60:4 90:8 180:16 360:32',
  'c4-lssd': '4:1 8:1 16:2 24:4 32:5 48:8 96:16 144:24 192:32 288:48',
  'c4a-lssd': '4:1 8:2 16:4 32:6 48:10 64:14 72:16',
  'c4d-lssd': '8:1 16:1 32:2 48:4 64:6 96:8 192:16 384:32',
  'z3-highlssd': '8:1 16:2 22:3 32:4 44:6 88:12',
  'z3-standardlssd': '14:1 22:2 44:3 88:6 176:12',
};

/**
 * How many Local SSDs a machine comes with. Undefined for types that are not in the table.
 *
 * GKE asks for the number and takes no other than the machine's own.
 */
export function localDisks(machineType: string): number | undefined {
  const [, series, vcpu, suffix] = /^(\w+)-[a-z]+-(\d+)-([a-z]*lssd)$/.exec(machineType) ?? [];
  const counts = LOCAL_DISKS[`${series}-${suffix}`]?.split(' ').map((entry) => entry.split(':')) ?? [];
  const count = counts.find(([size]) => size === vcpu)?.[1];
  return count === undefined ? undefined : Number(count);
}
