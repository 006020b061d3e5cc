import type { AwsEnvironment, VendorPlan } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import { synthesize, type TemplateJson } from '../support/aws';
import { fullEnvironment, fullPlan } from '../support/config';

const ADMINISTRATORS = ['a', 'b', 'c'].map((name) => `arn:aws:iam::111122223333:role/${name}`);
const { own, ...withoutOwn } = fullEnvironment();
/** Everything, with more than one of each thing that can come and go. */
function before(): { plan: VendorPlan; environment: AwsEnvironment } {
  const plan = fullPlan();
  return {
    plan: {
      ...plan,
      listeners: [...(plan.listeners ?? []), { ...sql(plan), name: 'sql-tls', port: 4567 }],
    },
    environment: {
      ...withoutOwn,
      own: own?.metricsWorkspace === undefined ? {} : { metricsWorkspace: own.metricsWorkspace },
      administrators: ADMINISTRATORS,
    },
  };
}

function sql(plan: VendorPlan): NonNullable<VendorPlan['listeners']>[number] {
  const found = plan.listeners?.find(({ name }) => name === 'sql');
  if (found === undefined) throw new Error('the plan has no listener sql');
  return found;
}

interface Templates {
  readonly custody: TemplateJson;
  readonly dataPlane: TemplateJson;
}

function templates({ plan, environment }: ReturnType<typeof before>): Templates {
  const { custody, dataPlane } = synthesize(resolveConfig(plan, environment));
  return { custody: custody.json, dataPlane: dataPlane.json };
}

/** Logical ids that only one of two templates has, and those that both have and say differently. */
function difference(one: TemplateJson, other: TemplateJson): { only: string[]; changed: string[] } {
  const resources = [one.Resources ?? {}, other.Resources ?? {}] as const;
  const ids = [...new Set(resources.flatMap((record) => Object.keys(record)))];
  return {
    only: ids.filter((id) => !(id in resources[0]) || !(id in resources[1])).map(withoutHash),
    changed: ids.filter(
      (id) =>
        id in resources[0] &&
        id in resources[1] &&
        JSON.stringify(resources[0][id]) !== JSON.stringify(resources[1][id]),
    ),
  };
}

/** Properties of one resource that two templates do not share. */
function changedProperties(one: TemplateJson, other: TemplateJson, id = ''): string[] {
  const [first, second] = [one, other].map(({ Resources }) => Resources?.[id]?.Properties ?? {}) as [object, object];
  const names = [...new Set([...Object.keys(first), ...Object.keys(second)])];
  const textOf = (properties: object, name: string) => JSON.stringify((properties as Record<string, unknown>)[name]);
  return names.filter((name) => textOf(first, name) !== textOf(second, name));
}

/** Outputs that two templates do not share. */
function outputsDiffering(one: TemplateJson, other: TemplateJson): string[] {
  const [first, second] = [one.Outputs ?? {}, other.Outputs ?? {}];
  const names = [...new Set([...Object.keys(first), ...Object.keys(second)])];
  return names.filter((name) => JSON.stringify(first[name]) !== JSON.stringify(second[name]));
}

function withoutHash(id: string): string {
  return id.replace(/[0-9A-F]{8}$/, '');
}

let base: Templates;
beforeAll(() => {
  base = templates(before());
});

/** What another plan or environment changes. */
function changes(change: (input: ReturnType<typeof before>) => ReturnType<typeof before>) {
  const after = templates(change(before()));
  return {
    custody: { ...difference(base.custody, after.custody), outputs: outputsDiffering(base.custody, after.custody) },
    dataPlane: {
      ...difference(base.dataPlane, after.dataPlane),
      outputs: outputsDiffering(base.dataPlane, after.dataPlane),
    },
    after,
  };
}

const NOTHING = { only: [], changed: [], outputs: [] };
const groupsOf = (profile: string) =>
  ['LaunchTemplate', 'Zone1', 'Zone2', 'Zone3'].map((part) => `DataPlaneNodeGroups${profile}${part}`);

test('adding a profile adds a launch template and three groups, and changes nothing else', () => {
  const added = { name: 'batch', vcpu: 4, memoryGiB: 16, maxNodesPerZone: 3 };
  const { custody, dataPlane } = changes(({ plan, environment }) => ({
    plan: { ...plan, nodeProfiles: [added, ...plan.nodeProfiles] },
    environment,
  }));
  expect(dataPlane).toEqual({ only: groupsOf('batch'), changed: [], outputs: [] });
  expect(custody).toEqual(NOTHING);
});

