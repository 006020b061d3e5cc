import { AWS_MACHINE_FAMILIES } from '../../../lib/core/clouds/aws-machines';

test.each([
  ['m7i', 'm7i.xlarge', 4, 4, 'amd64', false],
  ['c7i', 'c7i.large', 2, 2, 'amd64', false],
  ['r6id', 'r6id.32xlarge', 128, 8, 'amd64', true],
  ['m7g', 'm7g.medium', 1, 4, 'arm64', false],
  ['r7gd', 'r7gd.2xlarge', 8, 8, 'arm64', true],
  ['c5', 'c5.9xlarge', 36, 2, 'amd64', false],
  ['m8i', 'm8i.96xlarge', 384, 4, 'amd64', false],
])('of %s, %s has %i vCPU of %i GiB', (family, type, vcpu, gibPerVcpu, architecture, localDisk) => {
  const found = AWS_MACHINE_FAMILIES.find((candidate) => candidate.family === family);
  expect(found).toMatchObject({ gibPerVcpu, architecture, localDisk });
  expect(found?.types[type]).toBe(vcpu);
});

test('a d in the name of a family tells of disks', () => {
  // Names of memory- and storage-optimized families (i, is, im, x, z) follow other rules.
  const general = AWS_MACHINE_FAMILIES.filter(({ family }) => /^[cmr]\d/.test(family));
  for (const { family, localDisk } of general)
    expect([family, localDisk]).toEqual([family, /^[cmr]\d+[a-z]*d/.test(family)]);
});

test('a g behind the generation tells of Arm', () => {
  for (const { family, architecture } of AWS_MACHINE_FAMILIES) {
    expect([family, architecture]).toEqual([family, /\dg|g\d|\dgn|i\d?ge?$|s4gen/.test(family) ? 'arm64' : 'amd64']);
  }
});

test('every default family is offered in Frankfurt', () => {
  const missing = AWS_MACHINE_FAMILIES.filter(
    ({ byDefault, missingIn }) => byDefault && missingIn?.includes('eu-central-1'),
  );
  expect(missing).toEqual([]);
});

test('there are system nodes in every region that is in the table', () => {
  const [m7i, m6i] = ['m7i', 'm6i'].map((name) => AWS_MACHINE_FAMILIES.find(({ family }) => family === name));
  expect(m7i?.missingIn?.filter((region) => m6i?.missingIn?.includes(region))).toEqual([]);
});

test('an unknown family is in no row of what is missing', () => {
  expect(AWS_MACHINE_FAMILIES.find(({ family }) => family === 'r7g')?.missingIn).toEqual([]);
});
