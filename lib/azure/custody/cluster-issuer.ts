import type { VariableRule } from '../stack-variables';

/**
 * What the issuer of the cluster looks like. Whoever hands on another one may act as every workload, so that it must be one
 * that AKS made, of this region and tenant. Another cluster there still looks alike: docs/azure/security.md says whom to ask.
 */
export function issuerRule({ region, tenant }: { readonly region: string; readonly tenant: string }): VariableRule {
  // https://learn.microsoft.com/azure/aks/use-oidc-issuer
  const start = `https://${region}.oic.prod-aks.azure.com/${tenant}/`;
  return {
    // Terraform would have a backslash written twice.
    pattern: `^${start.replaceAll('.', '[.]')}[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/$`,
    must: `be ${start}, a UUID and a slash`,
    fix: 'ask Azure for it, not the vendor, as docs/azure/security.md says',
  };
}
