import type { Neighbour } from '../../../support/denials';

/** Ids of the vendor in the phases of mode managed; the second of each in a network of the customer's. */
export const MANAGED = [
  'vendor: managed',
  'vendor: managed, install',
  'vendor: managed, delete',
  'vendor: managed, in your network',
  'vendor: managed, install, in your network',
  'vendor: managed, delete, in your network',
];
export const INSTALL = ['vendor: managed, install', 'vendor: managed, install, in your network'];
export const INSTALL_IN_OWN = ['vendor: managed, install'];
export const DELETE = ['vendor: managed, delete', 'vendor: managed, delete, in your network'];
export const DELETE_IN_OWN = ['vendor: managed, delete'];

/** What is allowed in place of much else. */
export const READS_CLUSTER: Neighbour = ['vendor: approved', 'container.clusters.get'];
export const CHANGES_CLUSTER: Neighbour = ['vendor: managed', 'container.clusters.update'];
export const REACHES_CLUSTER: Neighbour = ['support', 'container.clusters.connect'];
export const READS_NETWORK: Neighbour = ['vendor: approved', 'compute.networks.get'];
export const MAKES_NETWORK: Neighbour = ['vendor: managed, install', 'compute.networks.create'];
export const OPENS_PORTS: Neighbour = ['vendor: managed, install', 'compute.firewalls.update'];
export const COUNTS_NODES: Neighbour = ['vendor: managed', 'compute.instanceGroupManagers.get'];
export const ACTS_AS_NODES: Neighbour = ['vendor: managed', 'iam.serviceAccounts.actAs'];
export const READS_OBJECTS: Neighbour = ['bucket:read', 'storage.objects.get'];
export const WRITES_OBJECTS: Neighbour = ['bucket:read-write', 'storage.objects.create'];
export const WRITES_RECORDS: Neighbour = ['dns:records', 'dns.resourceRecordSets.create'];
export const WRITES_LOGS: Neighbour = ['nodes', 'logging.logEntries.create'];
export const READS_METRICS: Neighbour = ['metrics:query', 'monitoring.timeSeries.list'];
export const PULLS_IMAGES: Neighbour = ['nodes', 'artifactregistry.repositories.downloadArtifacts'];