test('removing a profile removes its four, and changes nothing else', () => {
  const { custody, dataPlane } = changes(({ plan, environment }) => ({
    plan: { ...plan, nodeProfiles: plan.nodeProfiles.filter(({ name }) => name !== 'serving') },
    environment,
  }));
  expect(dataPlane).toEqual({ only: groupsOf('serving'), changed: [], outputs: [] });
  expect(custody).toEqual(NOTHING);
});

test('reordering profiles changes the order and nothing else', () => {
  const { custody, dataPlane, after } = changes(({ plan, environment }) => ({
    plan: { ...plan, nodeProfiles: [...plan.nodeProfiles].reverse() },
    environment,
  }));
  expect([custody, dataPlane]).toEqual([NOTHING, NOTHING]);
  expect(after.dataPlane).toEqual(base.dataPlane);
  expect(Object.keys(after.dataPlane.Resources ?? {})).not.toEqual(Object.keys(base.dataPlane.Resources ?? {}));
});

test('a larger maximum changes the three groups of its profile', () => {
  const { dataPlane } = changes(({ plan, environment }) => ({
    plan,
    environment: { ...environment, nodeLimits: { ...environment.nodeLimits, meta: { maxNodesPerZone: 9 } } },
  }));
  expect({ ...dataPlane, changed: dataPlane.changed.map(withoutHash) }).toEqual({
    only: [],
    changed: groupsOf('meta').slice(1),
    outputs: [],
  });
});

test('removing one of three administrators removes one access entry', () => {
  const { custody, dataPlane } = changes(({ plan, environment }) => ({
    plan,
    environment: { ...environment, administrators: ADMINISTRATORS.filter((arn) => !arn.endsWith('/b')) },
  }));
  expect(dataPlane).toEqual({ only: ['DataPlaneClusterAdministratorb'], changed: [], outputs: [] });
  expect(custody).toEqual(NOTHING);
});

test('removing a workload removes its role, its association and its output', () => {
  const { custody, dataPlane } = changes(({ plan, environment }) => ({
    plan: {
      ...plan,
      telemetry: { queue: plan.telemetry?.queue ?? {} },
      workloads: (plan.workloads ?? []).filter(({ name }) => name !== 'billing'),
    },
    environment,
  }));
  expect(custody).toEqual({ only: ['CustodyWorkloadIdentitybilling'], changed: [], outputs: ['WorkloadBilling'] });
  expect(dataPlane).toEqual({ only: ['DataPlanePodIdentitiesriverbedbilling'], changed: [], outputs: [] });
});

test('removing one of two listeners of a load balancer leaves the other and its rules', () => {
  const { custody, dataPlane } = changes(({ plan, environment }) => ({
    plan: { ...plan, listeners: (plan.listeners ?? []).filter(({ name }) => name !== 'sql-tls') },
    environment,
  }));
  const proxy = 'DataPlaneLoadBalancersProxyInternal';
  expect(dataPlane).toEqual({
    only: ['Targetssqltls', 'Listener4567', 'From104000164567', 'From10000164567', 'ToPods4567', 'PodsFrom4567'].map(
      (part) => proxy + part,
    ),
    changed: [],
    outputs: ['ListenerSqlTlsAddress', 'ListenerSqlTlsTarget'],
  });
  expect(custody).toEqual(NOTHING);
});

test('renaming a workload keeps its association, which EKS has once per service account, and changes its role', () => {
  const { custody, dataPlane, after } = changes(({ plan, environment }) => ({
    plan: {
      ...plan,
      workloads: (plan.workloads ?? []).map((workload) =>
        workload.name === 'billing' ? { ...workload, name: 'invoicing' } : workload,
      ),
    },
    environment,
  }));
  expect(custody).toEqual({
    only: ['CustodyWorkloadIdentitybilling', 'CustodyWorkloadIdentityinvoicing'],
    changed: [],
    outputs: ['WorkloadBilling', 'WorkloadInvoicing'],
  });
  expect({ ...dataPlane, changed: dataPlane.changed.map(withoutHash) }).toEqual({
    only: [],
    changed: ['DataPlanePodIdentitiesriverbedbilling'],
    outputs: [],
  });
  expect(changedProperties(base.dataPlane, after.dataPlane, dataPlane.changed[0])).toEqual(['RoleArn']);
});

test('renaming a listener keeps its listener, of which a load balancer has one per port, and changes its target', () => {
  const { custody, dataPlane, after } = changes(({ plan, environment }) => ({
    plan: {
      ...plan,
      listeners: (plan.listeners ?? []).map((listener) =>
        listener.name === 'sql-tls' ? { ...listener, name: 'sql-secure' } : listener,
      ),
    },
    environment,
  }));
  const proxy = 'DataPlaneLoadBalancersProxyInternal';
  expect({ ...dataPlane, changed: dataPlane.changed.map(withoutHash) }).toEqual({
    only: [`${proxy}Targetssqltls`, `${proxy}Targetssqlsecure`],
    changed: [`${proxy}Listener4567`],
    outputs: ['ListenerSqlTlsAddress', 'ListenerSqlTlsTarget', 'ListenerSqlSecureAddress', 'ListenerSqlSecureTarget'],
  });
  expect(changedProperties(base.dataPlane, after.dataPlane, dataPlane.changed[0])).toEqual(['DefaultActions']);
  expect(custody).toEqual(NOTHING);
});

