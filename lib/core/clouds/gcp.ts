import type { Architecture, CloudFacts, MachineFamily, NameLimit, RegionFacts, Source } from './cloud-facts';

/** What a range of a GCP network is for. Pods and services are secondary ranges of the nodes' subnet. */
export type GcpRole = 'nodes' | 'pods' | 'services' | 'private-service-connect' | 'proxy-only' | 'control-plane';

const CHECKED = '2026-11-20';
/** Known from quotations of the page, as is 172.17.0.0/16 below. */
const PROHIBITED = documented('https://cloud.google.com/vpc/docs/subnets#prohibited-ipv4-ranges');

/** Regions by the letters of their standard zones; zones for AI only (`us-west4-ai2b`) are left out. */
const REGIONS_BY_LETTERS: Readonly<Record<string, string>> = {
  abc: [
    'africa-south1 asia-east1 asia-east2 asia-northeast1 asia-northeast2 asia-northeast3 asia-south1 asia-south2',
    'asia-southeast1 asia-southeast2 asia-southeast3 australia-southeast1 australia-southeast2 europe-central2',
    'europe-north1 europe-north2 europe-southwest1 europe-west2 europe-west3 europe-west4 europe-west6 europe-west8',
    'europe-west9 europe-west10 europe-west12 me-central1 me-central2 me-west1 northamerica-northeast1',
    'northamerica-northeast2 northamerica-south1 southamerica-east1 southamerica-west1 us-east4 us-east5 us-south1',
    'us-west1 us-west2 us-west3 us-west4',
  ].join(' '),
  bcd: 'europe-west1 us-east1',
  abcf: 'us-central1',
};

/**
 * Families whose types all have the same memory per vCPU. Left out for that reason: all of c4d and n1, c4-standard,
 * c4-highmem, n2-highmem-128, n4d-highcpu-48, c3d-highcpu from 30 vCPUs and z3-highmem-176-standardlssd.
 * The types of c4, c4a, n4, n4a, n4d and z3 take Hyperdisk and no Persistent Disk.
 */
