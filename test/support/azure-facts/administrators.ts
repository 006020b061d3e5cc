import type { Deployment } from '../terraform-facts/deployment';
import { list, single } from '../terraform-facts/read';
import { type Binding, bindingsOf, covers } from './bindings';
import { supportBindings } from './support';
import { vendorPrincipals } from './vendor';

/** `Azure Kubernetes Service RBAC Cluster Admin`: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/containers */
const CLUSTER_ADMIN = 'b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b';

/**
 * Who administers the cluster: groups that it takes for its administrators and to whom Azure shows the way. Who is but one
 * of the two, or would administer others, too, is none of those that the customer has named. Of a role of Azure's that is
 * not known here nobody says what it holds.
 */
export function administratorsOf(deployment: Deployment<'azure'>): string[] {
  const cluster = deployment.dataPlane.only('azurerm_kubernetes_cluster');
  const { admin_group_object_ids } = single(cluster?.block.azure_active_directory_role_based_access_control) ?? {};
  const named: readonly string[] = list(admin_group_object_ids);
  const bound = bindingsOf(deployment).filter(
    (binding) => covers(binding.on, cluster?.id ?? '') && administers(binding, deployment),
  );
  const isWhole = ({ role, on, condition, endsAt }: Binding) =>
    role === CLUSTER_ADMIN && on === cluster?.id && condition === '' && endsAt === undefined;
  const principals = new Set([...named, ...bound.map(({ principal }) => principal)]);
  return [...principals].map((principal) => {
    const own = bound.filter((binding) => binding.principal === principal);
    return named.includes(principal) && own.length === 1 && own.every(isWhole)
      ? principal
      : `${principal}: ${named.includes(principal) ? 'named' : 'not named'}, ${own.map(({ role, on }) => `${role} on ${on}`)}`;
  });
}

/** Whether by a binding somebody acts on objects of Kubernetes, or gives others the right to. */
function administers(binding: Binding, deployment: Deployment<'azure'>): boolean {
  const { role, permissions, principal } = binding;
  if (vendorPrincipals(deployment).includes(principal) || supportBindings(deployment).includes(binding)) {
    // What they hold beside is said of them; here is what Kubernetes would take for more.
    return permissions.some((name) => /^data:(Microsoft\.ContainerService|\*)/.test(name)) || permissions[0] === role;
  }
  return permissions[0] === role || permissions.some((name) => /^(data:)?(Microsoft\.ContainerService|\*)/.test(name));
}
