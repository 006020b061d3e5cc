import type { CustomerEnvironment, VendorPlan } from '../../../lib/core/config-types';
import { CHART_PODS, type ChartPods } from '../../../lib/kubernetes/charts/chart-pods';
import { scrapeTargetsOf } from '../../../lib/kubernetes/charts/scrape-targets';
import {
  ChartNetworkPolicies,
  chartNetworkPoliciesPropsOf,
} from '../../../lib/kubernetes/components/chart-network-policies';
import { clusterNetworkOf } from '../../../lib/kubernetes/network/cluster-network';
import { CLOSED, ON, planWithCharts } from '../../support/charts';
import { minimalEnvironment, minimalPlan } from '../../support/config';
import { all, deployed, type Manifest, objectsOf, one } from '../../support/kubernetes';

const CLOUDS = ['aws', 'gcp', 'azure'] as const;
const PUBLIC = '0.0.0.0/0';

test('an installation without charts in namespaces of ours has no policies', () => {
  const { config, outputs } = deployed(minimalPlan(), minimalEnvironment());
  expect(chartNetworkPoliciesPropsOf(config, outputs)).toBeUndefined();
});

describe.each(CLOUDS)('on %s', (cloud) => {
  const policies = policiesOf(planWithCharts(), ON[cloud]);
  const { config, outputs } = deployed(planWithCharts(), ON[cloud]);
  const { apiServer, internal } = clusterNetworkOf(config);

  test('each policy is named once in its namespace', () => {
    const names = policies.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(8);
  });

  test('nothing may be reached by everybody, or on every port', () => {
    for (const { metadata, spec } of policies) {
      for (const { from, ports } of spec.ingress ?? []) {
        expect([metadata.name, from.length > 0, ports.length > 0]).toEqual([metadata.name, true, true]);
        expect(addressesOf(from)).not.toContain(PUBLIC);
      }
      for (const { to, ports } of spec.egress ?? []) {
        expect([metadata.name, to.length > 0, ports.length > 0]).toEqual([metadata.name, true, true]);
      }
    }
  });

  test.each([
    ['cert-manager', 'api-server'],
    ['istio-system', 'istiod'],
    ['external-dns', 'external-dns'],
    ['monitoring', 'prometheus-operator'],
    ['monitoring', 'kube-state-metrics'],
    ['monitoring', 'prometheus'],
  ])('what watches Kubernetes reaches its API: %s/%s', (namespace, name) => {
    const { egress } = policyOf(policies, namespace, name).spec;
    expect(egress).toContainEqual({ to: blocks(apiServer), ports: [tcp(443)] });
  });

  test.each([
    ['cert-manager', 'webhook', 10250],
    ['istio-system', 'istiod', 15017],
    ['monitoring', 'prometheus-operator', 10250],
  ])('the API server calls the webhook of %s/%s', (namespace, name, port) => {
    const rule = on(policyOf(policies, namespace, name).spec.ingress, port).find(
      (each) => addressesOf(each.from).length,
    );
    expect(addressesOf(rule?.from)).toEqual(apiServer);
    const tunnels = rule?.from.slice(apiServer.length).map((peer: Manifest) => peer.namespaceSelector.matchLabels);
    expect(tunnels).toEqual(cloud === 'aws' ? [] : Array(2).fill({ 'kubernetes.io/metadata.name': 'kube-system' }));
  });

  test('only gateways get their routes and certificates from istiod', () => {
    const { ingress } = policyOf(policies, 'istio-system', 'istiod').spec;
    expect(on(ingress, 15012).map(({ from }) => from)).toEqual([[pods(CHART_PODS.gateway)]]);
    const { podSelector, egress, policyTypes } = policyOf(policies, 'istio-ingress', 'gateway-to-istiod').spec;
    expect(podSelector.matchLabels).toEqual(CHART_PODS.gateway.labels);
    expect([policyTypes, egress]).toEqual([['Egress'], [{ to: [pods(CHART_PODS.istiod)], ports: [tcp(15012)] }]]);
  });

  test('cert-manager and external-dns reach the DNS API and the credentials for it', () => {
    const { credentials } = clusterNetworkOf(config);
    const expected = credentials.flatMap(({ peers }) => peers.flatMap((peer) => ('cidrs' in peer ? peer.cidrs : [])));
    for (const [namespace, name] of [
      ['cert-manager', 'acme'],
      ['external-dns', 'external-dns'],
    ] as const) {
      const { egress } = policyOf(policies, namespace, name).spec;
      const reached = egress.flatMap(({ to }: Manifest) => addressesOf(to));
      expect(reached).toEqual(expect.arrayContaining([...expected, PUBLIC]));
    }
    const acme = policyOf(policies, 'cert-manager', 'acme').spec;
    expect(acme.podSelector.matchLabels).toEqual(CHART_PODS.certManagerController.labels);
    expect(new Set(acme.egress.map((rule: Manifest) => JSON.stringify(rule))).size).toBe(acme.egress.length);
  });

  test('nothing else goes to the internet', () => {
    const out = policies.filter(({ spec }) =>
      (spec.egress ?? []).some(({ to }: Manifest) => addressesOf(to).includes(PUBLIC)),
    );
    expect(out.map(({ metadata }) => metadata.name).toSorted()).toEqual(['acme', 'external-dns']);
  });

  test('Prometheus reaches what it watches', () => {
    const { egress } = policyOf(policies, 'monitoring', 'prometheus').spec;
    for (const target of scrapeTargetsOf(config, outputs)) {
      expect(egress).toContainEqual({ to: [pods(target)], ports: [tcp(target.port)] });
    }
    expect(egress).toContainEqual({ to: [pods(CHART_PODS.nodeExporter)], ports: [tcp(9100)] });
    expect(egress).toContainEqual({ to: [pods(CHART_PODS.kubeStateMetrics)], ports: [tcp(8080)] });
    expect(egress).toContainEqual({ to: [pods(CHART_PODS.alertmanager)], ports: [tcp(9093), tcp(8080)] });
  });

  test('it reaches kubelets on nodes, and neither services nor connected networks', () => {
    const { egress } = policyOf(policies, 'monitoring', 'prometheus').spec;
    const [rule, ...more] = on(egress, 10250).filter(({ to }) => addressesOf(to).length > 0);
    const reached = addressesOf(rule?.to);
    expect(more).toEqual([]);
    expect(internal).toEqual(expect.arrayContaining(reached));
    expect(reached).toContain(config.network.cidr);
    for (const elsewhere of [config.network.serviceCidr, ...config.network.peeredCidrs]) {
      expect(reached).not.toContain(elsewhere);
    }
  });

  test.each([
    ['cert-manager', 'api-server', 9402],
    ['istio-system', 'istiod', 15014],
    ['external-dns', 'external-dns', 7979],
    ['monitoring', 'prometheus-operator', 10250],
    ['monitoring', 'kube-state-metrics', 8080],
    ['monitoring', 'alertmanager', 9093],
    ['monitoring', 'prometheus', 9090],
    ['byoc-node', 'node-exporter', 9100],
  ])('metrics are for Prometheus alone: %s/%s', (namespace, name, port) => {
    const { ingress } = policyOf(policies, namespace, name).spec;
    const asking = on(ingress, port).filter(({ from }) => addressesOf(from).length === 0);
    expect(asking.map(({ from }) => from)).toEqual([[pods(CHART_PODS.prometheus)]]);
  });

  test('Alertmanagers tell each other what they sent', () => {
    const { ingress, egress } = policyOf(policies, 'monitoring', 'alertmanager').spec;
    const ports = [tcp(9094), { port: 9094, protocol: 'UDP' }];
    expect(ingress).toContainEqual({ from: [pods(CHART_PODS.alertmanager)], ports });
    expect(egress).toEqual([{ to: [pods(CHART_PODS.alertmanager)], ports }]);
  });

  test('node-exporter goes nowhere', () => {
    expect(policyOf(policies, 'byoc-node', 'node-exporter').spec.policyTypes).toEqual(['Ingress']);
  });
});

