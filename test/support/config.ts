import { ConfigError } from '../../lib/core/config-error';
import type {
  AwsEnvironment,
  AzureEnvironment,
  ExistingVirtualNetwork,
  ExistingVpc,
  ExistingVpcNetwork,
  GcpEnvironment,
  VendorPlan,
} from '../../lib/core/config-types';
import type { DataPlaneConfig } from '../../lib/core/resolve-config';

/** The least a vendor can say. */
export function minimalPlan(): VendorPlan {
  return {
    product: { id: 'notes', name: 'Notes', version: '1.0.0' },
    vendor: { aws: { principals: ['arn:aws:iam::999988887777:role/control-plane'] } },
    domain: 'notes.example.com',
    controlPlane: { hosts: ['control.notes.example.com'] },
    agent: { image: 'registry.notes.example.com/agent:1.0.0' },
    nodeProfiles: [{ name: 'general', vcpu: 2, memoryGiB: 8, maxNodesPerZone: 3 }],
  };
}

/** The minimal plan for a product that is offered on every cloud. */
export function minimalPlanForEveryCloud(): VendorPlan {
  return { ...minimalPlan(), vendor: fullPlan().vendor };
}

/** The least a customer on AWS can say: with one warning of the customer's making, that the vendor gets no access. */
export function minimalEnvironment(): AwsEnvironment {
  return {
    id: 'demo',
    cloud: 'aws',
    account: '111122223333',
    region: 'eu-central-1',
    zones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
    administrators: ['arn:aws:iam::111122223333:role/platform-admin'],
  };
}

