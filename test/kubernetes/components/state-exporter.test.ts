import type { CustomerEnvironment, VendorPlan } from '../../../lib/core/config-types';
import { StateExporter, stateExporterPropsOf } from '../../../lib/kubernetes/components/state-exporter';
import {
  azureEnvironment,
  fullEnvironment,
  fullPlan,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlan,
  minimalPlanForEveryCloud,
} from '../../support/config';
import { all, deployed, type Manifest, objectsOf, one } from '../../support/kubernetes';

const EXPORTING: Partial<VendorPlan> = {
  namespaces: ['notes'],
  workloads: [
    {
      name: 'state-exporter',
      namespace: 'byoc-system',
      serviceAccount: 'state-exporter',
      capabilities: [{ id: 'telemetry:queue' }],
    },
  ],
  telemetry: {
    queue: {
      aws: 'arn:aws:sqs:eu-central-1:999988887777:notes-state',
      gcp: 'projects/notes-vendor/topics/state',
      azure: 'notes-vendor.servicebus.windows.net/state',
    },
    stateExporter: { image: 'registry.notes.example.com/state-exporter:1.0.0' },
  },
};

describe('of a full plan', () => {
  const objects = exporterOf(fullPlan(), fullEnvironment());
  const { spec } = one(objects, 'Deployment');

  test('runs once and talks to the Kubernetes API', () => {
    expect(spec.replicas).toBe(1);
    expect(all(objects, 'PodDisruptionBudget')).toEqual([]);
    expect(spec.template.spec.automountServiceAccountToken).toBe(true);
    expect(spec.template.spec.serviceAccountName).toBe('state-exporter');
  });

  test('is told where it is, what to read and where to send it', () => {
    const { env } = spec.template.spec.containers[0];
    expect(env.filter(({ name }: Manifest) => /^(BYOC|AWS)_/.test(name))).toEqual([
      { name: 'BYOC_ENVIRONMENT', value: 'acme' },
      { name: 'BYOC_TARGET', value: 'arn:aws:sqs:eu-central-1:999988887777:riverbed-state' },
      { name: 'AWS_REGION', value: 'eu-central-1' },
      { name: 'BYOC_NAMESPACES', value: 'riverbed,riverbed-meta' },
    ]);
  });

  test('reads workloads of the product and neither secrets nor config maps', () => {
    const rules = [
      { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: ['apps'], resources: ['statefulsets'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] },
    ];
    expect(all(objects, 'Role').map(({ metadata, rules }) => [metadata.namespace, rules])).toEqual([
      ['riverbed', rules],
      ['riverbed-meta', rules],
    ]);
    expect(all(objects, 'ClusterRole')).toEqual([]);
  });

  test('its account has the role in each namespace', () => {
    for (const binding of all(objects, 'RoleBinding')) {
      expect(binding.roleRef).toEqual({
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Role',
        name: 'byoc-state-exporter-v1',
      });
      expect(binding.subjects).toEqual([
        { kind: 'ServiceAccount', name: 'state-exporter', namespace: 'byoc-system', apiGroup: '' },
      ]);
    }
    expect(all(objects, 'RoleBinding').map(({ metadata }) => metadata.namespace)).toEqual([
      'riverbed',
      'riverbed-meta',
    ]);
  });

  test('is reached by nobody, and reaches the Kubernetes API, its credentials and the private endpoints', () => {
    const policy = one(objects, 'NetworkPolicy').spec;
    expect(policy.policyTypes).toEqual(['Egress']);
    expect(policy.egress.map(({ ports }: Manifest) => ports[0].port)).toEqual([443, 80, 443]);
    const reached = policy.egress.flatMap(({ to }: Manifest) => to.map(({ ipBlock }: Manifest) => ipBlock.cidr));
    expect(reached).toContain('169.254.170.23/32');
    expect(reached).not.toContain('0.0.0.0/0');
  });
});

test('a plan without an exporter has none', () => {
  const { config, outputs } = deployed(minimalPlan(), minimalEnvironment());
  expect(stateExporterPropsOf(config, outputs)).toBeUndefined();
});

test.each([
  ['gcp', gcpEnvironment(), 'projects/notes-vendor/topics/state'],
  ['azure', azureEnvironment(), 'notes-vendor.servicebus.windows.net/state'],
])('sends to the queue of %s, and is told nothing of AWS', (_, environment, target) => {
  const objects = exporterOf({ ...minimalPlanForEveryCloud(), ...EXPORTING }, environment);
  expect(one(objects, 'Deployment').spec.template.spec.containers[0].env).toEqual([
    { name: 'BYOC_ENVIRONMENT', value: 'demo' },
    { name: 'BYOC_TARGET', value: target },
    { name: 'BYOC_NAMESPACES', value: 'notes' },
  ]);
});

test('has the cloud identity of its workload', () => {
  const objects = exporterOf({ ...minimalPlanForEveryCloud(), ...EXPORTING }, azureEnvironment());
  expect(one(objects, 'ServiceAccount').metadata.annotations).toHaveProperty(['azure.workload.identity/client-id']);
  expect(one(objects, 'Deployment').spec.template.metadata.labels).toHaveProperty(['azure.workload.identity/use']);
});

function exporterOf(plan: VendorPlan, environment: CustomerEnvironment): Manifest[] {
  const { config, outputs } = deployed(plan, environment);
  const props = stateExporterPropsOf(config, outputs);
  if (props === undefined) throw new Error('there is no exporter');
  return objectsOf((chart) => new StateExporter(chart, 'StateExporter', props));
}