test('certificates of an own authority need no way out', () => {
  const { dns, ...rest } = ON.gcp;
  const own = { kind: 'own-ca', secretName: 'acme-ca' } as const;
  expect(namesOf(policiesOf(planWithCharts(), ON.gcp))).toContain('acme');
  expect(namesOf(policiesOf(planWithCharts(), { ...rest, dns: { ...dns, issuer: own } }))).not.toContain('acme');
});

test('behind an HTTP proxy, the internet is the proxy', () => {
  const policies = policiesOf(planWithCharts(), { ...ON.azure, httpProxy: CLOSED.httpProxy });
  const egress = policyOf(policies, 'cert-manager', 'acme').spec.egress as Manifest[];
  expect(egress.flatMap(({ to }) => addressesOf(to))).not.toContain(PUBLIC);
  expect(on(egress, 3128)).toHaveLength(1);
});

test('without Prometheus, nobody asks for metrics', () => {
  const plan = { ...planWithCharts(), clusterServices: ['cert-manager', 'istio', 'external-dns'] } as VendorPlan;
  const { telemetry, ...rest } = plan;
  const { alerts: _, ...quiet } = telemetry ?? {};
  const policies = policiesOf({ ...rest, telemetry: quiet } as VendorPlan, ON.gcp);
  expect(namesOf(policies).toSorted()).toEqual([
    'acme',
    'api-server',
    'external-dns',
    'gateway-to-istiod',
    'istiod',
    'webhook',
  ]);
  expect(JSON.stringify(policies)).not.toContain('monitoring');
});

function policiesOf(plan: VendorPlan, environment: CustomerEnvironment): Manifest[] {
  const { config, outputs } = deployed(plan, environment);
  const props = chartNetworkPoliciesPropsOf(config, outputs);
  if (props === undefined) return [];
  return all(
    objectsOf((chart) => new ChartNetworkPolicies(chart, 'Policies', props)),
    'NetworkPolicy',
  );
}

function policyOf(policies: readonly Manifest[], namespace: string, name: string): Manifest {
  const there = policies.filter(({ metadata }) => metadata.namespace === namespace);
  return one(there, 'NetworkPolicy', name);
}

function namesOf(policies: readonly Manifest[]): string[] {
  return policies.map(({ metadata }) => metadata.name);
}

/** Rules that open a TCP port. */
function on(rules: readonly Manifest[], port: number): Manifest[] {
  return rules.filter(({ ports }) => ports.some((each: Manifest) => each.port === port && each.protocol === 'TCP'));
}

function addressesOf(peers: readonly Manifest[] = []): string[] {
  return peers.flatMap(({ ipBlock }) => (ipBlock === undefined ? [] : [ipBlock.cidr]));
}

function blocks(cidrs: readonly string[]): Manifest[] {
  return cidrs.map((cidr) => ({ ipBlock: { cidr } }));
}

function pods({ namespace, labels }: ChartPods): Manifest {
  return {
    podSelector: { matchLabels: { ...labels } },
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
  };
}

function tcp(port: number): Manifest {
  return { port, protocol: 'TCP' };
}
