import { ProductNetwork, productNetworkPropsOf } from '../../../lib/kubernetes/components/product-network';
import { fullEnvironment, fullPlan, minimalEnvironment, minimalPlan } from '../../support/config';
import { deployed, objectsOf, one } from '../../support/kubernetes';

test('a plan without namespaces of the product has none', () => {
  expect(productNetworkPropsOf(deployed(minimalPlan(), minimalEnvironment()).config)).toBeUndefined();
});

describe('of a full plan', () => {
  const { config } = deployed(fullPlan(), fullEnvironment());
  const props = productNetworkPropsOf(config);
  if (props === undefined) throw new Error('there are no namespaces');
  const objects = objectsOf((chart) => new ProductNetwork(chart, 'Network', props));

  test('pods of the product reach each other, also over its namespaces, and nobody else by this', () => {
    const policies = objects.filter(({ metadata }) => metadata.name === 'product');
    expect(policies.map(({ metadata }) => metadata.namespace)).toEqual(['riverbed', 'riverbed-meta']);
    const peers = [
      { podSelector: {} },
      { podSelector: {}, namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'riverbed-meta' } } },
    ];
    const ports = [
      { port: 1, endPort: 65535, protocol: 'TCP' },
      { port: 1, endPort: 65535, protocol: 'UDP' },
    ];
    expect(policies[0].spec).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: peers, ports }],
      egress: [{ to: peers, ports }],
    });
  });

  test('a pod with the label of a workload reaches its credentials and its APIs, and others do not', () => {
    const { metadata, spec } = one(objects, 'NetworkPolicy', 'workload-engine');
    expect(metadata.namespace).toBe('riverbed');
    expect(spec.podSelector).toEqual({ matchLabels: { 'byoc/workload': 'engine' } });
    expect(spec.policyTypes).toEqual(['Egress']);
    expect(spec.egress[0]).toEqual({
      to: [{ ipBlock: { cidr: '169.254.170.23/32' } }],
      ports: [{ port: 80, protocol: 'TCP' }],
    });
  });

  test('what runs in the system namespace has its own policies', () => {
    expect(objects.map(({ metadata }) => metadata.namespace)).not.toContain('byoc-system');
  });
});
