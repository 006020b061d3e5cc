import type { IConstruct, IDependable } from 'constructs';

/** What a data plane takes from custody. */
export interface IGcpCustody extends IConstruct {
  /** Resource name of the Cloud KMS key: `projects/P/locations/R/keyRings/X/cryptoKeys/Y`. */
  readonly encryptionKey: string;
  /** Address of the service account of the nodes. */
  readonly nodeServiceAccount: string;
  /** Name of each bucket by the plan's name. */
  readonly buckets: Readonly<Record<string, string>>;
  /** Member by which IAM knows each workload and cluster service, by name: `principal://...` or `serviceAccount:...`. */
  readonly identities: Readonly<Record<string, string>>;
  /**
   * What must be there before a cluster is made, and goes after it: the grants by which Google encrypts with the key, the
   * account of the nodes and what it may do. Empty for a custody that is deployed.
   */
  readonly ready: IDependable;
}
