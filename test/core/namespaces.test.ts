import type { VendorPlan } from '../../lib/core/config-types';
import { isReserved } from '../../lib/core/namespaces';
import { resolveConfig } from '../../lib/core/resolve-config';
import { fullEnvironment, fullPlan, minimalEnvironment, minimalPlan, problemsOf } from '../support/config';

test('a minimal plan has no namespace of the product', () => {
  expect(resolveConfig(minimalPlan(), minimalEnvironment()).namespaces).toEqual([]);
});

test('namespaces of the product are those of its workloads, then those beside them, each once', () => {
  expect(resolveConfig(fullPlan(), fullEnvironment()).namespaces).toEqual(['riverbed', 'riverbed-meta']);
});

test('names of Kubernetes and of the library are taken', () => {
  expect(['kube-system', 'byoc-system', 'istio-ingress', 'default'].map(isReserved)).toEqual([true, true, true, true]);
  expect(isReserved('riverbed')).toBe(false);
});

test.each([
  [
    'a namespace is the library’s',
    { namespaces: ['monitoring'] },
    "'plan.namespaces[0]' must be a namespace of the product, got monitoring; choose another one",
  ],
  [
    'a namespace is named twice',
    { namespaces: ['a', 'a'] },
    "'plan.namespaces[1]' must be named once, got a; remove it",
  ],
  [
    'a workload in the system namespace is none of ours',
    {
      workloads: [
        {
          name: 'x',
          namespace: 'byoc-system',
          serviceAccount: 'proxy',
          capabilities: [{ id: 'private-endpoints:read' }],
        },
      ],
    },
    "'plan.workloads[0].serviceAccount' must be one of agent, state-exporter in byoc-system, got proxy; choose one of them or a namespace of the product",
  ],
] as [string, Partial<VendorPlan>, string][])('fails if %s', (_, plan, message) => {
  expect(problemsOf(() => resolveConfig({ ...minimalPlan(), ...plan }, minimalEnvironment()))).toEqual([message]);
});
