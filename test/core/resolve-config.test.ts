import { Lazy } from 'aws-cdk-lib';
import type { AwsEnvironment, VendorPlan } from '../../lib/core/config-types';
import { environmentSchema } from '../../lib/core/environment/environment';
import { planSchema } from '../../lib/core/plan/plan';
import { resolveConfig } from '../../lib/core/resolve-config';
import {
  azureEnvironment,
  fullEnvironment,
  fullPlan,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlan,
  minimalPlanForEveryCloud,
  problemsOf,
  warningsOf,
} from '../support/config';

describe('a minimal configuration', () => {
  const config = resolveConfig(minimalPlan(), minimalEnvironment());

  test('gets the closed defaults of an environment', () => {
    expect(config.environment).toEqual({
      ...minimalEnvironment(),
      kubernetesApi: { access: 'private', allowedCidrs: [] },
      nodeShell: false,
      nodeImage: 'standard',
      access: { mode: 'approved', allowInstall: true, allowDelete: false },
      listenerAllowLists: {},
      nodeLimits: {},
      protection: true,
      dataOnDelete: 'retain',
      logRetentionDays: 90,
      maintenanceWindows: [],
      maintenanceExclusions: [],
      tags: {},
      network: { cidr: '10.0.0.0/16', peeredCidrs: [], nat: 'per-zone', endpoints: 'gateway', flowLogs: true },
      own: { roles: {}, buckets: {} },
      bucketNames: 'generated',
      endpointServices: [],
      cloudTrail: false,
      detections: {},
    });
  });

  test('gets the defaults of a plan', () => {
    expect(config.plan).toMatchObject({
      vendor: { aws: { principals: ['arn:aws:iam::999988887777:role/control-plane'], principalArnLike: [] } },
      support: { group: 'byoc-support', aws: [], gcp: [], azure: [] },
      controlPlane: { cidrs: [], privateServices: { aws: {}, gcp: {}, azure: {} } },
      kubernetesVersion: '1.36',
      agent: { port: 8080, resources: { cpu: '250m', memory: '512Mi' } },
      listeners: [],
      namespaces: [],
      workloads: [],
      buckets: [
        { name: 'data', versioned: false },
        { name: 'state', versioned: true },
      ],
      telemetry: { queue: {}, billing: {} },
    });
  });

  test('is of the environment’s cloud', () => {
    expect(config.cloud).toBe('aws');
  });

  test('has two warnings, of what the vendor left open and the customer closed', () => {
    expect(warningsOf(config)).toEqual([
      'plan.controlPlane.egress pods that call the control plane may reach every address on the internet on 443',
      'environment.access.externalId is not set: the vendor gets no access at all',
    ]);
  });
});

describe('a full configuration', () => {
  const config = resolveConfig(fullPlan(), fullEnvironment());

  test('keeps everything that the plan says', () => {
    expect(config.plan).toMatchObject(fullPlan());
  });

  test('keeps everything that the environment says', () => {
    expect(config.environment).toMatchObject(fullEnvironment());
  });

  test('warns of what is unknown or not honoured and of nothing else', () => {
    expect(config.warnings.map(({ path }) => path)).toEqual([
      'plan.controlPlane.egress',
      'environment.own.encryptionKey',
      'environment.own.roles.flow-logs',
      'environment.own.buckets.archive',
      'environment.maintenanceWindows',
      'environment.maintenanceExclusions',
      'environment.registry',
      'environment.httpProxy',
      'environment.caBundle',
    ]);
  });
});

test('nobody reaches external listeners where the environment opens none', () => {
  expect(resolveConfig(minimalPlan(), minimalEnvironment()).externalCidrs).toEqual([]);
});

test('the networks that may reach external listeners are those of the environment', () => {
  expect(resolveConfig(fullPlan(), fullEnvironment()).externalCidrs).toEqual(['198.51.100.0/24']);
});

test('an environment on Google Cloud is resolved', () => {
  expect(resolveConfig(minimalPlanForEveryCloud(), gcpEnvironment()).cloud).toBe('gcp');
});

test('an environment on Azure is resolved', () => {
  expect(resolveConfig(minimalPlanForEveryCloud(), azureEnvironment()).cloud).toBe('azure');
});

test('an explicit undefined is a default', () => {
  const environment = { ...minimalEnvironment(), tags: undefined } as unknown as AwsEnvironment;
  expect(resolveConfig(minimalPlan(), environment).environment.tags).toEqual({});
});

test('the input is left as it was', () => {
  const [plan, environment] = [frozen(fullPlan()), frozen(fullEnvironment())];
  expect(problemsOf(() => resolveConfig(plan, environment))).toEqual([]);
});

test('the same input makes the same configuration', () => {
  expect(resolveConfig(fullPlan(), fullEnvironment())).toEqual(resolveConfig(fullPlan(), fullEnvironment()));
});

test('what was resolved once can be resolved again', () => {
  const { plan, environment } = resolveConfig(minimalPlan(), minimalEnvironment());
  expect(planSchema.parse(plan)).toEqual(plan);
  expect(environmentSchema.parse(environment)).toEqual(environment);
});

