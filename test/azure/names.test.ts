import { TerraformVariable } from 'cdktf';
import fc from 'fast-check';
import {
  type AzureNames,
  namesOf,
  resourceGroupId,
  resourceId,
  resourceIdsOf,
  roleDefinitionId,
  tagsOf,
  zoneTags,
} from '../../lib/azure/names';
import { azure } from '../../lib/core/clouds/azure';
import { resolveConfig } from '../../lib/core/resolve-config';
import { messageOf, SUBSCRIPTION, testStack } from '../support/azure';
import { azureEnvironment, minimalPlanForEveryCloud } from '../support/config';

/** What names are made from, beside the ids of environment and subscription. */
interface Parts {
  readonly profile: string;
  readonly bucket: string;
  readonly workload: string;
}

interface Limit {
  readonly minLength: number;
  readonly maxLength: number;
  readonly pattern: RegExp;
}

const LIMITS: Readonly<Record<string, Limit>> = {
  ...azure.nameLimits,
  uuid: { minLength: 36, maxLength: 36, pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ },
};

/** Roles of subnets, and phases of roles, as permissions name them. */
const ROLES = azure.split.ranges.map(({ role }) => role);
const PHASES = ['read', 'install', 'run', 'delete', 'bucket-read-write'];

/** Every name of an installation by its field, and the limits that it must keep. */
const NAMES: {
  readonly [field in keyof AzureNames]: readonly [
    limits: readonly string[],
    all: (names: AzureNames, parts: Parts) => readonly string[],
  ];
} = {
  dataPlaneGroup: [['resourceGroup'], ({ dataPlaneGroup }) => [dataPlaneGroup]],
  bootstrapGroup: [['resourceGroup'], ({ bootstrapGroup }) => [bootstrapGroup]],
  custodyGroup: [['resourceGroup'], ({ custodyGroup }) => [custodyGroup]],
  nodeGroup: [['nodeResourceGroup'], ({ nodeGroup }) => [nodeGroup]],
  cluster: [['cluster', 'dnsPrefix'], ({ cluster }) => [cluster]],
  network: [['virtualNetwork'], ({ network }) => [network]],
  natGateway: [['natGateway'], ({ natGateway }) => [natGateway]],
  natAddress: [['publicAddress'], ({ natAddress }) => [natAddress]],
  diskEncryptionSet: [['diskEncryptionSet'], ({ diskEncryptionSet }) => [diskEncryptionSet]],
  logAccount: [['storageAccount'], ({ logAccount }) => [logAccount]],
  actionGroup: [['alert'], ({ actionGroup }) => [actionGroup]],
  alert: [['alert'], ({ alert }) => [alert('role-assignments'), alert('locks')]],
  subnet: [['subnet'], ({ subnet }) => ROLES.map(subnet)],
  securityGroup: [['networkSecurityGroup'], ({ securityGroup }) => ROLES.map(securityGroup)],
  privateEndpoint: [
    ['privateEndpoint'],
    ({ privateEndpoint }, { bucket }) => [`blob-${bucket}`, 'vault', 'control-plane'].map(privateEndpoint),
  ],
  loadBalancerAddress: [
    ['publicAddress'],
    ({ loadBalancerAddress }) =>
      ['agent', 'proxy', 'ingress'].flatMap((component) =>
        ['internal', 'external'].map((exposure) => loadBalancerAddress(component, exposure)),
      ),
  ],
  identity: [
    ['userAssignedIdentity', 'federatedCredential'],
    ({ identity }, { workload }) => ['cluster', 'kubelet', 'vendor', workload].map(identity),
  ],
  nodePool: [['nodePool'], ({ nodePool }, { profile }) => [nodePool(profile), nodePool('system')]],
  storageAccount: [
    ['storageAccount'],
    ({ storageAccount }, { bucket }) => [storageAccount(bucket), storageAccount('data')],
  ],
  container: [['storageContainer'], ({ container }, { bucket }) => [container(bucket)]],
  keyVault: [['keyVault'], ({ keyVault }) => [keyVault]],
  roleName: [['roleName'], ({ roleName }) => PHASES.map(roleName)],
  roleGuid: [['uuid'], ({ roleGuid }) => PHASES.map(roleGuid)],
};

const ALL = Object.entries(NAMES);
/** What is unique within its pool, account or resource group only, and so no other installation's. */
const allNames = (names: AzureNames, parts: Parts) =>
  ALL.filter(([field]) => field !== 'container' && field !== 'nodePool').flatMap(([, [, all]]) => all(names, parts));

