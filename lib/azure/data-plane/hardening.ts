import type { KubernetesClusterConfig } from '@cdktf/provider-azurerm/lib/kubernetes-cluster';

/** One week: AKS's own interval. https://learn.microsoft.com/azure/aks/image-cleaner */
const IMAGE_CLEANER_HOURS = 168;

/** What no environment changes: who gets in, what runs in the cluster, and what AKS's defaults would leave open. */
export const HARDENING = {
  // Without it there is an administrator whose certificate nobody can take back, and Terraform would ask for it.
  localAccountDisabled: true,
  roleBasedAccessControlEnabled: true,
  // Else whoever may call it in Azure runs commands in a private cluster as well.
  runCommandEnabled: false,
  oidcIssuerEnabled: true,
  workloadIdentityEnabled: true,
  imageCleanerEnabled: true,
  imageCleanerIntervalHours: IMAGE_CLEANER_HOURS,
  storageProfile: {
    diskDriverEnabled: true,
    snapshotControllerEnabled: true,
    // They make storage accounts, and reach them with keys.
    fileDriverEnabled: false,
    blobDriverEnabled: false,
  },
} satisfies Partial<KubernetesClusterConfig>;
