import { AZURE_MACHINES } from './azure-machines';
import type { CloudFacts, NameLimit, Source } from './cloud-facts';

/** What a range of an Azure network is for. Pods (overlay) and services lie outside the network. */
export type AzureRole =
  | 'nodes'
  | 'private-endpoints'
  | 'load-balancers'
  | 'private-link'
  | 'api-server'
  | 'pods'
  | 'services';

const CHECKED = '2026-11-20';
const AKS_NETWORK = documented('https://learn.microsoft.com/azure/aks/configure-azure-cni');
const VNET_ADDRESSES = documented(
  'https://learn.microsoft.com/azure/cloud-adoption-framework/ready/azure-best-practices/plan-for-ip-addressing',
);
const NAME_RULES = documented(
  'https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules',
);
const TAG_RULES = documented('https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources');
const FEDERATION = documented(
  'https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations',
);

/** Regions of the public cloud with zones. */
const WITH_ZONES = [
  'australiaeast austriaeast belgiumcentral brazilsouth canadacentral centralindia centralus chilecentral denmarkeast',
  'eastasia eastus eastus2 francecentral germanywestcentral indiasouthcentral indonesiacentral israelcentral italynorth',
  'japaneast japanwest koreacentral malaysiawest mexicocentral newzealandnorth northcentralus northeurope norwayeast',
  'polandcentral qatarcentral southafricanorth southcentralus southeastasia spaincentral swedencentral',
  'switzerlandnorth uaenorth uksouth westeurope westus2 westus3',
];

/**
 * Regions of sovereign clouds with zones. Reasoned: other pages than the one below name them, and a region of these clouds
 * that is missing here is unknown, not without zones.
 */
const SOVEREIGN = { usgovvirginia: 'Azure Government', chinanorth3: 'Azure in China' };

/** Regions without zones; the second line is open on request only, for disaster recovery. */
const WITHOUT_ZONES = [
  'australiacentral australiasoutheast canadaeast koreasouth southindia ukwest westcentralus westindia westus',
  'australiacentral2 brazilsoutheast francesouth germanynorth norwaywest southafricawest swedensouth switzerlandwest',
  'uaecentral',
];

/** Names of most things of a network. Start with a letter or number, end with one or an underscore. */
const NETWORK_THING = /^[a-zA-Z0-9](?:[\w.-]*\w)?$/;

