import type { IConstruct, IDependable } from 'constructs';

/** The identity that nodes act by, in the three ways in which AKS wants to be told of it. */
export interface KubeletIdentity {
  /** Resource id. */
  readonly id: string;
  /** Id of its application. */
  readonly clientId: string;
  /** Object id of its service principal. */
  readonly objectId: string;
}

/** What a data plane takes from custody. */
export interface IAzureCustody extends IConstruct {
  /** Versioned id of the key of Kubernetes secrets: `https://V.vault.azure.net/keys/etcd/0123...`. */
  readonly etcdKey: string;
  /** Resource id of the vault of the keys. */
  readonly keyVault: string;
  /** Whether the vault is closed to public networks, so that AKS reaches it through a private endpoint that it makes. */
  readonly keyVaultIsPrivate: boolean;
  /** Whether custody makes the vault. A vault of the customer's gets no private endpoint, other than AKS's own. */
  readonly ownsKeyVault: boolean;
  /** Resource id of the disk encryption set. */
  readonly diskEncryptionSet: string;
  /** Resource id of the identity that AKS acts by. */
  readonly clusterIdentity: string;
  readonly kubeletIdentity: KubeletIdentity;
  /** `account/container` of each bucket by the plan's name. */
  readonly buckets: Readonly<Record<string, string>>;
  /** Resource id of each storage account that custody makes, by the plan's name; each wants a private endpoint. */
  readonly storageAccounts: Readonly<Record<string, string>>;
  /**
   * What must be there before a cluster is made, and goes after it: keys, who may use them, and the two identities with
   * their roles. Empty for a custody that is deployed.
   */
  readonly ready: IDependable;
}
