import { gcp } from '../../../lib/core/clouds/gcp';

test.each([
  ['europe-west3', ['europe-west3-a', 'europe-west3-b', 'europe-west3-c']],
  ['europe-west1', ['europe-west1-b', 'europe-west1-c', 'europe-west1-d']],
  ['us-east1', ['us-east1-b', 'us-east1-c', 'us-east1-d']],
  ['us-central1', ['us-central1-a', 'us-central1-b', 'us-central1-c', 'us-central1-f']],
])('%s has its own letters', (region, zones) => {
  expect(gcp.regions[region]).toEqual({ zones });
});

test.each([
  ['n2-standard', 'n2-standard-4', 4, 4, 'amd64', false],
  ['c3-highcpu', 'c3-highcpu-22', 22, 2, 'amd64', false],
  ['c4a-highmem-lssd', 'c4a-highmem-8-lssd', 8, 8, 'arm64', true],
])('of %s, %s has %i vCPU of %i GiB', (family, type, vcpu, gibPerVcpu, architecture, localDisk) => {
  const found = gcp.machineFamilies.find((candidate) => candidate.family === family);
  expect(found).toMatchObject({ gibPerVcpu, architecture, localDisk });
  expect(found?.types[type]).toBe(vcpu);
});

test('types with lssd in their name are those with disks', () => {
  for (const { localDisk, types } of gcp.machineFamilies) {
    expect(Object.keys(types).every((type) => type.endsWith('lssd'))).toBe(localDisk);
  }
});

test.each([
  ['cluster', 'byoc-acme', true],
  ['cluster', 'byoc_acme', false],
  ['bucket', 'goog-data', false],
  ['bucket', 'my-google-data', false],
  ['customRole', 'byoc-role', false],
  ['customRole', 'byoc_role', true],
  ['workloadIdentityPool', 'gcp-acme', false],
  ['googleApisEndpoint', 'byoc-acme', false],
  ['googleApisEndpoint', 'byocacme', true],
  ['logBucket', '_acme', false],
  ['logSink', 'byoc-acme-logs', true],
])('a %s may be called %s: %s', (kind, name, allowed) => {
  expect(gcp.nameLimits[kind]?.pattern.test(name)).toBe(allowed);
});
