import type { AwsEnvironment, CustomerEnvironment, VendorPlan } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import {
  azureEnvironment,
  existingVirtualNetwork,
  existingVpc,
  fullEnvironment,
  fullPlan,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlanForEveryCloud,
  problemsOf,
  warningsOf,
} from '../support/config';

const SERVICE = 'com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0';
const CIDRS = ['203.0.113.0/28'];
const HOSTS = ['control.notes.example.com'];
const PROXY: Partial<AwsEnvironment> = { httpProxy: { url: 'http://proxy.acme.example.com:3128' } };
const PRIVATE: Partial<AwsEnvironment> = { network: { endpoints: 'private' } };
const OPEN = 'plan.controlPlane.egress pods that call the control plane may reach every address on the internet on 443';

const withService = { privateServices: { aws: { 'eu-central-1': SERVICE } } };

test('a minimal plan leaves the way out open, and says so', () => {
  const config = egress({});
  expect(config.egress).toEqual({ mode: 'open' });
  expect(warnings(config)).toEqual([OPEN]);
});

test('a full plan is pinned to its private endpoint', () => {
  expect(resolveConfig(fullPlan(), fullEnvironment()).egress).toEqual({
    mode: 'private-endpoint',
    serviceName: SERVICE,
  });
});

test('a private endpoint comes first', () => {
  expect(egress({ ...withService, cidrs: CIDRS }, { ...PRIVATE, ...PROXY }).egress).toEqual({
    mode: 'private-endpoint',
    serviceName: SERVICE,
  });
});

test('fixed addresses come before a proxy', () => {
  expect(egress({ cidrs: CIDRS }, PROXY).egress).toEqual({ mode: 'cidrs', cidrs: CIDRS });
});

test('a proxy comes before host names', () => {
  expect(egressOf({}, { ...gcpEnvironment(), httpProxy: { url: 'http://proxy.example.com:3128' } }).egress).toEqual({
    mode: 'proxy',
    url: 'http://proxy.example.com:3128',
    cidrs: [],
    port: 3128,
  });
});

test('host names come before an open way out, where the cloud’s policy can name them', () => {
  expect(egressOf({}, gcpEnvironment()).egress).toEqual({ mode: 'fqdn', hosts: HOSTS });
});

test('the network policy of Azure cannot name hosts', () => {
  expect(egressOf({}, azureEnvironment()).egress).toEqual({ mode: 'open' });
});

test.each([
  ['of ours', {}],
  ['of the customer’s', { network: existingVirtualNetwork() }],
])('a private endpoint comes first on Azure, in a network %s', (_, environment) => {
  const serviceName = 'control.00000000-0000-0000-0000-000000000000.westeurope.azure.privatelinkservice';
  const controlPlane = { privateServices: { azure: { westeurope: serviceName } } };
  expect(egressOf(controlPlane, { ...azureEnvironment(), ...environment }).egress).toEqual({
    mode: 'private-endpoint',
    serviceName,
  });
});

test('fails if a private service on Azure is not named by its alias', () => {
  const controlPlane = { privateServices: { azure: { westeurope: 'control' } } };
  expect(problemsOf(() => egressOf(controlPlane, azureEnvironment()))).toEqual([
    "'plan.controlPlane.privateServices.azure.westeurope' must be the alias of a Private Link service, got control; copy it from the service",
  ]);
});

test('fixed addresses are narrow', () => {
  expect(warnings(egress({ cidrs: CIDRS }))).toEqual([]);
});

test('a proxy of which only the name is known is not narrow, and that is said', () => {
  expect(warningsOf(egress({}, PROXY))).toContain(
    'environment.httpProxy.cidrs is not set: pods that use the proxy may reach its port at every address of the network and its peers',
  );
  const known = { httpProxy: { url: 'http://proxy.acme.example.com:3128', cidrs: ['10.9.0.0/28'] } };
  expect(warningsOf(egress({}, known)).filter((warning) => warning.includes('cidrs'))).toEqual([]);
  expect(egress({}, known).egress).toMatchObject({ cidrs: ['10.9.0.0/28'], port: 3128 });
});

test('an agent that uses object storage is not as narrow as its way to the control plane, and that is said', () => {
  const agent = { name: 'agent', namespace: 'byoc-system', serviceAccount: 'agent' };
  const plan = { ...minimalPlanForEveryCloud(), controlPlane: { hosts: HOSTS, cidrs: CIDRS } };
  const withCapability = (capability: { id: 'private-endpoints:read' } | { id: 'bucket:read'; bucket: string }) =>
    warnings(resolveConfig({ ...plan, workloads: [{ ...agent, capabilities: [capability] }] }, minimalEnvironment()));
  expect(withCapability({ id: 'bucket:read', bucket: 'state' })).toEqual([
    'plan.controlPlane.egress is cidrs, but no network policy can name the addresses behind bucket:read, which the agent has: its pods may reach every address on the internet on 443 that routes lead to',
  ]);
  expect(withCapability({ id: 'private-endpoints:read' })).toEqual([]);
});

