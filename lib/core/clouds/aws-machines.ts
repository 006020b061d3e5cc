import type { Architecture, MachineFamily } from './cloud-facts';

const UP_TO_8 = 'large xlarge 2xlarge 4xlarge 8xlarge';
const UP_TO_12 = `${UP_TO_8} 12xlarge`;
const UP_TO_16 = `${UP_TO_12} 16xlarge`;
const UP_TO_24 = `${UP_TO_16} 24xlarge`;
const UP_TO_32 = `${UP_TO_24} 32xlarge`;
const UP_TO_48_WITHOUT_32 = `${UP_TO_24} 48xlarge`;
const UP_TO_96 = `${UP_TO_32} 48xlarge 96xlarge`;
const GRAVITON = `medium ${UP_TO_16}`;
const GRAVITON_8 = `medium ${UP_TO_48_WITHOUT_32}`;
const OF_C5 = 'large xlarge 2xlarge 4xlarge 9xlarge 12xlarge 18xlarge 24xlarge';
const IN_THREES = 'large xlarge 2xlarge 3xlarge 6xlarge 12xlarge';

/**
 * Where families that are taken by default were not offered, from a public copy of DescribeInstanceTypeOfferings; regions
 * opened since 2024 are not in it. A family is offered in more regions over time, so a row may be too strict.
 */
const MISSING_IN: Readonly<Record<string, string>> = {
  c7i: 'ca-west-1 eu-south-1 il-central-1 me-south-1',
  c6i: 'ap-southeast-3 ap-southeast-4 eu-central-2 eu-south-2 me-central-1',
  m7i: 'ap-south-2 ca-west-1 me-south-1',
  m6i: 'ap-southeast-4 eu-south-2',
  r7i: 'af-south-1 ap-east-1 ca-west-1 eu-central-2 il-central-1 me-central-1 me-south-1',
  r6i: 'ap-southeast-3 ap-southeast-4 eu-south-2',
  c6id: 'af-south-1 ap-east-1 ap-northeast-3 ap-south-1 ap-south-2 ap-southeast-3 ap-southeast-4 eu-central-2 eu-north-1 eu-south-2 me-central-1 me-south-1 us-west-1',
  m6id: 'af-south-1 ap-east-1 ap-northeast-3 ap-south-2 ap-southeast-3 ap-southeast-4 eu-north-1 eu-west-3 me-central-1 me-south-1',
  r6id: 'ap-east-1 ap-northeast-3 ap-south-2 ap-southeast-3 ap-southeast-4 ca-central-1 eu-central-2 eu-north-1 eu-south-1 eu-west-3 me-central-1 me-south-1 sa-east-1 us-west-1',
  c7g: 'ap-southeast-4 me-central-1',
  m7g: 'ca-west-1 eu-south-1',
  c7gd: 'af-south-1 ap-east-1 ap-south-2 ap-southeast-4 ca-west-1 eu-south-1 il-central-1 me-central-1 me-south-1',
  m7gd: 'af-south-1 ap-east-1 ap-northeast-3 ap-south-2 ap-southeast-3 ap-southeast-4 ca-central-1 ca-west-1 eu-central-2 eu-south-1 eu-west-2 il-central-1 me-south-1',
  r7gd: 'ap-southeast-4 ca-central-1 ca-west-1 eu-central-2 me-south-1',
};

