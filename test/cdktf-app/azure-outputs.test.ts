import { manifestsOf } from '../../cdk8s-app/manifests';
import { namesOf, STACK_VARIABLES } from '../../lib/azure';
import type { DeployedOutputs } from '../../lib/core/outputs';
import { parseOutputs } from '../../lib/core/parse-outputs';
import { azureExamples } from '../../scripts/example-configs';
import { installationFiles } from '../../scripts/terraform/installation-files';
import { problemsOf } from '../support/config';
import { terraformOutputs } from '../support/terraform-outputs';

const { config } =
  azureExamples().find(({ name }) => name === 'streaming-database-azure') ?? azureExamples()[0] ?? raise();
const names = namesOf('acme', config.environment.subscription);
const files = installationFiles(config);
const [, custody, dataPlane] = files.map(({ content }) => terraformOutputs(content));

let outputs: DeployedOutputs<'azure'>;
beforeAll(() => {
  outputs = parseOutputs(config, [custody, dataPlane]);
});

function raise(): never {
  throw new Error('there is no example on azure');
}

test('outputs of custody and data plane are what the manifests ask for', () => {
  expect(outputs.cluster).toEqual({
    name: 'byoc-acme',
    endpoint: 'https://byoc-0123abcd.privatelink.westeurope.azmk8s.io',
    version: '1.36',
    issuer:
      'https://westeurope.oic.prod-aks.azure.com/77777777-8888-9999-0000-111111111111/01234567-89ab-cdef-0123-456789abcdef/',
  });
  expect(outputs.encryptionKey).toMatch(/\/keys\/data$/);
  expect(outputs.buckets).toEqual({
    data: `${names.storageAccount('data')}/data`,
    state: `${names.storageAccount('state')}/state`,
  });
  expect(outputs.network.egressAddresses).toHaveLength(1);
  expect(outputs.network.privateLinkSubnet).toBe(names.subnet('private-link'));
});

test('each workload is known by a client id of its own', () => {
  const ids = Object.values(outputs.workloads).map(({ clientId }) => clientId);
  expect(Object.keys(outputs.workloads)).toContain('engine');
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(ids.length);
});

test('a listener has an address, and the subnet of the load balancers', () => {
  const { component, exposure, subnet, address } = outputs.listeners.sql ?? raise();
  expect([component, exposure, subnet]).toEqual(['proxy', 'internal', names.subnet('load-balancers')]);
  expect(address).toMatch(/^10\./);
  expect(outputs.listeners['https-external']?.address).not.toMatch(/^10\./);
});

test('and manifests are made of them', () => {
  const manifests = manifestsOf(config, outputs);
  const text = manifests.flatMap(({ path, content }) => (path.endsWith('.yaml') ? [content] : [])).join('\n');
  for (const { address } of Object.values(outputs.listeners)) expect(text).toContain(address);
  expect(text).toContain(outputs.workloads.engine?.clientId);
  expect(text).not.toContain('${');
});

test.each([
  ['data-plane', 'custody', 'DataPlaneVariables'],
  ['grants', 'data-plane', 'GrantsVariables'],
] as const)('variables of %s are an output of %s', (room, earlier, output) => {
  const from = files.find(({ stack }) => stack === `${earlier}-acme`) ?? raise();
  const to = files.find(({ stack }) => stack === `${room}-acme`) ?? raise();
  const said: string = JSON.parse(from.content).output[output].value;
  const names = [...said.matchAll(/"(\w+)" = /g)].map(([, name]) => name);
  expect(names).toEqual(Object.keys(STACK_VARIABLES[room]));
  expect(Object.keys(JSON.parse(to.content).variable).sort()).toEqual(names.sort());
});

test('fails if a stack is left out', () => {
  expect(problemsOf(() => parseOutputs(config, [custody]))[0]).toMatch(
    /^'outputs' must have ClusterName, ClusterEndpoint/,
  );
});