/** What a name breaks of a limit; nothing if it is fine. */
function broken(limit: string, name: string): string[] {
  const rule = LIMITS[limit];
  if (rule === undefined) return [`no limit named ${limit}`];
  const fits = name.length >= rule.minLength && name.length <= rule.maxLength && rule.pattern.test(name);
  return fits ? [] : [`${name} (${name.length}) breaks ${limit}`];
}

// As the schemas take them.
const environmentId = fc.stringMatching(/^[a-z][a-z0-9]{1,15}$/);
const subscription = fc.uuid();
const words = (minLength: number, maxLength: number) =>
  fc
    .stringMatching(/^[a-z][a-z0-9]{0,11}(-[a-z][a-z0-9]{0,5}){0,3}$/)
    .filter(({ length }) => length >= minLength && length <= maxLength);
// Containers have three letters at least, which core checks.
const parts = fc.record({ profile: words(1, 20), bucket: words(3, 20), workload: words(1, 32) });
const LONGEST: Parts = { profile: 'p'.repeat(20), bucket: 'b'.repeat(20), workload: 'w'.repeat(32) };
const SOME: Parts = { profile: 'general', bucket: 'archive', workload: 'engine' };

test('every name is a function of the ids', () => {
  const names = namesOf('demo', SUBSCRIPTION);
  expect(names).toMatchObject({
    dataPlaneGroup: 'byoc-demo',
    custodyGroup: 'byoc-demo-custody',
    nodeGroup: 'byoc-demo-nodes',
    cluster: 'byoc-demo',
    network: 'byoc-demo',
    natGateway: 'byoc-demo',
    natAddress: 'byoc-demo-nat',
    diskEncryptionSet: 'byoc-demo',
    keyVault: 'kvdemob46tscdcpr',
  });
  expect([
    names.subnet('api-server'),
    names.identity('engine'),
    names.loadBalancerAddress('agent', 'internal'),
  ]).toEqual(['byoc-demo-api-server', 'byoc-demo-engine', 'byoc-demo-agent-internal']);
  expect([names.storageAccount('data'), names.container('data')]).toEqual(['byocdemodr5lv69gnj5', 'data']);
  expect([names.roleName('install'), names.roleGuid('data')]).toEqual([
    'byoc-demo-nw7dhdrt install',
    'ce8e4b43-763c-833c-bb43-56b8c67a0227',
  ]);
});

describe.each(ALL)('%s', (_, [limits, all]) => {
  test('keeps its limits with the longest ids', () => {
    const names = all(namesOf('a'.repeat(16), SUBSCRIPTION), LONGEST);
    expect(limits.flatMap((limit) => names.flatMap((name) => broken(limit, name)))).toEqual([]);
  });

  test('keeps them with any', () => {
    fc.assert(
      fc.property(environmentId, subscription, parts, (id, of, some) => {
        const names = all(namesOf(id, of), some);
        expect(limits.flatMap((limit) => names.flatMap((name) => broken(limit, name)))).toEqual([]);
      }),
    );
  });

  test('is many names only where they differ', () => {
    const names = all(namesOf('demo', SUBSCRIPTION), SOME);
    expect(new Set(names).size).toBe(names.length);
  });
});

test('no two installations of a subscription share a name', () => {
  fc.assert(
    fc.property(environmentId, environmentId, subscription, parts, (one, other, of, some) => {
      fc.pre(one !== other);
      const names = new Set(allNames(namesOf(one, of), some));
      expect(allNames(namesOf(other, of), some).filter((name) => names.has(name))).toEqual([]);
    }),
  );
});

test('what is known beyond a subscription has other names in another: accounts, vaults and roles', () => {
  const known = ({ storageAccount, keyVault, roleName, roleGuid }: AzureNames) => [
    storageAccount('data'),
    keyVault,
    roleName('install'),
    roleGuid('install'),
  ];
  const here = known(namesOf('demo', SUBSCRIPTION));
  const there = known(namesOf('demo', '99999999-3333-4444-5555-666666666666'));
  expect(here.filter((name) => there.includes(name))).toEqual([]);
});

test('accounts differ where buckets do, also behind what is cut', () => {
  const { storageAccount } = namesOf('streamingprod1234', SUBSCRIPTION);
  const buckets = ['data', 'data-a', 'dataa', 'data-b', 'd', 'archive', 'archive-2', 'state'];
  expect(new Set(buckets.map(storageAccount)).size).toBe(buckets.length);
});

