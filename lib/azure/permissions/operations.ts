const PAGES = 'https://learn.microsoft.com/azure/role-based-access-control/permissions';

/** Where Azure lists the actions of each provider that a role here names. */
const PAGE_OF: Readonly<Record<string, string>> = {
  'Microsoft.Authorization': `${PAGES}/management-and-governance#microsoftauthorization`,
  'Microsoft.Compute': `${PAGES}/compute#microsoftcompute`,
  'Microsoft.ContainerService': `${PAGES}/containers#microsoftcontainerservice`,
  'Microsoft.KeyVault': `${PAGES}/security#microsoftkeyvault`,
  'Microsoft.ManagedIdentity': `${PAGES}/identity#microsoftmanagedidentity`,
  'Microsoft.Monitor': `${PAGES}/monitor#microsoftmonitor`,
  'Microsoft.Network': `${PAGES}/networking#microsoftnetwork`,
  'Microsoft.OperationalInsights': `${PAGES}/monitor#microsoftoperationalinsights`,
  'Microsoft.Resources': `${PAGES}/management-and-governance#microsoftresources`,
  'Microsoft.ServiceBus': `${PAGES}/integration#microsoftservicebus`,
  'Microsoft.Storage': `${PAGES}/storage#microsoftstorage`,
};

/**
 * Azure's page knows of NAT gateways that they are joined, and no more; its refusals know the rest. OpenShift's list of rights
 * for Azure has them.
 */
const NAT_GATEWAYS =
  'https://docs.openshift.com/container-platform/4.18/installing/installing_azure/installing-azure-account.html';
const NOT_ON_ITS_PAGE: Readonly<Record<string, string>> = {
  'Microsoft.Network/natGateways/delete': NAT_GATEWAYS,
  'Microsoft.Network/natGateways/read': NAT_GATEWAYS,
  'Microsoft.Network/natGateways/write': NAT_GATEWAYS,
};

/** Provider of an action: `Microsoft.Network`. */
export function providerOf(action: string): string {
  return action.slice(0, action.indexOf('/'));
}

/**
 * Pages on which each of the actions is listed, each page once.
 *
 * @throws Error if no page of a provider is known: nobody could look its action up
 */
export function operationsPages(actions: readonly string[]): readonly string[] {
  const pages = actions.map((action) => {
    const page = NOT_ON_ITS_PAGE[action] ?? PAGE_OF[providerOf(action)];
    if (page !== undefined) return page;
    throw new Error(`'actions' must be of a provider with a page of operations, got ${action}; add the page`);
  });
  return [...new Set(pages)].sort();
}