const FAMILIES: readonly MachineFamily[] = [
  // By default: what takes Persistent Disk, in the order of the zones that have it. No type of 1:2 comes with disks.
  family('n2-standard', 'amd64', 4, 'no disk', 'by default', '2 4 8 16 32 48 64 80 96 128'),
  family('c3-standard', 'amd64', 4, 'no disk', 'by default', '4 8 22 44 88 176'),
  family('n2-highmem', 'amd64', 8, 'no disk', 'by default', '2 4 8 16 32 48 64 80 96'),
  family('c3-highmem', 'amd64', 8, 'no disk', 'by default', '4 8 22 44 88 176'),
  family('c3-highcpu', 'amd64', 2, 'no disk', 'by default', '4 8 22 44 88 176'),
  family('c2d-highcpu', 'amd64', 2, 'no disk', 'by default', '2 4 8 16 32 56 112'),
  family('c3-standard', 'amd64', 4, 'disk', 'by default', '4 8 22 44 88 176', 'lssd'),
  family('c3d-standard', 'amd64', 4, 'disk', 'by default', '8 16 30 60 90 180 360', 'lssd'),
  // c3-highmem has no such types. z3 comes after c3d: the same memory with many times the disk.
  family('c3d-highmem', 'amd64', 8, 'disk', 'by default', '8 16 30 60 90 180 360', 'lssd'),
  family('z3-highmem', 'amd64', 8, 'disk', 'by default', '14 22 44 88', 'standardlssd'),
  family('z3-highmem', 'amd64', 8, 'disk', 'by default', '8 16 22 32 44 88', 'highlssd'),
  // Arm with Persistent Disk (t2a) is in three regions only.
  family('c4a-standard', 'arm64', 4, 'no disk', 'by default', '1 2 4 8 16 32 48 64 72'),
  family('c4a-highmem', 'arm64', 8, 'no disk', 'by default', '1 2 4 8 16 32 48 64 72'),
  family('c4a-highcpu', 'arm64', 2, 'no disk', 'by default', '1 2 4 8 16 32 48 64 72'),
  family('c4a-standard', 'arm64', 4, 'disk', 'by default', '4 8 16 32 48 64 72', 'lssd'),
  family('c4a-highmem', 'arm64', 8, 'disk', 'by default', '4 8 16 32 48 64 72', 'lssd'),

  family('n2-highcpu', 'amd64', 1, 'no disk', 'on request', '2 4 8 16 32 48 64 80 96'),
  family('n2d-standard', 'amd64', 4, 'no disk', 'on request', '2 4 8 16 32 48 64 80 96 128 224'),
  family('n2d-highmem', 'amd64', 8, 'no disk', 'on request', '2 4 8 16 32 48 64 80 96'),
  family('n2d-highcpu', 'amd64', 1, 'no disk', 'on request', '2 4 8 16 32 48 64 80 96 128 224'),
  family('c3d-standard', 'amd64', 4, 'no disk', 'on request', '4 8 16 30 60 90 180 360'),
  family('c3d-highmem', 'amd64', 8, 'no disk', 'on request', '4 8 16 30 60 90 180 360'),
  family('c3d-highcpu', 'amd64', 2, 'no disk', 'on request', '4 8 16'),
  family('c4-highcpu', 'amd64', 2, 'no disk', 'on request', '2 4 8 16 24 32 48 96 144 192 288'),
  family('n4-standard', 'amd64', 4, 'no disk', 'on request', '2 4 8 16 32 48 64 80'),
  family('n4-highmem', 'amd64', 8, 'no disk', 'on request', '2 4 8 16 32 48 64 80'),
  family('n4-highcpu', 'amd64', 2, 'no disk', 'on request', '2 4 8 16 32 48 64 80'),
  family('n4d-standard', 'amd64', 4, 'no disk', 'on request', '2 4 8 16 32 48 64 80 96'),
  family('n4d-highmem', 'amd64', 8, 'no disk', 'on request', '2 4 8 16 32 48 64 80 96'),
  family('n4d-highcpu', 'amd64', 2, 'no disk', 'on request', '2 4 8 16 32 64 80 96'),
  family('c2-standard', 'amd64', 4, 'no disk', 'on request', '4 8 16 30 60'),
  family('c2d-standard', 'amd64', 4, 'no disk', 'on request', '2 4 8 16 32 56 112'),
  family('c2d-highmem', 'amd64', 8, 'no disk', 'on request', '2 4 8 16 32 56 112'),
  family('t2d-standard', 'amd64', 4, 'no disk', 'on request', '1 2 4 8 16 32 48 60'),
  family('e2-standard', 'amd64', 4, 'no disk', 'on request', '2 4 8 16 32'),
  family('e2-highmem', 'amd64', 8, 'no disk', 'on request', '2 4 8 16'),
  family('e2-highcpu', 'amd64', 1, 'no disk', 'on request', '2 4 8 16 32'),
  family('n4a-standard', 'arm64', 4, 'no disk', 'on request', '1 2 4 8 16 32 48 64'),
  family('n4a-highmem', 'arm64', 8, 'no disk', 'on request', '1 2 4 8 16 32 48 64'),
  family('n4a-highcpu', 'arm64', 2, 'no disk', 'on request', '1 2 4 8 16 32 48 64'),
  family('t2a-standard', 'arm64', 4, 'no disk', 'on request', '1 2 4 8 16 32 48'),
];

/** RFC 1035 label, the rule for most resources of Compute Engine. */
const COMPUTE_RESOURCE: NameLimit = {
  minLength: 1,
  maxLength: 63,
  pattern: /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/,
  source: documented('https://cloud.google.com/compute/docs/naming-resources'),
};

