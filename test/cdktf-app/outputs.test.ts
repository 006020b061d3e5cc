import { manifestsOf } from '../../cdk8s-app/manifests';
import type { DeployedOutputs } from '../../lib/core/outputs';
import { parseOutputs } from '../../lib/core/parse-outputs';
import { kubernetesPrincipal, namesOf } from '../../lib/gcp/names';
import { gcpExamples } from '../../scripts/example-configs';
import { installationFiles } from '../../scripts/terraform/installation-files';
import { problemsOf } from '../support/config';
import { terraformOutputs } from '../support/terraform-outputs';

const { config } = gcpExamples().find(({ name }) => name === 'streaming-database-gcp') ?? gcpExamples()[0] ?? raise();
const { project, projectNumber } = config.environment;
const names = namesOf('acme', project);
const [, custody, dataPlane] = installationFiles(config).map(({ content }) => terraformOutputs(content));

let outputs: DeployedOutputs<'gcp'>;
beforeAll(() => {
  outputs = parseOutputs(config, [custody, dataPlane]);
});

function raise(): never {
  throw new Error('there is no example on gcp');
}

test('outputs of custody and data plane are what the manifests ask for', () => {
  expect(outputs.cluster).toEqual({
    name: 'byoc-acme',
    endpoint: 'https://gke-0123456789abcdef.europe-west1.gke.goog',
    version: '1.36',
    issuer: `https://container.googleapis.com/v1/projects/${project}/locations/europe-west1/clusters/byoc-acme`,
  });
  expect(outputs.encryptionKey).toBe(
    `projects/${project}/locations/europe-west1/keyRings/${names.keyRing}/cryptoKeys/${names.key}`,
  );
  expect(outputs.buckets).toEqual({ data: names.bucket('data'), state: names.bucket('state') });
  expect(outputs.network.egressAddresses).toHaveLength(3);
  expect(outputs.network.privateServiceConnectSubnet).toBe(names.subnet('private-service-connect'));
});

test('a workload is known by its Kubernetes service account', () => {
  expect(outputs.workloads.engine).toEqual({
    principal: kubernetesPrincipal(project, projectNumber, 'riverbed', 'engine'),
  });
});

test('a listener has the name and the address of what is reserved for it', () => {
  const { component, exposure, addressName, address } = outputs.listeners.sql ?? raise();
  expect([component, exposure, addressName]).toEqual([
    'proxy',
    'internal',
    names.loadBalancerAddress('proxy', 'internal'),
  ]);
  expect(address).toMatch(/^10\./);
  expect(outputs.listeners['https-external']?.address).not.toMatch(/^10\./);
});

test('and manifests are made of them', () => {
  const manifests = manifestsOf(config, outputs);
  const text = manifests.flatMap(({ path, content }) => (path.endsWith('.yaml') ? [content] : [])).join('\n');
  for (const { addressName } of Object.values(outputs.listeners)) expect(text).toContain(addressName);
  expect(text).not.toContain('${');
});

test('fails if a stack is left out', () => {
  expect(problemsOf(() => parseOutputs(config, [custody]))[0]).toMatch(
    /^'outputs' must have ClusterName, ClusterEndpoint/,
  );
});
