import { Lazy } from 'aws-cdk-lib';
import type { CustomerEnvironment, VendorPlan } from '../../lib/core/config-types';
import { custodyOutputs, dataPlaneOutputs, identityOutputs, type OutputDeclaration } from '../../lib/core/outputs';
import { parseOutputs } from '../../lib/core/parse-outputs';
import { resolveConfig } from '../../lib/core/resolve-config';
import {
  azureEnvironment,
  fullEnvironment,
  fullPlan,
  gcpEnvironment,
  minimalPlanForEveryCloud,
  problemsOf,
} from '../support/config';
import { CUSTODY, DATA_PLANE, EXPECTED, FILE } from '../support/outputs';

const config = resolveConfig(fullPlan(), fullEnvironment());
test('the outputs file of CDK holds both stacks', () => {
  expect(parseOutputs(config, FILE)).toEqual(EXPECTED);
});

test('several files go in as a list', () => {
  const files = [{ 'byoccustody-acme': CUSTODY }, { 'byoc-acme-data': DATA_PLANE }];
  expect(parseOutputs(config, files)).toEqual(EXPECTED);
});

test('outputs of Terraform go in as they are printed', () => {
  expect(parseOutputs(config, [terraform(CUSTODY), terraform(DATA_PLANE)])).toEqual(EXPECTED);
});

test('a list that Terraform prints is read', () => {
  const outputs = terraform({ ...DATA_PLANE, NodeSubnetIds: ['subnet-0', 'subnet-1', 'subnet-2'] });
  expect(parseOutputs(config, [terraform(CUSTODY), outputs]).network).toEqual(EXPECTED.network);
});

test('stacks of another environment in the same file are passed over', () => {
  const other = { ...DATA_PLANE, EnvironmentId: 'other', ClusterName: 'byoc-other', Contract: '7' };
  expect(parseOutputs(config, { ...FILE, 'byoc-other-data': other })).toEqual(EXPECTED);
});

test('stacks that are not ours are passed over', () => {
  expect(parseOutputs(config, { ...FILE, Website: { value: 'https://example.com' }, Empty: {} })).toEqual(EXPECTED);
});

test('outputs of the customer’s own beside ours are passed over', () => {
  const stack = { ...DATA_PLANE, Mine: 'x' };
  expect(parseOutputs(config, { ...FILE, 'byoc-acme-data': stack })).toEqual(EXPECTED);
});

test('a network whose customer routes the way out has no addresses', () => {
  const { EgressAddresses: _, ...rest } = DATA_PLANE;
  const { network } = parseOutputs(config, { ...FILE, 'byoc-acme-data': rest });
  expect(network.egressAddresses).toEqual([]);
});

test.each(['privateServiceConnectSubnet', 'privateLinkSubnet'])(
  '%s is an output where the network has one',
  (field) => {
    const network = { ...EXPECTED.network, [field]: 'consumers' };
    const declared = dataPlaneOutputs({ ...EXPECTED, network }).map(({ name, value }) => [name, value]);
    const { [`${field.charAt(0).toUpperCase()}${field.slice(1)}`]: subnet } = Object.fromEntries(declared);
    expect(subnet).toBe('consumers');
    const dataPlane = { ...Object.fromEntries(declared), Contract: '1', EnvironmentId: 'acme' };
    expect(parseOutputs(config, { a: CUSTODY, b: dataPlane }).network).toEqual(network);
    expect(Object.keys(DATA_PLANE).filter((name) => /PrivateServiceConnect|PrivateLink/.test(name))).toEqual([]);
  },
);

test('what the stacks declare is what is read', () => {
  const declared = (outputs: OutputDeclaration[]) =>
    Object.fromEntries([...identityOutputs(config), ...outputs].map(({ name, value }) => [name, value]));
  const file = { a: declared(custodyOutputs(EXPECTED)), b: declared(dataPlaneOutputs(EXPECTED)) };
  expect(file).toEqual({ a: CUSTODY, b: DATA_PLANE });
  expect(parseOutputs(config, file)).toEqual(EXPECTED);
});

test('a data plane without addresses of its own declares none', () => {
  const network = { ...EXPECTED.network, egressAddresses: [] };
  const names = dataPlaneOutputs({ ...EXPECTED, network }).map(({ name }) => name);
  expect(names).not.toContain('EgressAddresses');
});

test('every output has a description and a name that CloudFormation and Terraform take', () => {
  for (const { name, description } of [
    ...identityOutputs(config),
    ...custodyOutputs(EXPECTED),
    ...dataPlaneOutputs(EXPECTED),
  ]) {
    expect(name).toMatch(/^[A-Za-z][A-Za-z0-9]{0,254}$/);
    expect(description).toMatch(/^[A-Z]/);
  }
});

test.each([
  ['gcp', gcpEnvironment(), 'projects/acme/locations/x', { principal: 'x' }, { addressName: 'y' }],
  ['azure', azureEnvironment(), 'https://acme.vault.azure.net/keys/x', { clientId: 'x' }, { subnet: 'y' }],
] as const)(
  'on %s workloads and listeners are tied to what that cloud has',
  (_, environment, key, identity, target) => {
    const { listeners, workloads } = parseOutputs(
      planInCloud(environment),
      [
        { Contract: '1', EnvironmentId: 'demo', ...cluster(), EncryptionKey: key, WorkloadEngine: 'x' },
        { Contract: '1', EnvironmentId: 'demo', ListenerAgentAddress: '10.0.0.4', ListenerAgentTarget: 'y' },
      ].map(terraform),
    );
    expect(workloads).toEqual({ engine: identity });
    expect(listeners.agent).toMatchObject({ address: '10.0.0.4', ...target });
  },
);