/** A streaming database that is offered on every cloud and uses everything a plan can say. */
export function fullPlan(): VendorPlan {
  const target = { namespace: 'riverbed', service: 'webhook', port: 4560 };
  const ingress = {
    component: 'ingress',
    port: 443,
    containerPort: 8443,
    target,
    readinessPort: 15021,
    readinessPath: '/healthz/ready',
  } as const;
  return {
    product: { id: 'riverbed', name: 'Riverbed', version: '2.4.0-rc.1' },
    vendor: {
      aws: {
        principals: ['arn:aws:iam::999988887777:role/control-plane', 'arn:aws:iam::888877776666:root'],
        principalArnLike: ['arn:aws:iam::888877776666:role/control-plane-*'],
        artifactPrefix: 'riverbed-releases/templates/',
      },
      gcp: {
        oidc: {
          issuer: 'https://token.riverbed.example.com',
          subject: 'control-plane',
          audience: 'https://gcp.riverbed.example.com',
        },
      },
      azure: {
        tenantId: '11111111-2222-3333-4444-555555555555',
        applicationId: '66666666-7777-8888-9999-000000000000',
      },
    },
    support: {
      group: 'byoc-riverbed',
      aws: ['arn:aws:iam::999988887777:role/support'],
      gcp: ['support@riverbed.example.com'],
      azure: ['12121212-3434-5656-7878-909090909090'],
    },
    domain: 'riverbed.example.com',
    controlPlane: {
      hosts: ['control.riverbed.example.com'],
      cidrs: ['203.0.113.0/28'],
      privateServices: {
        aws: { 'eu-central-1': 'com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0' },
        gcp: { 'europe-west1': 'projects/riverbed/regions/europe-west1/serviceAttachments/control' },
        azure: { westeurope: 'control.00000000-0000-0000-0000-000000000000.westeurope.azure.privatelinkservice' },
      },
      egress: 'private-endpoint',
    },
    kubernetesVersion: '1.35',
    agent: {
      image: 'registry.riverbed.example.com/agent:2.4.0',
      resources: { cpu: '500m', memory: '1Gi' },
      port: 40001,
      secrets: ['riverbed-license'],
    },
    proxy: {
      image: `registry.riverbed.example.com/haproxy@sha256:${'0a'.repeat(32)}`,
      resources: { cpu: '2', memory: '512Mi' },
      maxReplicas: 4,
    },
    listeners: [
      { name: 'agent', component: 'agent', port: 443 },
      {
        name: 'sql',
        component: 'proxy',
        exposure: 'internal',
        port: 4566,
        target: { namespace: 'riverbed', service: 'frontend', port: 4567 },
        protocol: 'tls',
        host: 'sql',
        healthCheck: 'postgresql',
        metricsPort: 9091,
        drainSeconds: 600,
        connectionLimit: 5000,
      },
      { name: 'https', ...ingress },
      { name: 'https-external', ...ingress, exposure: 'external' },
    ],
    nodeProfiles: [
      { name: 'compute', vcpu: 8, memoryGiB: 32, architecture: 'arm64', maxNodesPerZone: 4 },
      {
        name: 'serving',
        vcpu: 4,
        memoryGiB: 32,
        architecture: 'arm64',
        localDisk: true,
        diskGiB: 200,
        maxNodesPerZone: 4,
        labels: { workload: 'serving' },
        taints: [{ key: 'riverbed/serving', value: 'true', effect: 'NoSchedule' }],
      },
      {
        name: 'meta',
        vcpu: 4,
        memoryGiB: 16,
        minNodesPerZone: 1,
        maxNodesPerZone: 2,
        machineTypes: { aws: ['m7i.xlarge', 'm6i.xlarge'], gcp: 'n2-standard-4', azure: 'Standard_D4s_v6' },
      },
    ],
    namespaces: ['riverbed-meta'],
    workloads: [
      {
        name: 'engine',
        namespace: 'riverbed',
        serviceAccount: 'engine',
        capabilities: [{ id: 'bucket:read-write', bucket: 'data' }, { id: 'private-endpoints:read' }],
      },
      {
        name: 'agent',
        namespace: 'byoc-system',
        serviceAccount: 'agent',
        capabilities: [{ id: 'bucket:read-write', bucket: 'state' }, { id: 'metrics:query' }],
      },
      {
        name: 'archive-reader',
        namespace: 'riverbed',
        serviceAccount: 'archive-reader',
        capabilities: [{ id: 'bucket:read', bucket: 'archive' }],
        googleServiceAccount: true,
      },
      {
        name: 'state-exporter',
        namespace: 'byoc-system',
        serviceAccount: 'state-exporter',
        capabilities: [{ id: 'telemetry:queue' }],
      },
      {
        name: 'billing',
        namespace: 'riverbed',
        serviceAccount: 'billing',
        capabilities: [{ id: 'telemetry:billing' }],
      },
    ],
    buckets: [{ name: 'data' }, { name: 'state', versioned: true }, { name: 'archive' }],
    telemetry: {
      queue: {
        aws: 'arn:aws:sqs:eu-central-1:999988887777:riverbed-state',
        gcp: 'projects/riverbed/topics/state',
        azure: 'riverbed.servicebus.windows.net/state',
      },
      billing: { aws: 'riverbed-billing/usage/', gcp: 'riverbed-billing/usage/', azure: 'riverbedbilling/usage/' },
      stateExporter: {
        image: 'registry.riverbed.example.com/state-exporter:2.4.0',
        resources: { cpu: '100m', memory: '128Mi' },
      },
      billingScraper: {
        image: 'registry.riverbed.example.com/billing-scraper:2.4.0',
        resources: { cpu: '50m', memory: '64Mi' },
      },
      alerts: { url: 'https://alerts.riverbed.example.com/v1/webhook' },
    },
    clusterServices: [
      'load-balancer-controller',
      'cluster-autoscaler',
      'metrics-server',
      'snapshot-controller',
      'external-dns',
      'cert-manager',
      'istio',
      'monitoring',
    ],
  };
}

