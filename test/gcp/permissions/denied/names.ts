import type { Denial } from '../../../support/denials';
import { PULLS_IMAGES, WRITES_RECORDS } from './cast';
import { denied } from './denial';

/** Names that others rely on: of hosts, and of images. */
export const names: readonly Denial[] = [
  denied('dns.managedZones.create', 'makes a private zone of a name that is not its own', WRITES_RECORDS),
  denied('dns.managedZones.delete', 'takes a whole domain off the net', WRITES_RECORDS),
  denied('dns.managedZones.update', 'shows a private zone to another network', WRITES_RECORDS),
  denied('dns.managedZones.setIamPolicy', 'lets anybody write the records of a zone', WRITES_RECORDS),
  denied('dns.networks.bindPrivateDNSZone', 'answers for others in a network', WRITES_RECORDS),
  denied('dns.responsePolicies.create', 'turns names of the internet elsewhere', WRITES_RECORDS),
  denied('dns.policies.create', 'has all questions of a network go to its own server', WRITES_RECORDS),
  denied('dns.managedZones.list', 'sees every zone of the project', WRITES_RECORDS, ['dns:records']),
  denied('dns.resourceRecordSets.create', 'writes records that lead to itself', WRITES_RECORDS, [
    'dns:records',
    'dns:challenges',
  ]),
  denied('dns.changes.create', 'changes the records of a zone', WRITES_RECORDS, ['dns:records', 'dns:challenges']),
  denied('artifactregistry.repositories.uploadArtifacts', 'puts its own image under a known name', PULLS_IMAGES),
  denied('artifactregistry.repositories.deleteArtifacts', 'deletes the images that nodes need', PULLS_IMAGES),
  denied('artifactregistry.repositories.setIamPolicy', 'lets anybody read or write images', PULLS_IMAGES),
  denied('artifactregistry.repositories.downloadArtifacts', 'reads every image of the customer', PULLS_IMAGES, [
    'nodes',
  ]),
];