const CLUSTER: NameLimit = {
  minLength: 1,
  maxLength: 40,
  pattern: /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/,
  source: documented('https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters'),
};

/** Names of keys and key rings stay taken for ever: neither can be deleted. */
const KEY: NameLimit = {
  minLength: 1,
  maxLength: 63,
  pattern: /^[a-zA-Z0-9_-]+$/,
  source: documented('https://cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings/create'),
};

const WORKLOAD_IDENTITY: NameLimit = {
  minLength: 4,
  maxLength: 32,
  pattern: /^(?!gcp-)[a-z0-9-]+$/,
  source: documented(
    'https://cloud.google.com/iam/docs/reference/rest/v1/projects.locations.workloadIdentityPools/create',
  ),
};

/** Log buckets and sinks. */
const LOGGING: NameLimit = {
  minLength: 1,
  maxLength: 100,
  pattern: /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/,
  source: documented('https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.locations.buckets/create'),
};

/** What Google Cloud documents, as data. */
export const gcp: CloudFacts<GcpRole> = {
  cloud: 'gcp',
  regions: Object.fromEntries(
    Object.entries(REGIONS_BY_LETTERS).flatMap(([letters, names]) =>
      names.split(' ').map((name) => [name, region(name, letters)]),
    ),
  ),
  regionsSource: documented('https://cloud.google.com/compute/docs/regions-zones'),
  reserved: [
    { cidr: '169.254.0.0/16', why: 'link-local addresses, refused for subnets', source: PROHIBITED },
    { cidr: '127.0.0.0/8', why: 'loopback addresses, refused for subnets', source: PROHIBITED },
    {
      cidr: '172.17.0.0/16',
      why: "Docker's default bridge on the nodes: GKE refuses it for control plane, nodes, pods and services",
      source: documented('https://cloud.google.com/kubernetes-engine/docs/how-to/private-clusters'),
    },
  ],
  split: {
    // At /20 the range of Envoy load balancers is down to the smallest one allowed, /26.
    largestPrefix: 16,
    smallestPrefix: 20,
    source: documented('https://cloud.google.com/load-balancing/docs/proxy-only-subnets'),
    ranges: [
      { role: 'pods', newBits: 1, perZone: false },
      { role: 'nodes', newBits: 4, perZone: false },
      { role: 'services', newBits: 4, perZone: false },
      { role: 'private-service-connect', newBits: 6, perZone: false },
      { role: 'proxy-only', newBits: 6, perZone: false, onRequest: true },
      { role: 'control-plane', prefix: 28, perZone: false },
    ],
    outside: [],
    addressing: {
      nodes: 'nodes',
      pods: 'pods',
      // Of primary ranges only: https://cloud.google.com/vpc/docs/subnets#unusable-ip-addresses-in-every-subnet
      reservedAddresses: { start: 2, end: 2 },
      // A node takes twice as many addresses as it may run pods, rounded up to a power of two.
      steps: [
        { upToPrefix: 18, podBlockPrefix: 25, blocksPerNode: 1, podsPerNode: 64 },
        { upToPrefix: 20, podBlockPrefix: 26, blocksPerNode: 1, podsPerNode: 32 },
      ],
      source: documented('https://cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr'),
    },
  },
  // A regional pool spans the zones. GKE documents no limit, but slower scaling beyond 200 pools.
  nodePools: {
    perProfile: 1,
    machineTypes: 'one',
    limit: 200,
    quota: 'Node pools per cluster',
    source: documented('https://cloud.google.com/kubernetes-engine/docs/how-to/node-auto-provisioning'),
  },
  machineFamilies: FAMILIES,
  // Reasoned for c2 and c2d (compute-optimized-machines) and z3 (storage-optimized-machines): not compared on that date.
  machineFamiliesSource: documented('https://cloud.google.com/compute/docs/general-purpose-machines'),
  nameLimits: {
    cluster: CLUSTER,
    // Reasoned: the reference of node pools names no limit, the command line uses that of clusters.
    nodePool: CLUSTER,
    serviceAccount: {
      minLength: 6,
      maxLength: 30,
      pattern: /^[a-z][-a-z0-9]*[a-z0-9]$/,
      source: documented('https://cloud.google.com/iam/docs/service-accounts-create'),
    },
    bucket: {
      minLength: 3,
      // Names with periods may be longer, but belong to a domain that must be verified.
      maxLength: 63,
      pattern: /^(?!goog|.*google|(?:\d+\.){3}\d+$)[a-z0-9][a-z0-9._-]*[a-z0-9]$/,
      source: documented('https://cloud.google.com/storage/docs/buckets#naming'),
    },
    keyRing: KEY,
    cryptoKey: KEY,
    customRole: {
      minLength: 3,
      maxLength: 64,
      pattern: /^[a-zA-Z0-9_.]+$/,
      source: documented('https://cloud.google.com/iam/docs/creating-custom-roles'),
    },
    workloadIdentityPool: WORKLOAD_IDENTITY,
    workloadIdentityProvider: WORKLOAD_IDENTITY,
    network: COMPUTE_RESOURCE,
    subnetwork: COMPUTE_RESOURCE,
    firewall: COMPUTE_RESOURCE,
    address: COMPUTE_RESOURCE,
    router: COMPUTE_RESOURCE,
    nat: COMPUTE_RESOURCE,
    forwardingRule: COMPUTE_RESOURCE,
    // Endpoints of Google's APIs have a part in names of hosts, which is shorter.
    googleApisEndpoint: {
      minLength: 1,
      maxLength: 20,
      pattern: /^[a-z][a-z0-9]*$/,
      source: documented('https://cloud.google.com/vpc/docs/configure-private-service-connect-apis'),
    },
    managedZone: {
      ...COMPUTE_RESOURCE,
      source: documented('https://cloud.google.com/dns/docs/reference/rest/v1/managedZones'),
    },
    logBucket: LOGGING,
    logSink: LOGGING,
    // Letters of other scripts are left out. Keys that start with goog are Google's, those with byoc- the library's own.
    tagKey: {
      minLength: 1,
      maxLength: 63,
      pattern: /^[a-z][a-z0-9_-]*$/,
      source: documented('https://cloud.google.com/resource-manager/docs/labels-overview'),
    },
    tagValue: {
      minLength: 0,
      maxLength: 63,
      pattern: /^[a-z0-9_-]*$/,
      source: documented('https://cloud.google.com/resource-manager/docs/labels-overview'),
    },
  },
  mostTags: 40,
  reservedTags: ['goog', 'byoc-'],
  builtInIdentities: ['nodes'],
  verify: {
    zones: (region) => `gcloud compute zones list --filter="region:${region}"`,
    machineTypes: (region, types) =>
      `gcloud compute machine-types list --filter="zone~^${region} AND name=(${types.join(' ')})"`,
  },
};

function documented(url: string): Source {
  return { url, checked: CHECKED };
}

function region(name: string, letters: string): RegionFacts {
  return { zones: [...letters].map((letter) => `${name}-${letter}`) };
}

/** Machine types are named `<series>-<vCPUs>`, those with disks `<series>-<vCPUs>-<suffix>`. */
function family(
  series: string,
  architecture: Architecture,
  gibPerVcpu: number,
  disk: 'disk' | 'no disk',
  choice: 'by default' | 'on request',
  vcpus: string,
  suffix?: string,
): MachineFamily {
  const end = suffix === undefined ? '' : `-${suffix}`;
  return {
    family: series + end,
    architecture,
    gibPerVcpu,
    localDisk: disk === 'disk',
    byDefault: choice === 'by default',
    types: Object.fromEntries(vcpus.split(' ').map((count) => [`${series}-${count}${end}`, Number(count)])),
  };
}