test.each([
  ['gcp', gcpEnvironment()],
  ['azure', azureEnvironment()],
] as const)('fails if an installation on %s is given the outputs of one on AWS', (cloud, environment) => {
  const file = { stack: { Contract: '1', EnvironmentId: 'demo', ...cluster(), EncryptionKey: CUSTODY.EncryptionKey } };
  expect(problemsOf(() => parseOutputs(planInCloud(environment), file))[0]).toBe(
    `'outputs.EncryptionKey' must be a key of ${cloud}, got ${CUSTODY.EncryptionKey}; give the outputs of this installation, not of one on another cloud`,
  );
});

test('fails if the file is of another environment', () => {
  const file = { 'byoc-other-data': { ...DATA_PLANE, EnvironmentId: 'other' } };
  expect(problems(file)).toEqual([
    "'outputs' must belong to environment 'acme', got other; give the outputs file of its stacks",
  ]);
});

test.each([
  ['an empty object', {}],
  ['no object', 'outputs.json'],
  ['nothing', undefined],
  ['null', null],
  ['an empty list', []],
  ['stacks of others', { Website: { Url: 'https://example.com' } }],
])('fails if the file holds %s', (_, file) => {
  expect(problems(file)).toEqual([
    "'outputs' must belong to environment 'acme', got no outputs of a stack of ours; give the outputs file of its stacks",
  ]);
});

test('fails if the stacks keep another contract', () => {
  expect(problems({ ...FILE, 'byoc-acme-data': { ...DATA_PLANE, Contract: '2' } })).toEqual([
    "'outputs.Contract' must be 1, got 2; deploy the stacks with this version of byoc-constructs",
  ]);
});

test('fails if the cluster is of another installation', () => {
  expect(problems({ ...FILE, 'byoc-acme-data': { ...DATA_PLANE, ClusterName: 'byoc-other' } })).toEqual([
    "'outputs.ClusterName' must be byoc-acme, got byoc-other; give the outputs of this installation",
  ]);
});

test('fails if custody is missing, and lists every name', () => {
  expect(problems({ 'byoc-acme-data': DATA_PLANE })).toEqual([
    `'outputs' must have BucketData, BucketState, BucketArchive, EncryptionKey, WorkloadEngine, WorkloadAgent, WorkloadArchiveReader, WorkloadStateExporter, WorkloadBilling, WorkloadLoadBalancerController, WorkloadClusterAutoscaler, WorkloadExternalDns, WorkloadCertManager, got nothing; deploy both stacks with this plan and environment, then read the outputs again`,
  ]);
});

test('fails if an output is no text', () => {
  expect(problems({ ...FILE, 'byoc-acme-data': { ...DATA_PLANE, ClusterVersion: 1.35 } })).toEqual([
    "'outputs' must have ClusterVersion, got nothing; deploy both stacks with this plan and environment, then read the outputs again",
  ]);
});

test('fails if a new listener is not deployed yet', () => {
  const { ListenerSqlAddress: _, ListenerSqlTarget: __, ...rest } = DATA_PLANE;
  expect(problems({ ...FILE, 'byoc-acme-data': rest })).toEqual([
    "'outputs' must have ListenerSqlAddress, ListenerSqlTarget, got nothing; deploy both stacks with this plan and environment, then read the outputs again",
  ]);
});

test.each(['ClusterEndpoint', 'EgressAddresses', 'ListenerSqlTarget'])('fails if %s is a token', (name) => {
  const token = Lazy.string({ produce: () => 'known later' });
  expect(problems({ ...FILE, 'byoc-acme-data': { ...DATA_PLANE, [name]: token } })).toEqual([
    `'outputs.${name}' must be a deployed value, got ${token}; read the outputs of the deployed stacks`,
  ]);
});

test('fails in several ways at once', () => {
  const { NetworkId: _, ...rest } = DATA_PLANE;
  expect(problems({ ...FILE, 'byoc-acme-data': { ...rest, Contract: '2', ClusterName: 'x' } })).toHaveLength(3);
});

function problems(file: unknown): string[] {
  return problemsOf(() => parseOutputs(config, file));
}

function terraform(outputs: Record<string, unknown>): unknown {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => [name, { sensitive: false, type: 'string', value }]),
  );
}

function planInCloud<Environment extends CustomerEnvironment>(environment: Environment) {
  const plan: VendorPlan = {
    ...minimalPlanForEveryCloud(),
    clusterServices: [],
    listeners: [{ name: 'agent', component: 'agent', port: 443 }],
    workloads: [
      { name: 'engine', namespace: 'a', serviceAccount: 'b', capabilities: [{ id: 'private-endpoints:read' }] },
    ],
  };
  return resolveConfig(plan, environment);
}

function cluster() {
  return {
    ...Object.fromEntries(Object.entries(DATA_PLANE).filter(([name]) => /^(Cluster|Network|NodeSubnet)/.test(name))),
    ClusterName: 'byoc-demo',
    EncryptionKey: 'key',
    BucketData: 'data',
    BucketState: 'state',
  };
}