/** A customer on AWS that uses everything an environment with a new network can say. */
export function fullEnvironment(): AwsEnvironment {
  return {
    id: 'acme',
    cloud: 'aws',
    account: '111122223333',
    region: 'eu-central-1',
    zones: ['euc1-az1', 'euc1-az2', 'euc1-az3'],
    network: {
      kind: 'new',
      cidr: '10.40.0.0/16',
      serviceCidr: '172.21.0.0/16',
      peeredCidrs: ['10.0.0.0/16'],
      nat: 'single',
      endpoints: 'private',
      flowLogs: true,
    },
    kubernetesApi: { access: 'public', allowedCidrs: ['198.51.100.0/24'] },
    nodeShell: true,
    nodeImage: 'bottlerocket',
    access: {
      mode: 'managed',
      externalId: '9f2c1a7755d04c1e8f6b',
      vendorExpiresAt: '2028-01-31T00:00:00Z',
      supportExpiresAt: '2027-01-31T00:00:00Z',
      allowInstall: true,
      allowDelete: false,
    },
    administrators: ['arn:aws:iam::111122223333:role/platform-admin'],
    publicIngress: { allowedCidrs: ['198.51.100.0/24'] },
    listenerAllowLists: { 'https-external': ['198.51.100.0/28'] },
    nodeLimits: { compute: { minNodesPerZone: 1, maxNodesPerZone: 6 } },
    protection: true,
    dataOnDelete: 'retain',
    logRetentionDays: 365,
    maintenanceWindows: [{ days: ['sat', 'sun'], start: '02:00', hours: 6 }],
    maintenanceExclusions: [
      { name: 'holidays', start: '2026-12-24T00:00:00Z', end: '2027-01-02T00:00:00Z', scope: 'all' },
    ],
    registry: 'registry.acme.example.com/mirror',
    httpProxy: {
      url: 'http://proxy.acme.example.com:3128',
      cidrs: ['10.0.9.0/28'],
      noProxy: ['.acme.example.com'],
    },
    caBundle: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    dns: {
      zoneId: 'Z0123456789ABCDEFGHIJ',
      domain: 'acme.riverbed.example.com',
      issuer: { kind: 'acme', email: 'platform@acme.example.com' },
    },
    tags: { owner: 'platform', 'cost-center': '4711' },
    own: {
      encryptionKey: 'arn:aws:kms:eu-central-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef',
      permissionsBoundary: 'arn:aws:iam::111122223333:policy/boundary',
      roles: { 'flow-logs': 'arn:aws:iam::111122223333:role/flow-logs' },
      buckets: { archive: 'acme-archive' },
      metricsWorkspace: 'arn:aws:aps:eu-central-1:111122223333:workspace/ws-01234567-89ab-cdef-0123-456789abcdef',
    },
    bucketNames: 'account-regional',
    endpointServices: [{ component: 'proxy', principals: ['arn:aws:iam::999988887777:role/control-plane'] }],
    cloudTrail: true,
    detections: { email: 'security@acme.example.com' },
  };
}

/** A VPC of the customer's, in the zones of the minimal environment. */
export function existingVpc(): ExistingVpc {
  const subnets = (part: number, prefix: number) =>
    ['a', 'b', 'c'].map((letter, index) => ({
      id: `subnet-${part}000000${index}`,
      zone: `eu-central-1${letter}`,
      cidr: `10.60.${part + index * 2}.0/${prefix}`,
    }));
  return {
    kind: 'existing',
    vpcId: 'vpc-01234567',
    cidr: '10.60.0.0/20',
    privateSubnets: subnets(0, 24),
    intraSubnets: subnets(8, 28),
    publicSubnets: subnets(9, 28),
  };
}

/** The least a customer on Google Cloud can say without a warning of the customer's making. */
export function gcpEnvironment(): GcpEnvironment {
  return {
    id: 'demo',
    cloud: 'gcp',
    project: 'acme-data',
    projectNumber: '123456789012',
    region: 'europe-west1',
    zones: ['europe-west1-b', 'europe-west1-c', 'europe-west1-d'],
    administrators: ['group:platform@acme.example.com'],
  };
}

