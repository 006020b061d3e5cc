import { join } from 'node:path';
import { type GcpEnvironment, loadEnvironment, loadPlan, resolveConfig, type VendorPlan } from '../../lib';
import { type Example, gcpExamples } from '../example-configs';
import { ROOT } from '../root';

/** What an installation differs in from the example that it is made from. */
interface Change {
  readonly plan?: (example: VendorPlan) => Partial<VendorPlan>;
  readonly environment?: Partial<GcpEnvironment>;
}

const NEXT_YEAR = '2027-11-30T00:00:00Z';

/** What of cluster and project a customer may choose otherwise, by the field of the environment. */
const SWITCHES: Partial<GcpEnvironment> = {
  releaseChannel: 'EXTENDED',
  binaryAuthorization: 'project-policy',
  workloadLogs: false,
  managedPrometheus: true,
  clusterDns: 'cloud-dns',
  nodeUpgrades: 'blue-green',
  nodeShell: true,
  dataAccessLogs: ['storage.googleapis.com', 'cloudkms.googleapis.com'],
  maintenanceWindows: [{ days: ['sat', 'sun'], start: '22:00', hours: 8 }],
  maintenanceExclusions: [
    { name: 'holidays', start: '2026-12-21T00:00:00Z', end: '2026-12-25T00:00:00Z', scope: 'all' },
  ],
};

/** What a customer or a vendor may choose, one by one, and the switches together. */
const CHANGES: Readonly<Record<string, Change>> = {
  'existing VPC': { environment: { network: existingNetwork() } },
  'Shared VPC': { environment: { network: { ...existingNetwork(), hostProject: 'acme-network' } } },
  'smallest network': { environment: { network: { kind: 'new', cidr: '10.0.0.0/20' } } },
  'no way out': {
    environment: {
      network: { kind: 'new', nat: 'none', endpoints: 'private', flowLogs: false, proxyOnlySubnet: true },
    },
  },
  'public API': { environment: { kubernetesApi: { access: 'public', allowedCidrs: ['198.51.100.0/24'] } } },
  'API by address': { environment: { apiEndpoint: 'ip' } },
  'own key and buckets': {
    environment: {
      own: {
        encryptionKey: 'projects/acme-keys/locations/europe-west1/keyRings/data/cryptoKeys/byoc',
        buckets: { data: 'acme-riverbed-data' },
        metricsWorkspace: 'acme-data',
      },
    },
  },
  'managed, installing': { environment: { access: { mode: 'managed', vendorExpiresAt: NEXT_YEAR } } },
  'managed, running': { environment: { access: { mode: 'managed', allowInstall: false } } },
  'managed, deleting': { environment: { access: { mode: 'managed', allowDelete: true }, protection: false } },
  'self-managed': { environment: { access: { mode: 'self-managed' } } },
  'vendor on AWS': {
    plan: () => ({ vendor: { gcp: { awsRole: 'arn:aws:iam::999988887777:role/control-plane' } } }),
  },
  'vendor by service account': {
    plan: () => ({ vendor: { gcp: { serviceAccount: 'control@riverbed.iam.gserviceaccount.com' } } }),
  },
  'support access': {
    plan: () => ({ support: { gcp: ['support@riverbed.example.com'] } }),
    environment: { access: { supportExpiresAt: NEXT_YEAR } },
  },
  'data destroyed, state in a bucket': {
    environment: { dataOnDelete: 'destroy', backend: { type: 'gcs', bucket: 'acme-terraform' } },
  },
  'private way to the control plane': {
    plan: ({ controlPlane }) => ({
      controlPlane: {
        ...controlPlane,
        privateServices: {
          gcp: { 'europe-west1': 'projects/riverbed/regions/europe-west1/serviceAttachments/control' },
        },
        egress: 'private-endpoint',
      },
    }),
    environment: { network: { kind: 'new', endpoints: 'private' } },
  },
  'Google service accounts': {
    plan: ({ workloads = [] }) => ({
      workloads: workloads.map((workload) => ({ ...workload, googleServiceAccount: true })),
    }),
  },
  'every switch of the cluster': { environment: SWITCHES },
  ...Object.fromEntries(
    Object.entries(SWITCHES).map(([name, value]): [string, Change] => [name, { environment: { [name]: value } }]),
  ),
};

/** The examples on Google Cloud, and one installation for each choice. */
export function configurations(): Example<'gcp'>[] {
  const folder = join(ROOT, 'examples', 'streaming-database');
  const plan = loadPlan(join(folder, 'plan.yaml'));
  const environment = loadEnvironment(join(folder, 'environment-gcp.yaml'));
  if (environment.cloud !== 'gcp') throw new Error('the example is expected to be on gcp');
  return [
    ...gcpExamples(),
    ...Object.entries(CHANGES).map(([name, change]) => ({
      name,
      config: resolveConfig({ ...plan, ...change.plan?.(plan) }, { ...environment, ...change.environment }),
    })),
  ];
}

function existingNetwork() {
  return {
    kind: 'existing',
    cidr: '10.60.0.0/16',
    network: 'acme',
    nodeSubnet: 'acme-nodes',
    nodeCidr: '10.60.0.0/22',
    podRange: 'pods',
    podCidr: '10.61.0.0/17',
    serviceRange: 'services',
    serviceCidr: '10.62.0.0/20',
    privateServiceConnectSubnet: 'acme-psc',
    controlPlaneSubnet: 'acme-control-plane',
  } as const;
}
