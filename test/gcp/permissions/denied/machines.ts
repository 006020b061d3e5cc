import type { Denial } from '../../../support/denials';
import { COUNTS_NODES } from './cast';
import { denied } from './denial';

/** Machines and disks, which only GKE handles. */
export const machines: readonly Denial[] = [
  denied('compute.instances.create', 'starts a machine in the network of the product', COUNTS_NODES),
  denied('compute.instances.delete', 'takes nodes away under the product', COUNTS_NODES),
  denied('compute.instances.setMetadata', 'sets its key or start script on a node', COUNTS_NODES),
  denied('compute.projects.setCommonInstanceMetadata', 'sets its key on every machine of the project', COUNTS_NODES),
  denied('compute.projects.get', 'reads the metadata that all machines share', COUNTS_NODES),
  denied('compute.instances.osLogin', 'logs in on a node', COUNTS_NODES),
  denied('compute.instances.osAdminLogin', 'logs in on a node as root', COUNTS_NODES),
  denied('compute.instances.setServiceAccount', 'gives a machine another account', COUNTS_NODES),
  denied('compute.instances.getSerialPortOutput', 'reads the console of a node', COUNTS_NODES),
  denied('compute.instances.attachDisk', 'attaches a disk of the product to its machine', COUNTS_NODES),
  denied('compute.instanceTemplates.create', 'says how the next nodes start', COUNTS_NODES),
  denied('compute.instanceGroupManagers.update', 'has nodes start from another template', COUNTS_NODES),
  denied('compute.disks.create', 'makes a disk from a snapshot of the product', COUNTS_NODES),
  denied('compute.disks.createSnapshot', 'copies a disk of the product', COUNTS_NODES),
  denied('compute.disks.delete', 'deletes the data of the product', COUNTS_NODES),
  denied('compute.snapshots.create', 'keeps a copy of a disk', COUNTS_NODES),
  denied('compute.snapshots.setIamPolicy', 'hands a snapshot to another project', COUNTS_NODES),
  denied('compute.images.create', 'makes an image of a disk', COUNTS_NODES),
  denied('compute.images.setIamPolicy', 'hands an image to another project', COUNTS_NODES),
];
