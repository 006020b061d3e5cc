import { DataGoogleLoggingProjectCmekSettings } from '@cdktf/provider-google/lib/data-google-logging-project-cmek-settings';
import { DataGoogleStorageProjectServiceAccount } from '@cdktf/provider-google/lib/data-google-storage-project-service-account';
import { KmsCryptoKey } from '@cdktf/provider-google/lib/kms-crypto-key';
import { KmsCryptoKeyIamMember } from '@cdktf/provider-google/lib/kms-crypto-key-iam-member';
import { KmsKeyRing } from '@cdktf/provider-google/lib/kms-key-ring';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { namesOf, serviceAgentsOf } from '../names';
import { type DataOnDelete, isKept } from './removal';

export interface GcpEncryptionProps {
  /** Id of the environment, 2 to 16 lower-case letters and digits; no token, names are made from it. */
  readonly environmentId: string;
  /** Id of the project whose services use the key; no token. */
  readonly project: string;
  /** Number of that project. */
  readonly projectNumber: string;
  /** Region of the key, which is that of everything it encrypts. */
  readonly region: string;
  /** What becomes of the key and its grants when their stack is destroyed; without it, data encrypted with it is lost. */
  readonly dataOnDelete: DataOnDelete;
  /** Labels of the key. */
  readonly labels: Readonly<Record<string, string>>;
  /**
   * Resource name of a key of the customer's: `projects/P/locations/R/keyRings/X/cryptoKeys/Y`. It gets the grants and
   * nothing else is changed in it.
   *
   * @default - a new key, in a ring of its own
   */
  readonly encryptionKey?: string;
}

/** Services that encrypt with the key: Kubernetes secrets, disks, objects, logs. */
export type KeyUser = 'container' | 'compute' | 'storage' | 'logging';

/** 90 days, in seconds: https://cloud.google.com/kms/docs/key-rotation */
const ROTATION_PERIOD = '7776000s';
/** Waiting time before a destroyed version is gone: 30 days, in seconds, as on the other clouds. */
const DESTROY_AFTER = '2592000s';

/**
 * The one key of an installation: Kubernetes secrets, volumes, buckets and logs.
 *
 * Google's services use it on behalf of the installation, and nobody else is let in: no workload, no node, no vendor. A
 * software key, because those of an HSM have quotas for what services encrypt
 * (https://cloud.google.com/kms/quotas); who wants an HSM brings a key.
 */
export class GcpEncryption extends Construct {
  /** Resource name of the key: `projects/P/locations/R/keyRings/X/cryptoKeys/Y`. */
  public readonly key: string;
  /** What must be there before a service can encrypt with the key. */
  public readonly grants: Readonly<Record<KeyUser, KmsCryptoKeyIamMember>>;

  public constructor(scope: Construct, id: string, props: GcpEncryptionProps) {
    super(scope, id);
    const { project, projectNumber, dataOnDelete } = props;
    this.key = props.encryptionKey ?? makeKey(this, props).id;

    const grant = (user: KeyUser, member: string, ...dependsOn: ITerraformDependable[]) =>
      new KmsCryptoKeyIamMember(this, `Grant-${user}`, {
        cryptoKeyId: this.key,
        role: 'roles/cloudkms.cryptoKeyEncrypterDecrypter',
        member,
        dependsOn,
        // Retained data could not be read without them. They also stop a plan that puts another key in place of this one.
        lifecycle: { preventDestroy: isKept(dataOnDelete), ignoreChanges: user === 'logging' ? ['member'] : [] },
      });
    const agents = serviceAgentsOf(projectNumber);
    const container = grant('container', agents.container);
    const compute = grant('compute', agents.compute);

    // Two agents exist only once somebody has asked for them. Waiting for something that is made lets Terraform ask at
    // apply, not at plan, which needs no access then.
    const dependsOn = [container, compute];
    const storageAgent = new DataGoogleStorageProjectServiceAccount(this, 'StorageAgent', { project, dependsOn });
    // Its address has an older form in older projects: https://cloud.google.com/logging/docs/routing/managed-encryption-storage
    // Whenever it is asked for late, the address counts as unknown and thus as changed: hence `ignoreChanges`.
    const loggingAgent = new DataGoogleLoggingProjectCmekSettings(this, 'LoggingAgent', { project, dependsOn });
    this.grants = {
      container,
      compute,
      storage: grant('storage', agents.storage, storageAgent),
      logging: grant('logging', `serviceAccount:${loggingAgent.serviceAccountId}`),
    };
  }
}

function makeKey(scope: Construct, props: GcpEncryptionProps): KmsCryptoKey {
  const { environmentId, project, region, labels } = props;
  const names = namesOf(environmentId, project);
  const lifecycle = { preventDestroy: isKept(props.dataOnDelete) };
  const ring = new KmsKeyRing(scope, 'KeyRing', { project, location: region, name: names.keyRing, lifecycle });
  return new KmsCryptoKey(scope, 'Resource', {
    keyRing: ring.id,
    name: names.key,
    purpose: 'ENCRYPT_DECRYPT',
    rotationPeriod: ROTATION_PERIOD,
    destroyScheduledDuration: DESTROY_AFTER,
    versionTemplate: { algorithm: 'GOOGLE_SYMMETRIC_ENCRYPTION', protectionLevel: 'SOFTWARE' },
    labels,
    lifecycle,
  });
}
