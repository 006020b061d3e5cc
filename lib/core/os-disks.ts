import { factsOf } from './clouds/facts';
import type { Report } from './config-error';
import type { Environment } from './environment/environment';
import type { ResolvedNodeProfile } from './node-profiles';
import type { EnvironmentOf } from './resolved-network';

/** In AKS' words: on a disk of the machine, or on a disk in Azure Storage. */
export type OsDisk = 'Ephemeral' | 'Managed';

/** Of all sizes: https://learn.microsoft.com/azure/virtual-machines/ephemeral-os-disks */
const LARGEST = 2040;

interface Room {
  readonly gib: number;
  /** Where it is told that AKS refuses it in some regions. */
  readonly doubt?: string;
}

/** Room for an OS disk on the machines of a profile. Undefined for sizes that are not in the table. */
function roomOn([type = '']: readonly string[]): Room | undefined {
  const family = factsOf('azure').machineFamilies.find(({ types }) => type in types);
  if (family === undefined) return undefined;
  const { ephemeralOsDisk, types } = family;
  if (ephemeralOsDisk === undefined) return { gib: 0 };
  const { gibPerVcpu, ...doubt } = ephemeralOsDisk;
  return { gib: Math.min((types[type] ?? 0) * gibPerVcpu, LARGEST), ...doubt };
}

/**
 * Where the OS disk of a node lies, and with it images and what pods write: on the machine wherever it fits, unless the
 * environment says otherwise. Local disks of a profile are those of its OS disk.
 */
export function osDiskOf(profile: ResolvedNodeProfile, chosen: EnvironmentOf<'azure'>['osDisks']): OsDisk {
  const choice = chosen[profile.name];
  if (choice !== undefined) return choice === 'ephemeral' ? 'Ephemeral' : 'Managed';
  const room = roomOn(profile.machineTypes);
  const fits = room === undefined ? profile.localDisk : profile.diskGiB <= room.gib;
  return fits ? 'Ephemeral' : 'Managed';
}

/** OS disks that are asked for must fit on the machine. */
export function checkOsDisks(
  nodeProfiles: readonly ResolvedNodeProfile[],
  environment: Environment,
  report: Report,
): void {
  if (environment.cloud !== 'azure') return;
  const { osDisks } = environment;
  const names = nodeProfiles.map(({ name }) => name);
  for (const name of Object.keys(osDisks)) {
    if (names.includes(name)) continue;
    const fix = `choose one of ${names.join(', ')}`;
    report.problem(['environment', 'osDisks', name], 'name a node profile of the plan', name, fix);
  }
  nodeProfiles.forEach((profile, index) => {
    const { name, diskGiB, localDisk, machineTypes } = profile;
    const choice = osDisks[name];
    const path = ['environment', 'osDisks', name];
    const room = roomOn(machineTypes);
    const machine = `${machineTypes[0]} (${room?.gib} GiB)`;
    if (choice === 'managed' && localDisk) {
      report.warn(path, 'is managed: pods get none of the local disks that the plan asks for');
    } else if (choice === 'ephemeral' && room !== undefined && diskGiB > room.gib) {
      const rule = `be managed: an OS disk of ${diskGiB} GiB does not fit on the disks of ${machine}`;
      report.problem(path, rule, choice, 'set it, or choose a size with larger disks');
    } else if (localDisk && room !== undefined && diskGiB > room.gib) {
      const rule = `fit on the local disks of ${machine}: on AKS, they are those of the OS disk`;
      const fix = 'lower it, choose another size, or set localDisk to false';
      report.problem(['plan', 'nodeProfiles', index - 1, 'diskGiB'], rule, diskGiB, fix);
    } else if (room?.doubt !== undefined && osDiskOf(profile, osDisks) === 'Ephemeral') {
      report.warn(
        path,
        `may be refused: in some regions AKS does not know the disks of ${machineTypes[0]} (${room.doubt}); set it to managed there`,
      );
    }
  });
}