/** A customer on Google Cloud that uses everything an environment with a new network can say. */
export function fullGcpEnvironment(): GcpEnvironment {
  const { access, publicIngress, listenerAllowLists, nodeLimits, httpProxy } = fullEnvironment();
  return {
    id: 'acme',
    cloud: 'gcp',
    project: 'acme-data',
    projectNumber: '123456789012',
    region: 'europe-west1',
    zones: ['europe-west1-b', 'europe-west1-c', 'europe-west1-d'],
    network: {
      kind: 'new',
      cidr: '10.40.0.0/16',
      serviceCidr: '172.21.0.0/16',
      peeredCidrs: ['10.0.0.0/16'],
      nat: 'single',
      endpoints: 'private',
      flowLogs: true,
      proxyOnlySubnet: true,
    },
    kubernetesApi: { access: 'public', allowedCidrs: ['198.51.100.0/24'] },
    apiEndpoint: 'ip',
    nodeShell: true,
    nodeImage: 'standard',
    ...(access === undefined ? {} : { access }),
    administrators: ['group:platform@acme.example.com'],
    ...(publicIngress === undefined ? {} : { publicIngress }),
    ...(listenerAllowLists === undefined ? {} : { listenerAllowLists }),
    ...(nodeLimits === undefined ? {} : { nodeLimits }),
    protection: true,
    dataOnDelete: 'retain',
    logRetentionDays: 365,
    releaseChannel: 'STABLE',
    maintenanceWindows: [{ days: ['fri', 'sat', 'sun'], start: '22:00', hours: 8 }],
    maintenanceExclusions: [
      { name: 'holidays', start: '2026-12-24T00:00:00Z', end: '2027-01-02T00:00:00Z', scope: 'all' },
    ],
    binaryAuthorization: 'project-policy',
    clusterDns: 'cloud-dns',
    nodeUpgrades: 'blue-green',
    workloadLogs: false,
    managedPrometheus: true,
    registry: 'registry.acme.example.com/mirror',
    ...(httpProxy === undefined ? {} : { httpProxy }),
    caBundle: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    dns: {
      zoneId: 'acme-riverbed',
      domain: 'acme.riverbed.example.com',
      issuer: { kind: 'acme', email: 'platform@acme.example.com' },
    },
    tags: { owner: 'platform', 'cost-center': '4711' },
    endpointServices: [{ component: 'proxy', projects: ['riverbed-control'], connectionLimit: 4 }],
    dataAccessLogs: ['storage.googleapis.com', 'cloudkms.googleapis.com'],
    backend: { type: 'gcs', bucket: 'acme-state', prefix: 'byoc' },
    own: {
      encryptionKey: 'projects/acme-keys/locations/europe-west1/keyRings/data/cryptoKeys/byoc',
      buckets: { archive: 'acme-archive' },
      metricsWorkspace: 'acme-metrics',
    },
  };
}

/** A network of the customer's on Google Cloud. */
export function existingGcpNetwork(): ExistingVpcNetwork {
  return {
    kind: 'existing',
    cidr: '10.60.0.0/16',
    network: 'acme',
    nodeSubnet: 'nodes',
    nodeCidr: '10.60.0.0/22',
    podRange: 'pods',
    podCidr: '10.64.0.0/18',
    serviceRange: 'services',
    serviceCidr: '10.60.16.0/20',
  };
}

/** A network that a host project shares, with everything that it may say. */
export function sharedVpc(): ExistingVpcNetwork {
  return {
    ...existingGcpNetwork(),
    hostProject: 'acme-network',
    peeredCidrs: ['10.0.0.0/16'],
    privateServiceConnectSubnet: 'consumers',
    controlPlaneSubnet: 'control-plane',
  };
}

/** The least a customer on Azure can say without a warning of the customer's making. */
export function azureEnvironment(): AzureEnvironment {
  return {
    id: 'demo',
    cloud: 'azure',
    subscription: '22222222-3333-4444-5555-666666666666',
    tenant: '77777777-8888-9999-0000-111111111111',
    region: 'westeurope',
    zones: ['1', '2', '3'],
    administrators: ['88888888-9999-0000-1111-222222222222'],
    vendorObjectId: '99999999-0000-1111-2222-333333333333',
  };
}

