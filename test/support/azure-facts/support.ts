import type { SupportFact } from '../contract/facts';
import { once } from '../once';
import type { Deployment } from '../terraform-facts/deployment';
import { type Binding, bindingsOf } from './bindings';
import { endsInCluster } from './support-end';
import { vendorPrincipals } from './vendor';

/** What leads somebody to the Kubernetes API, and no further. */
const TO_THE_DOOR = [
  'Microsoft.ContainerService/managedClusters/listClusterUserCredential/action',
  'Microsoft.ContainerService/managedClusters/read',
];

/** What leads people of the vendor to the cluster. */
export const supportBindings = once((deployment: Deployment<'azure'>): readonly Binding[] => {
  const vendor = vendorPrincipals(deployment);
  return bindingsOf(deployment).filter(
    ({ principal, permissions }) =>
      !vendor.includes(principal) && permissions.some((name) => TO_THE_DOOR.includes(name)),
  );
});

/** The groups that people of the vendor are in, and what they may do. */
export function supportFact(deployment: Deployment<'azure'>): SupportFact | undefined {
  const leads = supportBindings(deployment);
  if (leads.length === 0) return undefined;
  const principals = [...new Set(leads.map(({ principal }) => principal))];
  const holds = bindingsOf(deployment).filter(({ principal }) => principals.includes(principal));
  const [{ endsAt: expiresAt } = { endsAt: undefined }] = leads;
  const ends = holds.every(({ endsAt }) => endsAt === expiresAt);
  const cluster = deployment.dataPlane.only('azurerm_kubernetes_cluster')?.id;
  return {
    expiresAt: ends ? expiresAt : undefined,
    endsOpenSessions: ends && expiresAt !== undefined && endsInCluster(principals, expiresAt, deployment),
    principals,
    // https://learn.microsoft.com/azure/aks/entra-id-control-plane-rbac
    subjects: principals.map((name) => ({ kind: 'Group', name })),
    findsCluster: principals.every((principal) =>
      TO_THE_DOOR.every((permission) =>
        leads.some(
          (binding) =>
            binding.principal === principal && binding.permissions.includes(permission) && binding.on === cluster,
        ),
      ),
    ),
    otherRights: holds.flatMap(({ permissions, on, condition }) =>
      permissions
        .filter((permission) => !TO_THE_DOOR.includes(permission) || on !== cluster || condition !== '')
        .map((permission) => `${permission} on ${on}`),
    ),
  };
}
