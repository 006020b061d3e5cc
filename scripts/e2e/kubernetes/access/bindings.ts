import type { SupportSubject } from '../../../../lib/core/support';
import { SUPPORT_ROLES } from '../../../../lib/kubernetes/components/support-access';
import type { KubernetesObject } from '../objects';

/** An object and whether its creation is refused. */
export interface Attempt {
  readonly object: KubernetesObject;
  readonly isRefused: boolean;
}

const API_GROUP = 'rbac.authorization.k8s.io';

/**
 * Bindings that a customer's administrator could make, by mistake or not.
 *
 * @param subject as whom Kubernetes sees support
 * @param system a namespace that support may look at
 * @param product one that it may not
 */
export function bindings(subject: SupportSubject, system: string, product: string): Attempt[] {
  const support = { apiGroup: API_GROUP, ...subject };
  const namesake = { ...support, kind: subject.kind === 'User' ? 'Group' : 'User' };
  const others = { apiGroup: API_GROUP, kind: 'Group', name: 'others' };
  const engineer = { apiGroup: API_GROUP, kind: 'User', name: 'e2e-engineer' };
  const bind = (
    name: string,
    isRefused: boolean,
    namespace: string | undefined,
    role: string,
    subjects: readonly object[] = [support],
    kind = 'ClusterRole',
  ): Attempt => ({
    isRefused,
    object: {
      apiVersion: `${API_GROUP}/v1`,
      kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
      metadata: { name: `e2e-${name}`, ...(namespace === undefined ? {} : { namespace }) },
      ...{ roleRef: { apiGroup: API_GROUP, kind, name: role }, subjects },
    },
  });
  return [
    bind('ours', false, system, SUPPORT_ROLES.namespaced),
    bind('ours-in-product', true, product, SUPPORT_ROLES.namespaced),
    bind('ours-in-kube-system', true, 'kube-system', SUPPORT_ROLES.namespaced),
    bind('ours-everywhere', true, undefined, SUPPORT_ROLES.namespaced),
    bind('nodes', false, undefined, SUPPORT_ROLES.cluster),
    bind('nodes-in-namespace', true, system, SUPPORT_ROLES.cluster),
    bind('edit', true, system, 'edit'),
    bind('edit-of-others', false, system, 'edit', [others]),
    bind('edit-of-several', true, system, 'edit', [others, support]),
    bind('edit-of-nobody', false, system, 'edit', []),
    bind('admin', true, undefined, 'cluster-admin'),
    bind('admin-of-others', false, undefined, 'cluster-admin', [others]),
    bind('view', true, undefined, 'view'),
    bind('same-name', true, system, SUPPORT_ROLES.namespaced, [support], 'Role'),
    bind('admin-of-namesake', false, undefined, 'cluster-admin', [namesake]),
    // A policy sees names, not who is in a group: an engineer's own name is somebody else to it, and so is everybody.
    bind('admin-of-engineer', false, undefined, 'cluster-admin', [engineer]),
    bind('view-of-everybody', false, undefined, 'view', [{ ...others, name: 'system:authenticated' }]),
  ];
}
