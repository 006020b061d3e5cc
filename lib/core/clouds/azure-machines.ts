import type { Architecture, EphemeralOsDisk, MachineFamily } from './cloud-facts';

/**
 * What there is on a machine for its OS disk: https://learn.microsoft.com/azure/virtual-machines/ephemeral-os-disks and the
 * pages of the series, compared on 2026-11-28. On NVMe disks (generation 6) it takes as many as it needs, and all of them.
 * The NVMe disks of older series take none.
 */
const OS_DISKS: readonly { readonly families: RegExp; readonly disk: EphemeralOsDisk }[] = [
  { families: /^[DE]p.*ds_v6$/, disk: { gibPerVcpu: 55, doubt: 'https://github.com/Azure/AKS/issues/5568' } },
  { families: /^[DE].*ds_v6$/, disk: { gibPerVcpu: 55 } },
  { families: /^[DE].*ds_v5$/, disk: { gibPerVcpu: 37.5 } },
  { families: /^Fs_v2$/, disk: { gibPerVcpu: 8 } },
];

/**
 * Families by memory per vCPU; sizes with another ratio are left out (E96s_v5, E192is_v6, D64ps_v5, E32ps_v5, E96ps_v6,
 * E96as_v6 and their twins with disks). Disk means NVMe: the temporary disk of generation 5 and of Fsv2 is SCSI and does
 * not count. What OS disks may lie on is said above.
 */
export const AZURE_MACHINES: readonly MachineFamily[] = [
  family('D', 's_v6', 'amd64', 4, 'no disk', 'by default', '2 4 8 16 32 48 64 96 128 192'),
  family('D', 's_v5', 'amd64', 4, 'no disk', 'by default', '2 4 8 16 32 48 64 96'),
  family('E', 's_v6', 'amd64', 8, 'no disk', 'by default', '2 4 8 16 20 32 48 64 96 128'),
  family('E', 's_v5', 'amd64', 8, 'no disk', 'by default', '2 4 8 16 20 32 48 64'),
  family('D', 'ls_v6', 'amd64', 2, 'no disk', 'by default', '2 4 8 16 32 48 64 96 128'),
  family('D', 'ls_v5', 'amd64', 2, 'no disk', 'by default', '2 4 8 16 32 48 64 96'),
  family('D', 'ds_v6', 'amd64', 4, 'disk', 'by default', '2 4 8 16 32 48 64 96 128'),
  family('E', 'ds_v6', 'amd64', 8, 'disk', 'by default', '2 4 8 16 20 32 48 64 96 128'),
  family('D', 'lds_v6', 'amd64', 2, 'disk', 'by default', '2 4 8 16 32 48 64 96 128'),
  family('D', 'ps_v6', 'arm64', 4, 'no disk', 'by default', '2 4 8 16 32 48 64 96'),
  family('D', 'ps_v5', 'arm64', 4, 'no disk', 'by default', '2 4 8 16 32 48'),
  family('E', 'ps_v6', 'arm64', 8, 'no disk', 'by default', '2 4 8 16 32 48 64'),
  family('E', 'ps_v5', 'arm64', 8, 'no disk', 'by default', '2 4 8 16 20'),
  family('D', 'pls_v6', 'arm64', 2, 'no disk', 'by default', '2 4 8 16 32 48 64 96'),
  family('D', 'pls_v5', 'arm64', 2, 'no disk', 'by default', '2 4 8 16 32 48 64'),
  family('D', 'pds_v6', 'arm64', 4, 'disk', 'by default', '2 4 8 16 32 48 64 96'),
  family('E', 'pds_v6', 'arm64', 8, 'disk', 'by default', '2 4 8 16 32 48 64'),
  family('D', 'plds_v6', 'arm64', 2, 'disk', 'by default', '2 4 8 16 32 48 64 96'),

  family('D', 'ds_v5', 'amd64', 4, 'no disk', 'on request', '2 4 8 16 32 48 64 96'),
  family('E', 'ds_v5', 'amd64', 8, 'no disk', 'on request', '2 4 8 16 20 32 48 64'),
  family('D', 'lds_v5', 'amd64', 2, 'no disk', 'on request', '2 4 8 16 32 48 64 96'),
  family('D', 'pds_v5', 'arm64', 4, 'no disk', 'on request', '2 4 8 16 32 48'),
  family('E', 'pds_v5', 'arm64', 8, 'no disk', 'on request', '2 4 8 16 20'),
  family('D', 'plds_v5', 'arm64', 2, 'no disk', 'on request', '2 4 8 16 32 48 64'),
  family('F', 's_v2', 'amd64', 2, 'no disk', 'on request', '2 4 8 16 32 48 64 72'),
  family('F', 'als_v6', 'amd64', 2, 'no disk', 'on request', '2 4 8 16 32 48 64'),
  family('F', 'as_v6', 'amd64', 4, 'no disk', 'on request', '2 4 8 16 32 48 64'),
  family('F', 'ams_v6', 'amd64', 8, 'no disk', 'on request', '2 4 8 16 32 48 64'),
  family('D', 'as_v6', 'amd64', 4, 'no disk', 'on request', '2 4 8 16 32 48 64 96'),
  family('D', 'ads_v6', 'amd64', 4, 'disk', 'on request', '2 4 8 16 32 48 64 96'),
  family('E', 'as_v6', 'amd64', 8, 'no disk', 'on request', '2 4 8 16 20 32 48 64'),
  family('E', 'ads_v6', 'amd64', 8, 'disk', 'on request', '2 4 8 16 20 32 48 64'),
  family('L', 's_v3', 'amd64', 8, 'disk', 'on request', '8 16 32 48 64 80'),
  family('L', 'as_v3', 'amd64', 8, 'disk', 'on request', '8 16 32 48 64 80'),
];

function ephemeralOsDisk(name: string): Pick<MachineFamily, 'ephemeralOsDisk'> {
  const disk = OS_DISKS.find(({ families }) => families.test(name))?.disk;
  return disk === undefined ? {} : { ephemeralOsDisk: disk };
}

/** Machine types are named `Standard_<letter><vCPUs><suffix>`; the family is what Azure calls the series, `Dsv5`. */
function family(
  letter: string,
  suffix: string,
  architecture: Architecture,
  gibPerVcpu: number,
  disk: 'disk' | 'no disk',
  choice: 'by default' | 'on request',
  vcpus: string,
): MachineFamily {
  return {
    family: letter + suffix.replace('_', ''),
    architecture,
    gibPerVcpu,
    localDisk: disk === 'disk',
    byDefault: choice === 'by default',
    ...ephemeralOsDisk(letter + suffix),
    types: Object.fromEntries(vcpus.split(' ').map((count) => [`Standard_${letter}${count}${suffix}`, Number(count)])),
  };
}
