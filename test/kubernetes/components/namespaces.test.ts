import type { CustomerEnvironment, VendorPlan } from '../../../lib/core/config-types';
import { Namespaces, namespacesPropsOf } from '../../../lib/kubernetes/components/namespaces';
import { SYSTEM_NAMESPACES, systemNamespacesOf } from '../../../lib/kubernetes/system-namespaces';
import {
  fullEnvironment,
  fullPlan,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlan,
  minimalPlanForEveryCloud,
} from '../../support/config';
import { all, deployed, objectsOf, one } from '../../support/kubernetes';

test('a minimal plan has one namespace: no service, no namespace', () => {
  expect(names(namespacesOf(minimalPlan(), minimalEnvironment()))).toEqual(['byoc-system']);
});

describe('a full plan', () => {
  const objects = namespacesOf(fullPlan(), fullEnvironment());

  test('has the namespaces of its services and those of the product', () => {
    expect(names(objects)).toEqual([
      'byoc-system',
      'cert-manager',
      'istio-system',
      'istio-ingress',
      'external-dns',
      'monitoring',
      'byoc-node',
      'riverbed',
      'riverbed-meta',
    ]);
  });

  test('lets nothing in or out of any of them by default', () => {
    for (const name of names(objects)) {
      const [deny] = all(objects, 'NetworkPolicy').filter(
        ({ metadata }) => metadata.namespace === name && metadata.name === 'default-deny',
      );
      expect([name, deny.spec]).toEqual([name, { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }]);
    }
  });

  test('lets every pod ask DNS, over UDP and TCP', () => {
    const policies = all(objects, 'NetworkPolicy').filter(({ metadata }) => metadata.name === 'dns');
    expect(policies).toHaveLength(names(objects).length);
    const [{ to, ports }] = policies[0].spec.egress;
    expect(ports).toEqual([
      { port: 53, protocol: 'UDP' },
      { port: 53, protocol: 'TCP' },
    ]);
    expect(to).toHaveLength(3);
    expect(to[1].podSelector.matchLabels).toEqual({ 'k8s-app': 'node-local-dns' });
    expect(to[2]).toEqual({ ipBlock: { cidr: '169.254.20.10/32' } });
    expect(to[0]).toEqual({
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
    });
  });

  test('restricts every namespace but that of the daemon sets', () => {
    const open = all(objects, 'Namespace').filter(
      ({ metadata }) => metadata.labels['pod-security.kubernetes.io/enforce'] !== 'restricted',
    );
    expect(names(open)).toEqual(['byoc-node']);
    for (const { metadata } of all(objects, 'Namespace')) {
      expect(metadata.labels['pod-security.kubernetes.io/enforce-version']).toBe('v1.35');
    }
  });

  test('has no Service that opens a way in of its own', () => {
    const quotas = all(objects, 'ResourceQuota').map(({ spec }) => spec.hard);
    expect(new Set(quotas.map((hard) => `${hard['services.loadbalancers']} ${hard['services.nodeports']}`))).toEqual(
      new Set(['0 0']),
    );
    expect(quotas).toHaveLength(9);
  });

  test('gives containers that say nothing a request', () => {
    expect(one(all(objects, 'LimitRange').slice(0, 1), 'LimitRange').spec.limits).toEqual([
      { type: 'Container', defaultRequest: { cpu: '50m', memory: '64Mi' } },
    ]);
  });

  test('gives pods that name no account no token', () => {
    const accounts = all(objects, 'ServiceAccount');
    expect(accounts.map(({ metadata }) => [metadata.namespace, metadata.name])).toEqual(
      names(objects).map((name) => [name, 'default']),
    );
    expect(accounts.every((account) => account.automountServiceAccountToken === false)).toBe(true);
  });

  test('waits for load balancers where pods are behind one', () => {
    const waiting = all(objects, 'Namespace').filter(
      ({ metadata }) => metadata.labels['elbv2.k8s.aws/pod-readiness-gate-inject'] === 'enabled',
    );
    expect(names(waiting)).toEqual(['byoc-system', 'istio-ingress']);
  });

  test('has the customer’s certificates everywhere', () => {
    const maps = all(objects, 'ConfigMap');
    expect(maps.map(({ metadata }) => metadata.namespace)).toEqual(names(objects));
    expect(maps[0].data).toEqual({ 'ca.crt': fullEnvironment().caBundle });
  });
});

test('on Google Cloud, Cloud DNS for GKE is asked at the metadata server', () => {
  const objects = namespacesOf(minimalPlanForEveryCloud(), gcpEnvironment());
  const [{ to }] = one(objects, 'NetworkPolicy', 'dns').spec.egress;
  expect(to.slice(2)).toEqual([{ ipBlock: { cidr: '169.254.20.10/32' } }, { ipBlock: { cidr: '169.254.169.254/32' } }]);
});

test('where Services own the load balancers, the quota lets them have one for each component and exposure', () => {
  const listeners = fullPlan().listeners ?? [];
  const plan = {
    ...minimalPlanForEveryCloud(),
    listeners,
    namespaces: ['riverbed'],
    clusterServices: ['istio' as const],
    ...(fullPlan().proxy === undefined ? {} : { proxy: fullPlan().proxy as NonNullable<VendorPlan['proxy']> }),
  };
  const objects = namespacesOf(plan, { ...gcpEnvironment(), publicIngress: { allowedCidrs: ['198.51.100.0/24'] } });
  const hard = (namespace: string) =>
    all(objects, 'ResourceQuota').find(({ metadata }) => metadata.namespace === namespace).spec.hard;
  expect(hard('byoc-system')['services.loadbalancers']).toBe('2');
  expect(hard('istio-ingress')['services.loadbalancers']).toBe('2');
  expect(hard('riverbed')['services.loadbalancers']).toBe('0');
});

test('every namespace says why it is there, and one that is not restricted why it cannot be', () => {
  for (const { reason } of SYSTEM_NAMESPACES) expect(reason).toMatch(/^\S.{5,}$/);
  const privileged = SYSTEM_NAMESPACES.filter(({ podSecurity }) => podSecurity === 'privileged');
  expect(privileged.map(({ name, reason }) => [name, /cannot/.test(reason)])).toEqual([['byoc-node', true]]);
});

test('a service that the cloud runs itself has no namespace of ours', () => {
  const { config } = deployed({ ...minimalPlan(), clusterServices: ['metrics-server'] }, minimalEnvironment());
  expect(systemNamespacesOf(config).map(({ name }) => name)).toEqual(['byoc-system']);
});

function namespacesOf(plan: VendorPlan, environment: CustomerEnvironment) {
  const { config } = deployed(plan, environment);
  return objectsOf((chart) => new Namespaces(chart, 'Namespaces', namespacesPropsOf(config)));
}

function names(objects: readonly { kind: string; metadata: { name: string } }[]): string[] {
  return objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
}
