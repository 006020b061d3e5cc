import type { CustomerEnvironment, VendorPlan } from '../../../lib/core/config-types';
import { Agent, agentPropsOf } from '../../../lib/kubernetes/components/agent';
import {
  azureEnvironment,
  fullEnvironment,
  fullPlan,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlan,
  minimalPlanForEveryCloud,
} from '../../support/config';
import { all, deployed, objectsOf, one } from '../../support/kubernetes';

const AGENT_WORKLOAD: Partial<VendorPlan> = {
  workloads: [
    {
      name: 'agent',
      namespace: 'byoc-system',
      serviceAccount: 'agent',
      capabilities: [{ id: 'private-endpoints:read' }],
    },
  ],
};

describe('of a minimal plan', () => {
  const objects = agentOf(minimalPlan(), minimalEnvironment());

  test('runs twice, and talks to the Kubernetes API', () => {
    const { spec } = one(objects, 'Deployment');
    expect(spec.replicas).toBe(2);
    expect(spec.template.spec.automountServiceAccountToken).toBe(true);
    expect(one(objects, 'ServiceAccount').automountServiceAccountToken).toBe(false);
  });

  test('can be reached by nobody', () => {
    const policy = one(objects, 'NetworkPolicy').spec;
    expect(policy.policyTypes).toEqual(['Egress']);
  });

  test('reaches the Kubernetes API and the internet', () => {
    const egress = one(objects, 'NetworkPolicy').spec.egress;
    expect(egress.map(({ to }: any) => to[0].ipBlock.cidr)).toEqual(['10.0.216.0/21', '0.0.0.0/0']);
  });
});

describe('of a full plan', () => {
  const objects = agentOf(fullPlan(), fullEnvironment());

  test('answers on the plan’s port', () => {
    const [container] = one(objects, 'Deployment').spec.template.spec.containers;
    expect(container.ports).toEqual([
      { name: 'agent', containerPort: 40001, protocol: 'TCP' },
      { name: 'health', containerPort: 8081, protocol: 'TCP' },
      { name: 'metrics', containerPort: 9090, protocol: 'TCP' },
    ]);
    expect(container.resources.requests).toEqual({ cpu: '500m', memory: '1Gi' });
  });

  test('is reached by its load balancer, its health check, and Prometheus', () => {
    const from = one(objects, 'NetworkPolicy').spec.ingress;
    expect(from.map(({ ports }: any) => ports[0].port)).toEqual([40001, 8081, 9090]);
    expect(from[0].from).toEqual([
      { ipBlock: { cidr: '10.40.0.0/18' } },
      { ipBlock: { cidr: '10.40.64.0/18' } },
      { ipBlock: { cidr: '10.40.128.0/18' } },
    ]);
    expect(from[2].from).toEqual([
      { podSelector: {}, namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } },
    ]);
  });

  test('is told of the installation, and no secret of the access', () => {
    const text = one(objects, 'ConfigMap').data['installation.json'];
    expect(JSON.parse(text)).toMatchObject({
      environment: 'acme',
      namespaces: ['riverbed', 'riverbed-meta'],
      buckets: { data: 'byoc-acme-data-example' },
      controlPlane: ['control.riverbed.example.com'],
    });
    expect(text).not.toContain(fullEnvironment().access?.externalId);
    expect(one(objects, 'Deployment').spec.template.metadata.annotations['byoc/configuration']).toMatch(
      /^[0-9a-f]{64}$/,
    );
  });
});

describe('a cloud identity', () => {
  test('on AWS needs nothing in the cluster', () => {
    const account = one(agentOf({ ...minimalPlan(), ...AGENT_WORKLOAD }, minimalEnvironment()), 'ServiceAccount');
    expect(account.metadata).not.toHaveProperty('annotations');
  });

  test('on Google Cloud needs nothing in the cluster', () => {
    const objects = agentOf({ ...minimalPlanForEveryCloud(), ...AGENT_WORKLOAD }, gcpEnvironment());
    expect(one(objects, 'ServiceAccount').metadata).not.toHaveProperty('annotations');
  });

  test('on Google Cloud is an annotation of the account, where the plan asks for a service account', () => {
    const workloads = (AGENT_WORKLOAD.workloads ?? []).map((workload) => ({ ...workload, googleServiceAccount: true }));
    const objects = agentOf({ ...minimalPlanForEveryCloud(), workloads }, gcpEnvironment());
    expect(one(objects, 'ServiceAccount').metadata.annotations).toEqual({
      'iam.gke.io/gcp-service-account': expect.stringMatching(/^demo-agent-\w{4}@.+\.iam\.gserviceaccount\.com$/),
    });
  });

  test('on Azure is an annotation of the account and a label of its pods', () => {
    const objects = agentOf({ ...minimalPlanForEveryCloud(), ...AGENT_WORKLOAD }, azureEnvironment());
    expect(one(objects, 'ServiceAccount').metadata.annotations).toEqual({
      'azure.workload.identity/client-id': '01234567-89ab-cdef-0123-456789abcdef',
    });
    expect(one(objects, 'Deployment').spec.template.metadata.labels).toMatchObject({
      'azure.workload.identity/use': 'true',
    });
  });
});

test('host names are written where the cluster’s own policy can name them, and only there', () => {
  const onGcp = agentOf(minimalPlanForEveryCloud(), gcpEnvironment());
  expect(one(onGcp, 'FQDNNetworkPolicy').spec.egress).toEqual([
    { matches: [{ name: 'control.notes.example.com' }], ports: [{ protocol: 'TCP', port: 443 }] },
  ]);
  expect(all(agentOf(minimalPlan(), minimalEnvironment()), 'FQDNNetworkPolicy')).toEqual([]);
});

function agentOf(plan: VendorPlan, environment: CustomerEnvironment) {
  const { config, outputs } = deployed(plan, environment);
  return objectsOf((chart) => new Agent(chart, 'Agent', agentPropsOf(config, outputs)));
}
