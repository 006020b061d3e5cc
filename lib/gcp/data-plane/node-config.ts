/** What a node is given; the same in a cluster and in a pool. */
export interface NodeIdentity {
  /** Address of the service account of the nodes. */
  readonly serviceAccount: string;
  /** Resource name of the key that encrypts their disks, without version. */
  readonly encryptionKey: string;
}

/** What every node has, also those that GKE makes with a cluster and Terraform removes at once. */
export function nodeConfig({ serviceAccount, encryptionKey }: NodeIdentity) {
  return {
    imageType: 'COS_CONTAINERD',
    serviceAccount,
    // The service account's roles say what a node may do; scopes are the older way to say it.
    oauthScopes: ['https://www.googleapis.com/auth/cloud-platform'],
    bootDiskKmsKey: encryptionKey,
    metadata: { 'disable-legacy-endpoints': 'true' },
    shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
    // Keeps pods away from the node's credentials.
    workloadMetadataConfig: { mode: 'GKE_METADATA' },
    // Newer machines have no other network card.
    gvnic: { enabled: true },
    // CPU limits hold only if this says so: beside any other setting, the provider takes a missing `cpuCfsQuota` for false.
    kubeletConfig: { insecureKubeletReadonlyPortEnabled: 'FALSE', cpuCfsQuota: true },
  };
}
