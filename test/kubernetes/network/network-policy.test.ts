import { PodNetworkPolicy, type PodNetworkPolicyProps } from '../../../lib/kubernetes/network/network-policy';
import { objectsOf, one } from '../../support/kubernetes';

const BASE = { name: 'agent', namespace: 'byoc-system', labels: { 'app.kubernetes.io/name': 'agent' } };

test('a policy names its pods, who may come and whom they may reach', () => {
  const policy = render({
    ...BASE,
    from: [{ peers: [{ labels: {}, namespace: 'monitoring' }], ports: [9090] }],
    to: [{ peers: [{ cidrs: ['203.0.113.0/28'] }], ports: [443, { port: 53, protocol: 'UDP' }] }],
  })[0];
  expect(policy.spec).toEqual({
    podSelector: { matchLabels: { 'app.kubernetes.io/name': 'agent' } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      {
        from: [
          { podSelector: {}, namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } },
        ],
        ports: [{ port: 9090, protocol: 'TCP' }],
      },
    ],
    egress: [
      {
        to: [{ ipBlock: { cidr: '203.0.113.0/28' } }],
        ports: [
          { port: 443, protocol: 'TCP' },
          { port: 53, protocol: 'UDP' },
        ],
      },
    ],
  });
});

test('a rule without peers opens nothing: Kubernetes would read it as everybody', () => {
  const [policy] = render({
    ...BASE,
    from: [
      { peers: [], ports: [8080] },
      { peers: [{ cidrs: [] }], ports: [8080] },
      { peers: [{ labels: { app: 'web' } }], ports: [80] },
    ],
  });
  expect(policy.spec.ingress).toEqual([
    { from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 80, protocol: 'TCP' }] },
  ]);
});

test('a rule without ports opens nothing either', () => {
  expect(render({ ...BASE, to: [{ peers: [{ cidrs: ['0.0.0.0/0'] }], ports: [] }] })).toEqual([]);
});

test('a policy of one direction says nothing of the other', () => {
  const [policy] = render({ ...BASE, to: [{ peers: [{ labels: {} }], ports: [443] }] });
  expect(policy.spec.policyTypes).toEqual(['Egress']);
  expect(policy.spec).not.toHaveProperty('ingress');
});

test('what is left out is written for the network it lies in: the API server refuses it elsewhere', () => {
  const peers = [{ cidrs: ['10.0.0.0/8', '203.0.113.0/28'], except: ['10.1.0.0/16', '192.168.0.0/16'] }];
  const [policy] = render({ ...BASE, to: [{ peers, ports: [443] }] });
  expect(policy.spec.egress[0].to).toEqual([
    { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
    { ipBlock: { cidr: '203.0.113.0/28' } },
  ]);
});

test('a policy may be for every pod of a namespace', () => {
  const [policy] = render({ ...BASE, labels: {}, to: [{ peers: [{ labels: {} }], ports: [443] }] });
  expect(one([policy], 'NetworkPolicy').spec.podSelector).toEqual({});
});

function render(props: PodNetworkPolicyProps) {
  return objectsOf((chart) => new PodNetworkPolicy(chart, 'Policy', props));
}