test('pools keep the names of profiles that AKS takes, and others get one that no other profile has', () => {
  const { nodePool } = namesOf('demo', SUBSCRIPTION);
  expect(['system', 'general', 'abcdefghijkl'].map(nodePool)).toEqual(['system', 'general', 'abcdefghijkl']);
  const others = ['serving-a', 'servinga-b', 'serving-ab', 'serving-a-b', 'abcdefghijklm', 'abcdefghijkln'];
  for (const name of others.map(nodePool)) expect(name).toMatch(/^[a-z]{6}[a-z0-9]{6}$/);
  expect(new Set(others.map(nodePool)).size).toBe(others.length);
});

test('tags name installation and product, after those of the customer', () => {
  const config = resolveConfig(minimalPlanForEveryCloud(), { ...azureEnvironment(), tags: { owner: 'platform' } });
  expect(tagsOf(config)).toEqual({ owner: 'platform', 'byoc:environment': 'demo', 'byoc:product': 'notes' });
});

test('tags of private DNS zones have names that zones do not leave out in silence', () => {
  const tags = { owner: 'platform', 'Cost Center (EU)': '7', '24x7': 'yes', 'byoc:environment': 'demo' };
  expect(zoneTags(tags)).toEqual({
    owner: 'platform',
    'Cost-Center--EU-': '7',
    _24x7: 'yes',
    'byoc-environment': 'demo',
  });
});

describe('resource ids', () => {
  const group = resourceGroupId(SUBSCRIPTION, 'apps');
  const here = `/subscriptions/${SUBSCRIPTION}/resourceGroups`;

  test('are made of types and names', () => {
    expect(resourceId(group, 'Microsoft.Storage/storageAccounts', 'acme')).toBe(
      `${here}/apps/providers/Microsoft.Storage/storageAccounts/acme`,
    );
    expect(resourceId(group, 'Microsoft.Network/virtualNetworks/subnets', 'main', 'nodes')).toBe(
      `${here}/apps/providers/Microsoft.Network/virtualNetworks/main/subnets/nodes`,
    );
    expect(roleDefinitionId(SUBSCRIPTION, 'ce8e4b43-763c-833c-bb43-56b8c67a0227')).toBe(
      `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/ce8e4b43-763c-833c-bb43-56b8c67a0227`,
    );
  });

  test('of an installation lie in the group of their room', () => {
    const ids = resourceIdsOf('demo', SUBSCRIPTION);
    const last = (id: string) => id.split('/').slice(4).join('/');
    expect([ids.dataPlaneGroup, ids.custodyGroup]).toEqual([`${here}/byoc-demo`, `${here}/byoc-demo-custody`]);
    expect([ids.cluster, ids.network, ids.subnet('nodes'), ids.natGateway].map(last)).toEqual([
      'byoc-demo/providers/Microsoft.ContainerService/managedClusters/byoc-demo',
      'byoc-demo/providers/Microsoft.Network/virtualNetworks/byoc-demo',
      'byoc-demo/providers/Microsoft.Network/virtualNetworks/byoc-demo/subnets/byoc-demo-nodes',
      'byoc-demo/providers/Microsoft.Network/natGateways/byoc-demo',
    ]);
    const custody = [ids.keyVault, ids.diskEncryptionSet, ids.identity('engine'), ids.logAccount];
    expect([...custody, ids.container('data')].map(last)).toEqual([
      'byoc-demo-custody/providers/Microsoft.KeyVault/vaults/kvdemob46tscdcpr',
      'byoc-demo-custody/providers/Microsoft.Compute/diskEncryptionSets/byoc-demo',
      'byoc-demo-custody/providers/Microsoft.ManagedIdentity/userAssignedIdentities/byoc-demo-engine',
      'byoc-demo-custody/providers/Microsoft.Storage/storageAccounts/byocdemol2cjr9fb7wn',
      'byoc-demo-custody/providers/Microsoft.Storage/storageAccounts/byocdemodr5lv69gnj5/blobServices/default/containers/data',
    ]);
    expect(ids.container('data').startsWith(`${ids.storageAccount('data')}/`)).toBe(true);
    expect(ids.role('data')).toBe(roleDefinitionId(SUBSCRIPTION, 'ce8e4b43-763c-833c-bb43-56b8c67a0227'));
  });
});

describe('fails if names would be made from what is not known yet:', () => {
  const rule = 'must be known when the stack is synthesized';
  const fix = 'write it out: names are made of it';

  test('a subscription that is a variable', () => {
    const { stringValue } = new TerraformVariable(testStack(), 'subscription', {});
    expect(messageOf(() => namesOf('demo', stringValue))).toBe(`'subscription' ${rule}, got ${stringValue}; ${fix}`);
  });

  test('an id that Terraform fills in', () => {
    expect(messageOf(() => namesOf('${var.id}', SUBSCRIPTION))).toBe(`'environmentId' ${rule}, got \${var.id}; ${fix}`);
  });
});
