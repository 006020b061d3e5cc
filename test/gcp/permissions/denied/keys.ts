import type { Denial } from '../../../support/denials';
import { denied } from './denial';

const NOTHING =
  'none: service agents of Google use the key, and custody makes it; nobody else gets anything of this service';

/** The key of secrets, volumes, buckets and logs. */
export const keys: readonly Denial[] = [
  denied('cloudkms.cryptoKeyVersions.useToDecrypt', 'decrypts a copy of a disk or of an object', NOTHING),
  denied('cloudkms.cryptoKeyVersions.useToDecryptViaDelegation', 'decrypts through another service', NOTHING),
  denied('cloudkms.cryptoKeyVersions.useToEncrypt', 'encrypts its own volumes with the key, for ransom', NOTHING),
  denied('cloudkms.cryptoKeyVersions.destroy', 'destroys all data at once', NOTHING),
  denied('cloudkms.cryptoKeyVersions.update', 'disables the key, and with it the cluster', NOTHING),
  denied('cloudkms.cryptoKeyVersions.restore', 'brings back a key that the customer has destroyed', NOTHING),
  denied('cloudkms.cryptoKeys.setIamPolicy', 'lets anybody decrypt', NOTHING),
  denied('cloudkms.cryptoKeys.update', 'ends the rotation of the key', NOTHING),
  denied('cloudkms.keyRings.setIamPolicy', 'lets anybody use every key of the ring', NOTHING),
  denied('cloudkms.importJobs.create', 'brings in a key that it knows', NOTHING),
];
