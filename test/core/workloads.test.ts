import { CAPABILITIES } from '../../lib/core/capabilities';
import type {
  AwsEnvironment,
  Capability,
  CustomerEnvironment,
  VendorPlan,
  Workload,
} from '../../lib/core/config-types';
import { type DataPlaneConfig, resolveConfig } from '../../lib/core/resolve-config';
import {
  fullEnvironment,
  fullPlan,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlan,
  minimalPlanForEveryCloud,
  problemsOf,
  warningsOf,
} from '../support/config';

const DNS = { zoneId: 'Z1', domain: 'acme.notes.example.com', issuer: { kind: 'vendor-ca' } } as const;
const WORKSPACE = 'arn:aws:aps:eu-central-1:111122223333:workspace/ws-1';

test('a minimal plan needs identities for the default cluster services only', () => {
  expect(resolveConfig(minimalPlan(), minimalEnvironment()).identities).toEqual([
    {
      name: 'load-balancer-controller',
      kind: 'cluster-service',
      namespace: 'kube-system',
      serviceAccount: 'aws-load-balancer-controller',
      capabilities: [{ id: 'targets:register', reason: CAPABILITIES['targets:register'].reason }],
    },
    {
      name: 'cluster-autoscaler',
      kind: 'cluster-service',
      namespace: 'kube-system',
      serviceAccount: 'cluster-autoscaler',
      capabilities: [{ id: 'nodes:scale', reason: CAPABILITIES['nodes:scale'].reason }],
    },
  ]);
});

test('a full plan finds the target of every capability', () => {
  const { identities } = resolveConfig(fullPlan(), fullEnvironment());
  const found = identities.flatMap(({ name, capabilities }) =>
    capabilities.map(({ id, target }) => [name, id, target]),
  );
  expect(found).toEqual([
    ['engine', 'bucket:read-write', 'data'],
    ['engine', 'private-endpoints:read', undefined],
    ['agent', 'bucket:read-write', 'state'],
    ['agent', 'metrics:query', fullEnvironment().own?.metricsWorkspace],
    ['archive-reader', 'bucket:read', 'archive'],
    ['state-exporter', 'telemetry:queue', 'arn:aws:sqs:eu-central-1:999988887777:riverbed-state'],
    ['billing', 'telemetry:billing', 'riverbed-billing/usage/'],
    ['load-balancer-controller', 'targets:register', undefined],
    ['cluster-autoscaler', 'nodes:scale', undefined],
    ['external-dns', 'dns:records', 'Z0123456789ABCDEFGHIJ'],
    ['cert-manager', 'dns:challenges', 'Z0123456789ABCDEFGHIJ'],
  ]);
});

test('a workload keeps its namespace and service account', () => {
  const [engine] = resolve([{ id: 'private-endpoints:read' }]).identities;
  expect(engine).toMatchObject({ name: 'engine', kind: 'workload', namespace: 'notes', serviceAccount: 'engine' });
});

test('a service that the cloud runs itself gets no identity', () => {
  const plan = { ...minimalPlanForEveryCloud(), clusterServices: ['cluster-autoscaler'] as const };
  expect(resolveConfig(plan, gcpEnvironment()).identities).toEqual([]);
});

test('a workload acts by a Google service account where the plan says so, on Google Cloud alone', () => {
  const plan = {
    ...minimalPlanForEveryCloud(),
    workloads: [{ ...workload('signer', 'signer'), googleServiceAccount: true }, workload('engine', 'engine')],
  };
  const accounts = ({ identities }: Pick<DataPlaneConfig, 'identities'>) =>
    identities.flatMap(({ name, kind, googleServiceAccount }) =>
      kind === 'workload' ? [[name, googleServiceAccount]] : [],
    );
  expect(accounts(resolveConfig(plan, gcpEnvironment()))).toEqual([
    ['signer', true],
    ['engine', undefined],
  ]);
  expect(accounts(resolveConfig(plan, minimalEnvironment()))).toEqual([
    ['signer', undefined],
    ['engine', undefined],
  ]);
});

describe('a workload that signs URLs of objects on Google Cloud', () => {
  const told = (capability: Workload['capabilities'][number], environment: CustomerEnvironment) =>
    warningsOf(
      resolveConfig(
        {
          ...minimalPlanForEveryCloud(),
          workloads: [{ ...workload('signer', 'signer'), capabilities: [capability], googleServiceAccount: true }],
        },
        environment,
      ),
    ).filter((text) => text.includes('googleServiceAccount'));

  test('lets in without TLS, and the customer is told', () => {
    expect(told({ id: 'bucket:read', bucket: 'data' }, gcpEnvironment())).toEqual([
      'plan.workloads[0].googleServiceAccount lets the workload sign URLs of objects, and whoever has such a URL can also use it without TLS; the organization policy storage.secureHttpTransport refuses that',
    ]);
  });

  test('not where it reads no bucket, nor on AWS', () => {
    expect(told({ id: 'private-endpoints:read' }, gcpEnvironment())).toEqual([]);
    expect(told({ id: 'bucket:read', bucket: 'data' }, minimalEnvironment())).toEqual([]);
  });
});