/** What Azure documents, as data. */
export const azure: CloudFacts<AzureRole> = {
  cloud: 'azure',
  regions: {
    // Zones are logical: a number can be another place in another subscription. East US 2 has a fourth physical zone.
    ...Object.fromEntries(words(WITH_ZONES).map((name) => [name, { zones: ['1', '2', '3'] }])),
    ...Object.fromEntries(
      Object.entries(SOVEREIGN).map(([name, sovereign]) => [name, { zones: ['1', '2', '3'], sovereign }]),
    ),
    ...Object.fromEntries(words(WITHOUT_ZONES).map((name) => [name, { zones: [] }])),
  },
  regionsSource: documented('https://learn.microsoft.com/azure/reliability/regions-list'),
  reserved: [
    {
      cidr: '169.254.0.0/16',
      why: 'link-local addresses, refused by AKS and for virtual networks',
      source: AKS_NETWORK,
    },
    { cidr: '172.30.0.0/16', why: 'used by AKS itself', source: AKS_NETWORK },
    { cidr: '172.31.0.0/16', why: 'used by AKS itself', source: AKS_NETWORK },
    { cidr: '192.0.2.0/24', why: 'used by AKS itself', source: AKS_NETWORK },
    { cidr: '127.0.0.0/8', why: 'loopback addresses, refused for virtual networks', source: VNET_ADDRESSES },
  ],
  split: {
    // Azure has no such limits; /23 is the smallest network where every range below still has addresses to spare.
    largestPrefix: 16,
    smallestPrefix: 23,
    source: VNET_ADDRESSES,
    ranges: [
      { role: 'nodes', newBits: 2, perZone: false },
      { role: 'private-endpoints', newBits: 3, atMost: 24, perZone: false },
      { role: 'load-balancers', newBits: 3, atMost: 24, perZone: false },
      { role: 'private-link', newBits: 4, perZone: false },
      // The smallest AKS takes: https://learn.microsoft.com/azure/aks/api-server-vnet-integration
      { role: 'api-server', prefix: 28, perZone: false },
    ],
    outside: [
      {
        role: 'pods',
        cidr: '10.244.0.0/16',
        setting: 'podCidr',
        source: documented('https://learn.microsoft.com/azure/aks/azure-cni-overlay'),
      },
      {
        role: 'services',
        cidr: '172.20.0.0/16',
        setting: 'serviceCidr',
        // AKS takes none as large as a /12, and the one for names has the tenth address.
        sizes: { largestPrefix: 13, smallestPrefix: 24 },
        source: AKS_NETWORK,
      },
    ],
    addressing: {
      nodes: 'nodes',
      pods: 'pods',
      reservedAddresses: { start: 4, end: 1 },
      // The overlay gives every node a /24 whatever its number of pods: a /16 ends at 256 nodes.
      steps: [{ upToPrefix: 23, podBlockPrefix: 24, blocksPerNode: 1, podsPerNode: 250 }],
      // One in each zone.
      surgeNodes: 3,
      source: documented('https://learn.microsoft.com/azure/aks/azure-cni-overlay'),
    },
  },
  // A pool spans the zones. The page names no way to raise the limit.
  nodePools: {
    perProfile: 1,
    machineTypes: 'one',
    limit: 100,
    quota: 'Maximum node pools per cluster',
    source: documented('https://learn.microsoft.com/azure/aks/quotas-skus-regions'),
  },
  machineFamilies: AZURE_MACHINES,
  machineFamiliesSource: documented('https://learn.microsoft.com/azure/virtual-machines/sizes/overview'),
  nameLimits: {
    resourceGroup: limit(1, 90, /^[-\w.()]*[-\w()]$/, NAME_RULES),
    // Made by AKS: must not exist before. Reasoned, like dnsPrefix, federatedCredential* and actionGroupShortName: the
    // pages of these four were not compared on that date.
    nodeResourceGroup: limit(1, 80, /^[-\w.()]*[-\w()]$/, documented('https://learn.microsoft.com/azure/aks/faq')),
    cluster: limit(1, 63, /^[a-zA-Z0-9](?:[\w-]*[a-zA-Z0-9])?$/, NAME_RULES),
    // Linux; Windows pools end at 6.
    nodePool: limit(1, 12, /^[a-z][a-z0-9]*$/, NAME_RULES),
    dnsPrefix: limit(
      2,
      54,
      /^[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]$/,
      documented('https://learn.microsoft.com/azure/aks/aks-common-issues-faq'),
    ),
    storageAccount: limit(3, 24, /^[a-z0-9]+$/, NAME_RULES),
    storageContainer: limit(3, 63, /^(?!.*--)[a-z0-9][a-z0-9-]*[a-z0-9]$/, NAME_RULES),
    // Taken until purged: purge protection keeps the name of a deleted vault.
    keyVault: limit(3, 24, /^(?!.*--)[a-zA-Z][a-zA-Z0-9-]*[a-zA-Z0-9]$/, NAME_RULES),
    virtualNetwork: limit(2, 64, NETWORK_THING, NAME_RULES),
    subnet: limit(1, 80, NETWORK_THING, NAME_RULES),
    networkSecurityGroup: limit(1, 80, NETWORK_THING, NAME_RULES),
    natGateway: limit(1, 80, NETWORK_THING, NAME_RULES),
    publicAddress: limit(1, 80, NETWORK_THING, NAME_RULES),
    privateEndpoint: limit(2, 64, NETWORK_THING, NAME_RULES),
    diskEncryptionSet: limit(1, 80, /^[\w-]+$/, NAME_RULES),
    // Those of alerts and of groups that are told of them, lowered to what both take.
    alert: limit(1, 260, /^[^:@/#{}%&+*<>?|]+[^:@/#{}%&+*<>?|.]$/, NAME_RULES),
    deployment: limit(1, 64, /^[-\w.()]+$/, NAME_RULES),
    // As portals show it; unique in the tenant.
    roleName: limit(
      1,
      512,
      /^.+$/,
      documented('https://learn.microsoft.com/azure/role-based-access-control/custom-roles'),
    ),
    userAssignedIdentity: limit(3, 128, /^[a-zA-Z0-9][\w-]*$/, NAME_RULES),
    federatedCredential: limit(3, 120, /^[a-zA-Z0-9][\w-]*$/, FEDERATION),
    federatedCredentialSubject: limit(1, 600, /^.+$/, FEDERATION),
    // Those of storage accounts, which are shorter than others'; letters count as one in upper and lower case.
    tagKey: limit(1, 128, /^(?!azure|microsoft|windows|byoc:)[^<>%&\\?/\p{Cc}]+$/iu, TAG_RULES),
    tagValue: limit(0, 256, /^.*$/, TAG_RULES),
    actionGroupShortName: limit(
      1,
      12,
      /^.+$/,
      documented('https://learn.microsoft.com/azure/azure-monitor/alerts/action-groups'),
    ),
  },
  // AKS puts the tags of a cluster on a private DNS zone, which takes 15, with one of its own (github.com/Azure/AKS/issues/3038).
  mostTags: 12,
  reservedTags: ['azure', 'microsoft', 'windows', 'byoc:'],
  builtInIdentities: ['cluster', 'encryption', 'kubelet'],
  verify: {
    zones: (region) => `az account list-locations --query "[?name=='${region}'].availabilityZoneMappings"`,
    machineTypes: (region, types) =>
      `az vm list-skus --location ${region} --zone --query "[?contains('${types.join()}', name)].name"`,
  },
};

function documented(url: string): Source {
  return { url, checked: CHECKED };
}

function words(lines: readonly string[]): string[] {
  return lines.join(' ').split(' ');
}

function limit(minLength: number, maxLength: number, pattern: RegExp, source: Source): NameLimit {
  return { minLength, maxLength, pattern, source };
}