test('on Google Cloud that is so for every API, but where all of them have a private endpoint', () => {
  const agent = { name: 'agent', namespace: 'byoc-system', serviceAccount: 'agent' };
  const capabilities: [{ id: 'private-endpoints:read' }] = [{ id: 'private-endpoints:read' }];
  const plan = {
    ...minimalPlanForEveryCloud(),
    controlPlane: { hosts: HOSTS, cidrs: CIDRS },
    workloads: [{ ...agent, capabilities }],
  };
  expect(warnings(resolveConfig(plan, gcpEnvironment()))).toEqual([
    'plan.controlPlane.egress is cidrs, but no network policy can name the addresses behind private-endpoints:read, which the agent has: its pods may reach every address on the internet on 443 that routes lead to',
  ]);
  expect(warnings(resolveConfig(plan, { ...gcpEnvironment(), network: { endpoints: 'private' } }))).toEqual([]);
});

test('a private endpoint is narrow without a network policy', () => {
  expect(warnings(egress(withService, PRIVATE))).toEqual([]);
});

test('fails if a private service is in another region than its key', () => {
  const controlPlane = { privateServices: { aws: { 'eu-west-1': SERVICE } } };
  const zones = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];
  expect(problemsOf(() => egress(controlPlane, { ...PRIVATE, region: 'eu-west-1', zones }))).toEqual([
    `'plan.controlPlane.privateServices.aws.eu-west-1' must be an endpoint service in eu-west-1, got ${SERVICE}; give the service of that region, or remove the entry`,
  ]);
});

describe('a service attachment on Google Cloud', () => {
  const problems = (service: string) =>
    problemsOf(() => egressOf({ privateServices: { gcp: { 'europe-west1': service } } }, gcpEnvironment()));
  const path = "'plan.controlPlane.privateServices.gcp.europe-west1'";

  test('fails if it is in another region than its key', () => {
    const service = 'projects/riverbed/regions/europe-west3/serviceAttachments/control';
    expect(problems(service)).toEqual([
      `${path} must be an endpoint service in europe-west1, got ${service}; give the service of that region, or remove the entry`,
    ]);
  });

  test('fails if it is not named in full', () => {
    expect(problems('control')).toContain(
      `${path} must be the resource name of a service attachment, got control; write it like projects/vendor-prod/regions/europe-west1/serviceAttachments/control`,
    );
  });
});

test('a private service of another region does not count', () => {
  const controlPlane = { privateServices: { aws: { 'eu-west-1': SERVICE } } };
  expect(egress(controlPlane, PRIVATE).egress).toEqual({ mode: 'open' });
});

test('a private service of the environment’s region counts', () => {
  const service = SERVICE.replace('eu-central-1', 'eu-west-1');
  const controlPlane = { privateServices: { aws: { 'eu-west-1': service } } };
  const zones = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];
  expect(egress(controlPlane, { ...PRIVATE, region: 'eu-west-1', zones }).egress.mode).toBe('private-endpoint');
});

test('a private service does not count where the network has no private endpoints', () => {
  expect(egress(withService).egress).toEqual({ mode: 'open' });
});

test('a private service does not count in a network that is the customer’s', () => {
  expect(egress(withService, { network: existingVpc() }).egress).toEqual({ mode: 'open' });
});

test('the plan may pin a wider way out than the environment allows', () => {
  expect(egress({ ...withService, egress: 'open' }, PRIVATE).egress).toEqual({ mode: 'open' });
});

test('fails if the pinned way out needs a service that the region does not have', () => {
  expect(problemsOf(() => egress({ egress: 'private-endpoint' }))).toEqual([
    "'plan.controlPlane.egress' must be possible in this environment (open), got private-endpoint; choose one of these, or leave it out for the narrowest",
  ]);
});

test('fails if the pinned way out needs host names on AWS', () => {
  expect(problemsOf(() => egress({ cidrs: CIDRS, egress: 'fqdn' }, PROXY))).toEqual([
    "'plan.controlPlane.egress' must be possible in this environment (cidrs, proxy, open), got fqdn; choose one of these, or leave it out for the narrowest",
  ]);
});

function warnings(config: ReturnType<typeof egress>): string[] {
  return warningsOf(config).filter((warning) => warning.startsWith('plan.controlPlane'));
}

function egress(controlPlane: Partial<VendorPlan['controlPlane']>, environment: Partial<AwsEnvironment> = {}) {
  return egressOf(controlPlane, { ...minimalEnvironment(), ...environment });
}

function egressOf(controlPlane: Partial<VendorPlan['controlPlane']>, environment: CustomerEnvironment) {
  const plan = { ...minimalPlanForEveryCloud(), controlPlane: { hosts: HOSTS, ...controlPlane } };
  return resolveConfig(plan, environment);
}