/** Families by processor, memory ratio and disk: those taken by default in order, then those a plan may name. */
export const AWS_MACHINE_FAMILIES: readonly MachineFamily[] = [
  ...families('amd64', 2, 'no disk', 'by default', { c7i: UP_TO_48_WITHOUT_32, c6i: UP_TO_32 }),
  ...families('amd64', 4, 'no disk', 'by default', { m7i: UP_TO_48_WITHOUT_32, m6i: UP_TO_32 }),
  ...families('amd64', 8, 'no disk', 'by default', { r7i: UP_TO_48_WITHOUT_32, r6i: UP_TO_32 }),
  ...families('amd64', 2, 'disk', 'by default', { c6id: UP_TO_32 }),
  ...families('amd64', 4, 'disk', 'by default', { m6id: UP_TO_32 }),
  ...families('amd64', 8, 'disk', 'by default', { r6id: UP_TO_32 }),
  ...families('arm64', 2, 'no disk', 'by default', { c7g: GRAVITON, c6g: GRAVITON }),
  ...families('arm64', 4, 'no disk', 'by default', { m7g: GRAVITON, m6g: GRAVITON }),
  ...families('arm64', 8, 'no disk', 'by default', { r7g: GRAVITON, r6g: GRAVITON }),
  ...families('arm64', 2, 'disk', 'by default', { c7gd: GRAVITON }),
  ...families('arm64', 4, 'disk', 'by default', { m7gd: GRAVITON }),
  ...families('arm64', 8, 'disk', 'by default', { r7gd: GRAVITON }),

  ...families('amd64', 2, 'no disk', 'on request', {
    ...each('c5', OF_C5),
    ...each('c5a', UP_TO_24),
    ...each('c6a', `${UP_TO_32} 48xlarge`),
    ...each('c7a', `medium ${UP_TO_32} 48xlarge`),
    ...each('c8a', GRAVITON_8),
    ...each('c6in', UP_TO_32),
    ...each('c7i-flex c8i-flex', UP_TO_16),
    ...each('c8i c8ib c8in', UP_TO_96),
    ...each('c8ine', UP_TO_12),
  }),
  ...families('amd64', 2, 'disk', 'on request', {
    ...each('c5d', OF_C5),
    ...each('c5ad', UP_TO_24),
    ...each('c8id', UP_TO_96),
  }),
  ...families('amd64', 4, 'no disk', 'on request', {
    ...each('m5 m5a m5n', UP_TO_24),
    ...each('m5zn', IN_THREES),
    ...each('m6a', `${UP_TO_32} 48xlarge`),
    ...each('m7a', `medium ${UP_TO_32} 48xlarge`),
    ...each('m8a', GRAVITON_8),
    ...each('m8azn', 'medium large xlarge 3xlarge 6xlarge 12xlarge 24xlarge'),
    ...each('m6in', UP_TO_32),
    ...each('m7i-flex m8i-flex', UP_TO_16),
    ...each('m8i m8ib m8in', UP_TO_96),
    ...each('m8ine', UP_TO_12),
  }),
  ...families('amd64', 4, 'disk', 'on request', {
    ...each('m5d m5ad m5dn', UP_TO_24),
    ...each('m6idn', UP_TO_32),
    ...each('m8id', UP_TO_96),
    // Reasoned: these two are listed without details; vCPUs and memory follow m8id.
    ...each('m8idb m8idn', UP_TO_96),
  }),
  ...families('amd64', 8, 'no disk', 'on request', {
    ...each('r5 r5a r5b r5n', UP_TO_24),
    ...each('r6a', `${UP_TO_32} 48xlarge`),
    ...each('r7a', `medium ${UP_TO_32} 48xlarge`),
    ...each('r8a', GRAVITON_8),
    ...each('r6in', UP_TO_32),
    ...each('r7iz', `${UP_TO_16} 32xlarge`),
    ...each('r8i-flex', UP_TO_16),
    ...each('r8i r8ib r8in', UP_TO_96),
  }),
  ...families('amd64', 8, 'disk', 'on request', {
    ...each('r5d r5ad r5dn', UP_TO_24),
    ...each('r6idn i4i', UP_TO_32),
    ...each('r8id', UP_TO_96),
    // Reasoned: these two are listed without details; vCPUs and memory follow r8id.
    ...each('r8idb r8idn', UP_TO_96),
    ...each('z1d', IN_THREES),
    ...each('i3en', `${IN_THREES} 24xlarge`),
    ...each('i7ie', `${IN_THREES} 18xlarge 24xlarge 48xlarge`),
    ...each('i7i', UP_TO_48_WITHOUT_32),
  }),
  ...families('amd64', 16, 'no disk', 'on request', each('x8i', `${UP_TO_32} 48xlarge 64xlarge 96xlarge`)),
  ...families('amd64', 16, 'disk', 'on request', each('x2idn', '16xlarge 24xlarge 32xlarge')),
  ...families('amd64', 32, 'no disk', 'on request', each('x2iezn', '2xlarge 4xlarge 6xlarge 8xlarge 12xlarge')),
  ...families('amd64', 32, 'disk', 'on request', {
    ...each('x2iedn', 'xlarge 2xlarge 4xlarge 8xlarge 16xlarge 24xlarge 32xlarge'),
    ...each('x8aedz', 'large xlarge 3xlarge 6xlarge 12xlarge 24xlarge'),
  }),
  // Generation 9 is listed without details: vCPUs and memory are reasoned from generation 8.
  ...families('arm64', 2, 'no disk', 'on request', {
    ...each('c6gn c7gn', GRAVITON),
    ...each('c8g c8gb c8gn c9g', GRAVITON_8),
  }),
  ...families('arm64', 2, 'disk', 'on request', { ...each('c6gd', GRAVITON), ...each('c8gd c9gd', GRAVITON_8) }),
  ...families('arm64', 4, 'no disk', 'on request', each('m8g m8gb m8gn m9g', GRAVITON_8)),
  ...families('arm64', 4, 'disk', 'on request', {
    ...each('m6gd', GRAVITON),
    ...each('m8gd m9gd', GRAVITON_8),
    ...each('im4gn', `${UP_TO_8} 16xlarge`),
  }),
  ...families('arm64', 6, 'disk', 'on request', each('is4gen', `medium ${UP_TO_8}`)),
  ...families('arm64', 8, 'no disk', 'on request', each('r8g r8gb r8gn r9g', GRAVITON_8)),
  ...families('arm64', 8, 'disk', 'on request', {
    ...each('r6gd', GRAVITON),
    ...each('r8gd r9gd', GRAVITON_8),
    ...each('i4g', `${UP_TO_8} 16xlarge`),
    ...each('i8g', UP_TO_48_WITHOUT_32),
    ...each('i8ge', `${IN_THREES} 18xlarge 24xlarge 48xlarge`),
  }),
  ...families('arm64', 16, 'no disk', 'on request', each('x8g', GRAVITON_8)),
  ...families('arm64', 16, 'disk', 'on request', each('x2gd', GRAVITON)),
];

function families(
  architecture: Architecture,
  gibPerVcpu: number,
  disk: 'disk' | 'no disk',
  choice: 'by default' | 'on request',
  sizesByFamily: Readonly<Record<string, string>>,
): MachineFamily[] {
  return Object.entries(sizesByFamily).map(([family, sizes]) => ({
    family,
    architecture,
    gibPerVcpu,
    localDisk: disk === 'disk',
    byDefault: choice === 'by default',
    missingIn: MISSING_IN[family]?.split(' ') ?? [],
    types: Object.fromEntries(sizes.split(' ').map((size) => [`${family}.${size}`, vcpus(size)])),
  }));
}

function each(names: string, sizes: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, sizes]));
}

/** `xlarge` is 4 vCPUs in every family above, and `<n>xlarge` n times that. */
function vcpus(size: string): number {
  if (size === 'medium') return 1;
  if (size === 'large') return 2;
  return 4 * (size === 'xlarge' ? 1 : Number.parseInt(size, 10));
}
