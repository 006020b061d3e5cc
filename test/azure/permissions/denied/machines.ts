import { CLUSTER, MANAGED, NAMES_DISK_KEY } from './cast';
import { type AzureDenial, denied, deniedInside } from './denial';

const C = 'Microsoft.Compute';

/** Machines and disks, which only AKS handles. */
export const machines: readonly AzureDenial[] = [
  denied(`${C}/virtualMachines/runCommand/action`, 'runs a command as root on a machine', NAMES_DISK_KEY),
  denied(`${C}/virtualMachines/runCommands/write`, 'runs one that stays', NAMES_DISK_KEY),
  denied(
    `${C}/virtualMachineScaleSets/virtualMachines/DiagnosticRunCommands/write`,
    'runs one on a node',
    NAMES_DISK_KEY,
  ),
  denied(`${C}/virtualMachines/extensions/write`, 'puts a program of its own on a machine', NAMES_DISK_KEY),
  denied(`${C}/virtualMachines/write`, 'starts a machine in the network of the product', NAMES_DISK_KEY),
  denied(`${C}/virtualMachineScaleSets/write`, 'has nodes start with another identity or disk', NAMES_DISK_KEY),
  denied(`${C}/virtualMachineScaleSets/delete/action`, 'takes nodes away under the product', NAMES_DISK_KEY),
  denied(`${C}/disks/beginGetAccess/action`, 'makes a URL by which a disk is downloaded', NAMES_DISK_KEY),
  denied(`${C}/disks/write`, 'makes a disk from a snapshot of the product', NAMES_DISK_KEY),
  denied(`${C}/disks/delete`, 'deletes the data of the product', NAMES_DISK_KEY),
  denied(`${C}/snapshots/write`, 'keeps a copy of a disk', NAMES_DISK_KEY),
  denied(`${C}/snapshots/beginGetAccess/action`, 'downloads the copy', NAMES_DISK_KEY),
  denied(`${C}/restorePointCollections/restorePoints/write`, 'keeps copies of all disks of a machine', NAMES_DISK_KEY),
  denied(`${C}/galleries/share/action`, 'hands an image to another tenant', NAMES_DISK_KEY),
  denied(`${C}/diskEncryptionSets/write`, 'has disks encrypted with a key of its own', NAMES_DISK_KEY),
  deniedInside(`${C}/virtualMachines/loginAsAdmin/action`, 'logs in on a machine as root', NAMES_DISK_KEY),
  deniedInside(`${C}/disks/download/action`, 'downloads a disk without a URL', NAMES_DISK_KEY),
  denied(`${C}/diskEncryptionSets/read`, 'learns by which key disks are encrypted', NAMES_DISK_KEY, [
    ...MANAGED,
    ...CLUSTER,
  ]),
];