test('removing the only listener of a load balancer removes the load balancer, and changes nothing else', () => {
  const { dataPlane } = changes(({ plan, environment }) => ({
    plan: { ...plan, listeners: (plan.listeners ?? []).filter(({ name }) => name !== 'agent') },
    environment,
  }));
  expect(dataPlane.changed).toEqual([]);
  expect(dataPlane.only.filter((id) => !id.startsWith('DataPlaneLoadBalancersAgentInternal'))).toEqual([]);
  expect(dataPlane.outputs).toEqual(['ListenerAgentAddress', 'ListenerAgentTarget']);
});

test('removing a bucket removes it, its policy and its output', () => {
  const { custody, dataPlane } = changes(({ plan, environment }) => ({
    plan: {
      ...plan,
      buckets: (plan.buckets ?? []).filter(({ name }) => name !== 'archive'),
      workloads: (plan.workloads ?? []).filter(({ name }) => name !== 'archive-reader'),
    },
    environment,
  }));
  expect(custody.changed).toEqual([]);
  expect(custody.only).toEqual([
    'CustodyObjectStoragearchive',
    'CustodyObjectStoragearchivePolicy',
    'CustodyWorkloadIdentityarchivereader',
  ]);
  expect(dataPlane.changed).toEqual([]);
});

test('turning protection off changes cluster and load balancers in place', () => {
  const { custody, dataPlane } = changes(({ plan, environment }) => ({
    plan,
    environment: { ...environment, protection: false },
  }));
  expect(custody).toEqual(NOTHING);
  expect({ ...dataPlane, changed: dataPlane.changed.map(withoutHash).sort() }).toEqual({
    only: [],
    changed: [
      'DataPlaneCluster',
      ...['AgentInternal', 'IngressExternal', 'IngressInternal', 'ProxyInternal'].map(
        (name) => `DataPlaneLoadBalancers${name}`,
      ),
    ],
    outputs: [],
  });
});

test('a new Kubernetes version changes cluster, nodes and add-ons in place', () => {
  const { custody, dataPlane } = changes(({ plan, environment }) => ({
    plan: { ...plan, kubernetesVersion: '1.36' },
    environment,
  }));
  expect(custody).toEqual(NOTHING);
  expect([dataPlane.only, dataPlane.outputs]).toEqual([[], ['ClusterVersion']]);
  expect(dataPlane.changed.map(withoutHash).filter((id) => !/Cluster$|Zone\d$|AddOns/.test(id))).toEqual([]);
});

test('the names of zones do not reach the logical ids', () => {
  const { dataPlane } = changes(({ plan, environment }) => ({
    plan,
    environment: { ...environment, zones: ['eu-central-1c', 'eu-central-1a', 'eu-central-1b'] },
  }));
  expect(dataPlane.only).toEqual([]);
  expect(dataPlane.changed.map(withoutHash).filter((id) => !/Subnet\d$/.test(id))).toEqual([]);
});

describe('logical ids that customers have deployed', () => {
  test('of what would be replaced or lost', () => {
    const kept = [
      'AWS::KMS::Key',
      'AWS::S3::Bucket',
      'AWS::Logs::LogGroup',
      'AWS::EKS::Cluster',
      'AWS::EC2::VPC',
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
    ];
    const ids = [base.custody, base.dataPlane].flatMap(({ Resources }) =>
      Object.entries(Resources ?? {}).flatMap(([id, { Type }]) => (kept.includes(Type) ? [id] : [])),
    );
    expect(ids).toEqual([
      'CustodyEncryption8EFA9FD4',
      'CustodyObjectStoragedataE7C26742',
      'CustodyObjectStoragestate2774ED1E',
      'CustodyObjectStoragearchiveEAF7E6D5',
      'CustodyLogsCluster16140B51',
      'CustodyLogsFlow97F94AA0',
      'DataPlaneNetwork00245413',
      'DataPlaneClusterBF7FA294',
      'DataPlaneLoadBalancersAgentInternalA55A5F83',
      'DataPlaneLoadBalancersProxyInternal179289E8',
      'DataPlaneLoadBalancersIngressInternalC3591A99',
      'DataPlaneLoadBalancersIngressExternal42B5F70C',
    ]);
  });
});
