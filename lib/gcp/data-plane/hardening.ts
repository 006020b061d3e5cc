import type { ContainerClusterConfig } from '@cdktf/provider-google/lib/container-cluster';

/** What no environment changes: who gets in, what runs in the cluster, and what GKE's defaults would leave open. */
export const HARDENING = {
  enableShieldedNodes: true,
  enableLegacyAbac: false,
  masterAuth: { clientCertificateConfig: { issueClientCertificate: false } },
  // Who is nobody reads health checks, and nothing else.
  anonymousAuthenticationConfig: { mode: 'LIMITED' },
  // No role for everybody, or for everybody with any Google account.
  rbacBindingConfig: {
    enableInsecureBindingSystemUnauthenticated: false,
    enableInsecureBindingSystemAuthenticated: false,
  },
  // More than this costs.
  securityPostureConfig: { mode: 'BASIC', vulnerabilityMode: 'VULNERABILITY_DISABLED' },
  serviceExternalIpsConfig: { enabled: false },
  nodePoolDefaults: { nodeConfigDefaults: { insecureKubeletReadonlyPortEnabled: 'FALSE' } },
  // GKE makes no node pools of its own, which would run as the default service account.
  clusterAutoscaling: { enabled: false, autoscalingProfile: 'BALANCED' },
  addonsConfig: {
    // Also makes service attachments: https://cloud.google.com/kubernetes-engine/docs/how-to/internal-load-balancing-across-vpc-net
    httpLoadBalancing: { disabled: false },
    horizontalPodAutoscaling: { disabled: false },
    // Dataplane V2 has its own.
    networkPolicyConfig: { disabled: true },
    gcePersistentDiskCsiDriverConfig: { enabled: true },
    // GKE's default since 1.34; a change makes every node anew.
    dnsCacheConfig: { enabled: true },
  },
} satisfies Partial<ContainerClusterConfig>;