/** A customer on Azure that uses everything an environment with a new network can say. */
export function fullAzureEnvironment(): AzureEnvironment {
  const { access, publicIngress, listenerAllowLists, nodeLimits, httpProxy } = fullEnvironment();
  return {
    ...azureEnvironment(),
    id: 'acme',
    network: {
      kind: 'new',
      cidr: '10.40.0.0/16',
      podCidr: '10.48.0.0/14',
      serviceCidr: '172.21.0.0/16',
      peeredCidrs: ['10.0.0.0/16'],
    },
    kubernetesApi: { access: 'public', allowedCidrs: ['198.51.100.0/24'] },
    apiServer: 'vnet-integration',
    nodeShell: true,
    nodeImage: 'standard',
    ...(access === undefined ? {} : { access }),
    timeBoundAssignments: true,
    ...(publicIngress === undefined ? {} : { publicIngress }),
    ...(listenerAllowLists === undefined ? {} : { listenerAllowLists }),
    ...(nodeLimits === undefined ? {} : { nodeLimits }),
    osDisks: { compute: 'managed' },
    protection: true,
    dataOnDelete: 'retain',
    logRetentionDays: 365,
    upgradeChannel: 'stable',
    nodeOsUpgradeChannel: 'SecurityPatch',
    maintenanceWindows: [{ days: ['sat'], start: '22:00', hours: 8 }],
    maintenanceExclusions: [
      { name: 'holidays', start: '2026-12-24T00:00:00Z', end: '2027-01-02T00:00:00Z', scope: 'all' },
    ],
    azurePolicy: true,
    defenderWorkspace: `${AZURE_GROUP}/providers/Microsoft.OperationalInsights/workspaces/security`,
    registry: 'registry.acme.example.com/mirror',
    ...(httpProxy === undefined ? {} : { httpProxy }),
    caBundle: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    dns: {
      zoneId: `${AZURE_GROUP}/providers/Microsoft.Network/dnsZones/acme.riverbed.example.com`,
      domain: 'acme.riverbed.example.com',
      issuer: { kind: 'acme', email: 'platform@acme.example.com' },
    },
    tags: { owner: 'platform', 'cost-center': '4711' },
    endpointServices: [{ component: 'proxy', subscriptions: ['33333333-4444-5555-6666-777777777777'] }],
    detections: { email: 'security@acme.example.com' },
    backend: { type: 'azurerm', resourceGroup: 'state', storageAccount: 'acmestate', container: 'byoc' },
    own: {
      encryptionKey: 'https://acme.vault.azure.net/keys/byoc/0123456789abcdef0123456789abcdef',
      keyVault: `${AZURE_GROUP}/providers/Microsoft.KeyVault/vaults/acme`,
      buckets: {
        archive: `${AZURE_GROUP}/providers/Microsoft.Storage/storageAccounts/acmearchive/blobServices/default/containers/archive`,
      },
      logWorkspace: `${AZURE_GROUP}/providers/Microsoft.OperationalInsights/workspaces/logs`,
      metricsWorkspace: `${AZURE_GROUP}/providers/Microsoft.Monitor/accounts/acme`,
    },
  };
}

/** A resource group of the customer's. */
const AZURE_GROUP = '/subscriptions/22222222-3333-4444-5555-666666666666/resourceGroups/platform';

/** A network of the customer's on Azure, with everything that it may say. */
export function existingVirtualNetwork(): ExistingVirtualNetwork {
  const virtualNetworkId = `${AZURE_GROUP}/providers/Microsoft.Network/virtualNetworks/acme`;
  const subnet = (name: string, cidr: string) => ({ id: `${virtualNetworkId}/subnets/${name}`, cidr });
  return {
    kind: 'existing',
    cidr: '10.60.0.0/20',
    podCidr: '10.128.0.0/14',
    serviceCidr: '172.21.0.0/16',
    peeredCidrs: ['10.0.0.0/16'],
    virtualNetworkId,
    nodeSubnet: subnet('nodes', '10.60.0.0/22'),
    privateEndpointSubnet: subnet('endpoints', '10.60.4.0/26'),
    loadBalancerSubnet: subnet('load-balancers', '10.60.4.64/26'),
    apiServerSubnet: subnet('api-server', '10.60.4.128/28'),
    privateLinkSubnet: subnet('private-link', '10.60.4.192/26'),
    outbound: 'routes',
  };
}

/** The lines of the ConfigError that is thrown; none if nothing is. */
export function problemsOf(action: () => unknown): string[] {
  try {
    action();
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
  return [];
}

/** `<path> <text>` of each warning. */
export function warningsOf({ warnings }: Pick<DataPlaneConfig, 'warnings'>): string[] {
  return warnings.map(({ path, text }) => `${path} ${text}`);
}