test('fails if a capability names no bucket of the plan', () => {
  expect(problems([{ id: 'bucket:read', bucket: 'archive' }])).toEqual([
    "'plan.workloads[0].capabilities[0].bucket' must name a bucket of the plan, got archive; choose one of data, state or add it to plan.buckets",
  ]);
});

test('fails if metrics have no workspace', () => {
  expect(problems([{ id: 'metrics:query' }])).toEqual([
    "'plan.workloads[0].capabilities[0]' must have a target (it queries the customer's managed Prometheus workspace), got metrics:query; set environment.own.metricsWorkspace or remove it",
  ]);
});

test('fails if telemetry has no queue on this cloud', () => {
  const telemetry = { queue: { gcp: 'projects/notes-vendor/topics/state' } };
  expect(problems([{ id: 'telemetry:queue' }], { telemetry })).toEqual([
    "'plan.workloads[0].capabilities[0]' must have a target (it sends the state of the installation to the vendor's queue), got telemetry:queue; set plan.telemetry.queue.aws or remove it",
  ]);
});

test('fails if usage records have no bucket on this cloud', () => {
  const telemetry = { billing: { azure: 'notesbilling/usage/' } };
  expect(problems([{ id: 'telemetry:billing' }], { telemetry })).toEqual([
    "'plan.workloads[0].capabilities[0]' must have a target (it writes usage records to the vendor's billing prefix), got telemetry:billing; set plan.telemetry.billing.aws or remove it",
  ]);
});

test('fails if external-dns has no zone', () => {
  expect(problems([], { clusterServices: ['metrics-server', 'external-dns'] })).toEqual([
    "'plan.clusterServices[1]' must have a target (it writes records of the installation's DNS zone), got dns:records; set environment.dns or remove it",
  ]);
});

test('fails if cert-manager has no zone', () => {
  expect(problems([], { clusterServices: ['cert-manager'] })).toEqual([
    "'plan.clusterServices[0]' must have a target (it writes ACME challenge records of the installation's DNS zone), got dns:challenges; set environment.dns or remove it",
  ]);
});

test('one target serves several capabilities', () => {
  const environment = { dns: DNS, own: { metricsWorkspace: WORKSPACE } };
  expect(
    problems([{ id: 'metrics:query' }], { clusterServices: ['external-dns', 'cert-manager'] }, environment),
  ).toEqual([]);
});

test('fails if two workloads share a service account', () => {
  const one = workload('one', 'shared');
  expect(problemsOf(() => resolveConfig(planWith([one, workload('two', 'shared')]), minimalEnvironment()))).toEqual([
    "'plan.workloads[1].serviceAccount' must be used once, but 'one' has it too, got notes/shared; give each workload a service account of its own",
  ]);
});

test('fails if a workload takes the service account of a cluster service', () => {
  const thief = { ...workload('thief', 'external-dns'), namespace: 'external-dns' };
  const plan: VendorPlan = { ...planWith([thief, workload('one', 'one')]), clusterServices: ['external-dns'] };
  const dns = { zoneId: 'Z1', domain: 'acme.notes.example.com', issuer: { kind: 'vendor-ca' } } as const;
  expect(problemsOf(() => resolveConfig(plan, { ...minimalEnvironment(), dns }))).toEqual([
    "'plan.workloads[0].namespace' must be a namespace of the product, got external-dns; choose another one",
    "'plan.workloads[0].serviceAccount' must be used once, but 'external-dns' has it too, got external-dns/external-dns; give each workload a service account of its own",
  ]);
});

test.each(['kube-system', 'kube-public'])(
  'fails if a workload is in namespace %s, where add-ons have accounts',
  (namespace) => {
    const thief = { ...workload('thief', 'ebs-csi-controller-sa'), namespace };
    expect(problemsOf(() => resolveConfig(planWith([thief]), minimalEnvironment()))).toEqual([
      `'plan.workloads[0].namespace' must be a namespace of the product, got ${namespace}; choose another one`,
    ]);
  },
);

test('service accounts of one name in two namespaces are two', () => {
  const workloads = [workload('one', 'same'), { ...workload('two', 'same'), namespace: 'other' }];
  expect(problemsOf(() => resolveConfig(planWith(workloads), minimalEnvironment()))).toEqual([]);
});

test('fails if a cluster service is named twice', () => {
  expect(problems([], { clusterServices: ['cluster-autoscaler', 'istio', 'cluster-autoscaler'] })).toEqual([
    "'plan.clusterServices[2]' must be named once, got cluster-autoscaler; remove it",
  ]);
});

function workload(name: string, serviceAccount: string): Workload {
  return { name, namespace: 'notes', serviceAccount, capabilities: [{ id: 'private-endpoints:read' }] };
}

function planWith(workloads: Workload[]): VendorPlan {
  return { ...minimalPlan(), workloads };
}

function resolve(
  capabilities: Capability[],
  plan: Partial<VendorPlan> = {},
  environment: Partial<AwsEnvironment> = {},
) {
  const workloads = capabilities.length === 0 ? [] : [{ ...workload('engine', 'engine'), capabilities }];
  return resolveConfig({ ...planWith(workloads), ...plan }, { ...minimalEnvironment(), ...environment });
}

function problems(...input: Parameters<typeof resolve>): string[] {
  return problemsOf(() => resolve(...input));
}
