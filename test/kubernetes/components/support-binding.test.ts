import { resolveConfig } from '../../../lib/core/resolve-config';
import { SupportAccess, supportAccessPropsOf } from '../../../lib/kubernetes/components/support-access';
import {
  SupportBinding,
  type SupportBindingProps,
  supportBindingPropsOf,
} from '../../../lib/kubernetes/components/support-binding';
import { fullEnvironment, fullPlan, minimalEnvironment, minimalPlan } from '../../support/config';
import { all, type Manifest, objectsOf, one } from '../../support/kubernetes';

const EXPIRY = '2027-01-31T00:00:00Z';

function render(props: Partial<SupportBindingProps> = {}): Manifest[] {
  return objectsOf(
    (chart) =>
      new SupportBinding(chart, 'SupportBinding', {
        subjects: [{ kind: 'Group', name: 'byoc-support' }],
        namespaces: ['byoc-system', 'cert-manager'],
        expiresAt: EXPIRY,
        ...props,
      }),
  );
}

describe('the bindings of support', () => {
  const objects = render();

  test('give the role in each namespace, and that of nodes in the cluster', () => {
    const subjects = [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'byoc-support' }];
    expect(
      objects.map(({ kind, metadata, roleRef, ...rest }) => [kind, metadata.namespace, roleRef, rest.subjects]),
    ).toEqual([
      ['RoleBinding', 'byoc-system', clusterRole('byoc-support-v1'), subjects],
      ['RoleBinding', 'cert-manager', clusterRole('byoc-support-v1'), subjects],
      ['ClusterRoleBinding', undefined, clusterRole('byoc-support-cluster-v1'), subjects],
    ]);
  });

  test('are called like the role, which a binding cannot change', () => {
    for (const { metadata, roleRef } of objects) expect(metadata.name).toBe(roleRef.name);
  });

  test('say when support ends', () => {
    for (const { metadata } of objects) expect(metadata.annotations).toEqual({ 'byoc/expires-at': EXPIRY });
  });

  test('are about everybody who is meant', () => {
    const subjects = [{ kind: 'User', name: 'one' } as const, { kind: 'Group', name: 'two' } as const];
    const binding = one(render({ subjects, namespaces: [] }), 'ClusterRoleBinding');
    expect(binding.subjects).toEqual(
      subjects.map((subject) => ({ apiGroup: 'rbac.authorization.k8s.io', ...subject })),
    );
  });

  function clusterRole(name: string) {
    return { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name };
  }
});

describe('the bindings of an installation', () => {
  test('are not there unless the customer says until when', () => {
    expect(supportBindingPropsOf(resolveConfig(minimalPlan(), minimalEnvironment()))).toBeUndefined();
  });

  test('are those that the policies let pass', () => {
    const config = resolveConfig(fullPlan(), fullEnvironment());
    const access = supportAccessPropsOf(config);
    const props = supportBindingPropsOf(config);
    if (access === undefined) throw new Error('the full plan names no engineers');
    expect(props).toEqual({ ...access, expiresAt: EXPIRY });
    const roles = all(
      objectsOf((chart) => new SupportAccess(chart, 'SupportAccess', access)),
      'ClusterRole',
    );
    const names = new Set(render(props).map(({ roleRef }) => roleRef.name));
    expect([...names].sort()).toEqual(roles.map(({ metadata }) => metadata.name).sort());
  });
});
