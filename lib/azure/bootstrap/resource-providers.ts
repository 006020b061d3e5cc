/**
 * Services of Azure that an installation uses, and what for. They are turned on by the provider block of the bootstrap,
 * where turning on what is on is no error, and stay on when it is removed: others may use them. Names are written as
 * Azure lists them, which Terraform compares letter by letter.
 */
export const REQUIRED_RESOURCE_PROVIDERS: Readonly<Record<string, string>> = {
  'Microsoft.Authorization': 'roles and locks',
  'Microsoft.Compute': 'nodes and the disk encryption set',
  'Microsoft.ContainerService': 'the cluster',
  'Microsoft.KeyVault': 'the keys of custody',
  'Microsoft.ManagedIdentity': 'identities of cluster and workloads',
  'Microsoft.Network': 'network, addresses and private endpoints',
  'Microsoft.Resources': 'resource groups and the template that makes the keys',
  'Microsoft.Storage': 'buckets of custody',
  'microsoft.insights': 'alerts and what logs are kept',
};

/** Those that it uses only where its environment asks for it, and what for. */
export const OPTIONAL_RESOURCE_PROVIDERS = {
  'Microsoft.PolicyInsights': 'the Azure Policy add-on',
  'Microsoft.Security': 'Defender for Containers',
} as const;

export type OptionalResourceProvider = keyof typeof OPTIONAL_RESOURCE_PROVIDERS;