test('fails if plan and environment break rules of their own, and names all', () => {
  const plan = { ...minimalPlan(), domain: 'Notes', agent: { image: 'agent' } };
  const environment = { ...minimalEnvironment(), id: 'acme-eu', network: { cidr: '10.0.0.5/16' } };
  expect(problemsOf(() => resolveConfig(plan, environment))).toEqual([
    "'plan.domain' must be a lower-case host name, got Notes; write it like control.example.com",
    "'plan.agent.image' must be a container image with a tag or digest, got agent; append :<tag> or, better, @sha256:<digest>",
    "'environment.id' must be 2 to 16 lower-case letters and digits, starting with a letter, without hyphen, got acme-eu; choose another id",
    "'environment.network.cidr' must be network-aligned, got 10.0.0.5/16; write 10.0.0.0/16",
  ]);
});

describe('a value that is wrong itself hides no rule but those that need it', () => {
  const wrongZones: AwsEnvironment = {
    ...minimalEnvironment(),
    zones: ['eu-central-1a', 'eu-central-1a', 'eu-central-1c'],
    network: { peeredCidrs: ['10.0.0.0/16'] },
  };
  const pathsOf = (plan: VendorPlan, environment: AwsEnvironment) =>
    problemsOf(() => resolveConfig(plan, environment)).map((line) => line.split("'")[1]);

  test('of the plan', () => {
    const plan = { ...minimalPlan(), nodeProfiles: [{ name: 'general', vcpu: 'two' }] } as unknown as VendorPlan;
    expect(pathsOf(plan, wrongZones)).toEqual([
      'plan.nodeProfiles[0].vcpu',
      'plan.nodeProfiles[0].memoryGiB',
      'plan.nodeProfiles[0].maxNodesPerZone',
      'environment.zones[1]',
      'environment.network.cidr',
    ]);
  });

  test('of the environment', () => {
    const environment: AwsEnvironment = {
      ...wrongZones,
      access: { externalId: 'short' },
      kubernetesApi: { access: 'public' },
      own: { roles: { engin: 'arn:aws:iam::111122223333:role/engine' } },
      tags: { 'aws:owner': 'x' },
    };
    const workloads = [
      { name: 'a', namespace: 'a', serviceAccount: 'a', capabilities: [{ id: 'bucket:read', bucket: 'archive' }] },
    ] as VendorPlan['workloads'];
    expect(pathsOf({ ...minimalPlan(), ...(workloads === undefined ? {} : { workloads }) }, environment)).toEqual([
      'environment.access.externalId',
      'environment.zones[1]',
      'environment.network.cidr',
      'plan.workloads[0].capabilities[0].bucket',
      'environment.own.roles.engin',
      'environment.tags.aws:owner',
      'environment.kubernetesApi.allowedCidrs',
    ]);
  });

  test('an unknown key', () => {
    const plan = { ...minimalPlan(), produkt: {} } as VendorPlan;
    expect(pathsOf(plan, wrongZones)).toEqual(['plan.produkt', 'environment.zones[1]', 'environment.network.cidr']);
  });

  test('a token, of which nothing else is said', () => {
    const id = Lazy.string({ produce: () => 'later' });
    expect(pathsOf(minimalPlan(), { ...wrongZones, id })).toEqual([
      'environment.id',
      'environment.zones[1]',
      'environment.network.cidr',
    ]);
  });

  test('a role of a workload is not called unknown where the workloads cannot be read', () => {
    const plan = { ...minimalPlan(), workloads: 'none' } as unknown as VendorPlan;
    const own = { roles: { engine: 'arn:aws:iam::111122223333:role/engine' } };
    expect(pathsOf(plan, { ...minimalEnvironment(), own })).toEqual(['plan.workloads']);
  });
});

test('fails if plan and environment break rules together, and names all', () => {
  const plan: VendorPlan = {
    ...minimalPlan(),
    kubernetesVersion: '1.31',
    nodeProfiles: [{ name: 'general', vcpu: 2, memoryGiB: 8, minNodesPerZone: 4, maxNodesPerZone: 3 }],
    listeners: [{ name: 'sql', component: 'proxy', port: 4566 }],
    workloads: [
      { name: 'a', namespace: 'a', serviceAccount: 'a', capabilities: [{ id: 'bucket:read', bucket: 'archive' }] },
    ],
    controlPlane: { hosts: ['control.notes.example.com'], egress: 'fqdn' },
  };
  const environment: AwsEnvironment = {
    ...minimalEnvironment(),
    zones: ['eu-central-1a', 'eu-central-1b'],
    network: { cidr: '10.0.0.0/24' },
    kubernetesApi: { access: 'public' },
    tags: { 'aws:owner': 'x' },
  };
  expect(problemsOf(() => resolveConfig(plan, environment)).map((line) => line.split("'")[1])).toEqual([
    'environment.zones',
    'plan.nodeProfiles[0].minNodesPerZone',
    'plan.listeners[0].target',
    'plan.listeners[0].component',
    'environment.network.cidr',
    'plan.workloads[0].capabilities[0].bucket',
    'plan.controlPlane.egress',
    'environment.tags.aws:owner',
    'environment.kubernetesApi.allowedCidrs',
    'plan.kubernetesVersion',
  ]);
});

test('fails if there is nothing', () => {
  expect(problemsOf(() => resolveConfig(undefined as never, undefined as never))).toEqual([
    "'plan' must be set (an object), got nothing; add it",
    "'environment' must be set (an object), got nothing; add it",
  ]);
});

test('nothing is returned where something is wrong', () => {
  expect(() => resolveConfig(minimalPlan(), { ...minimalEnvironment(), zones: [] })).toThrow();
});

/** So that every write into it throws. */
function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}
