import { TerraformVariable } from 'cdktf';
import fc from 'fast-check';
import { gcp } from '../../lib/core/clouds/gcp';
import { resolveConfig } from '../../lib/core/resolve-config';
import {
  ENVIRONMENT_LABEL,
  type GcpNames,
  kubernetesPrincipal,
  labelsOf,
  namesOf,
  PRODUCT_LABEL,
  PROFILE_LABEL,
  serviceAgentsOf,
  workloadPool,
} from '../../lib/gcp/names';
import { deploymentRoles } from '../../lib/gcp/permissions/deployment';
import { gcpEnvironment, minimalPlanForEveryCloud } from '../support/config';
import { messageOf, testStack } from '../support/gcp';
import {
  ACTING_GRANTS,
  CAPABILITY_IDS,
  EVERYTHING,
  grantsOf,
  NODE_GRANTS,
  SIGNING_GRANTS,
  SUPPORT_GRANT,
} from './permissions/support/principals';

/** What names are made from, beside the ids of environment and project. */
interface Parts {
  readonly profile: string;
  readonly bucket: string;
  readonly workload: string;
}

const ROLES = [
  ...deploymentRoles(EVERYTHING).map(({ id }) => id),
  ...[...NODE_GRANTS, SUPPORT_GRANT, ...Object.values(ACTING_GRANTS), ...SIGNING_GRANTS].map(({ role }) => role),
  ...CAPABILITY_IDS.flatMap(grantsOf).map(({ role }) => role),
].filter((role) => !role.startsWith('roles/'));

/** Every name of an installation by its field, and the limits of core that it must keep. */
const NAMES: {
  readonly [field in keyof GcpNames]: readonly [
    limits: readonly string[],
    all: (names: GcpNames, parts: Parts) => readonly string[],
  ];
} = {
  cluster: [['cluster'], ({ cluster }) => [cluster]],
  network: [['network'], ({ network }) => [network]],
  router: [['router', 'nat'], ({ router }) => [router]],
  logBucket: [['logBucket'], ({ logBucket }) => [logBucket]],
  logSink: [['logSink'], ({ logSink }) => [logSink]],
  identityPool: [['workloadIdentityPool'], ({ identityPool }) => [identityPool]],
  identityProvider: [['workloadIdentityProvider'], ({ identityProvider }) => [identityProvider]],
  subnet: [['subnetwork'], ({ subnet }) => gcp.split.ranges.map(({ role }) => subnet(role))],
  firewall: [['firewall'], ({ firewall }) => [firewall('health-checks'), firewall('clients-ingress-external')]],
  natAddress: [['address'], ({ natAddress }) => [0, 1, 2].map(natAddress)],
  loadBalancerAddress: [
    ['address'],
    ({ loadBalancerAddress }) =>
      ['agent', 'proxy', 'ingress'].flatMap((component) =>
        ['internal', 'external'].map((exposure) => loadBalancerAddress(component, exposure)),
      ),
  ],
  // Zones are told apart by eight hexadecimal digits.
  privateEndpoint: [
    ['forwardingRule', 'address', 'managedZone'],
    ({ privateEndpoint }) => ['google-apis', 'control-plane', '0123cdef'].map(privateEndpoint),
  ],
  googleApisEndpoint: [['googleApisEndpoint'], ({ googleApisEndpoint }) => [googleApisEndpoint]],
  nodePool: [['nodePool'], ({ nodePool }, { profile }) => [nodePool(profile), nodePool('system')]],
  bucket: [['bucket'], ({ bucket }, { bucket: name }) => [bucket(name), bucket('data')]],
  keyRing: [['keyRing'], ({ keyRing }) => [keyRing]],
  key: [['cryptoKey'], ({ key }) => [key]],
  nodeAccount: [['serviceAccount'], ({ nodeAccount }) => [nodeAccount.id]],
  vendorAccount: [['serviceAccount'], ({ vendorAccount }) => [vendorAccount.id]],
  supportAccount: [['serviceAccount'], ({ supportAccount }) => [supportAccount.id]],
  workloadAccount: [['serviceAccount'], ({ workloadAccount }, { workload }) => [workloadAccount(workload).id]],
  roleId: [['customRole'], ({ roleId }) => ROLES.map(roleId)],
  // A path of the role's id.
  role: [[], ({ role }) => ROLES.map(role)],
};

const ALL = Object.entries(NAMES);
const allNames = (names: GcpNames, parts: Parts) => ALL.flatMap(([, [, all]]) => all(names, parts));

/** What a name breaks of a limit; nothing if it is fine. */
function broken(limit: string, name: string): string[] {
  const rule = gcp.nameLimits[limit];
  if (rule === undefined) return [`no limit named ${limit}`];
  const fits = name.length >= rule.minLength && name.length <= rule.maxLength && rule.pattern.test(name);
  return fits ? [] : [`${name} (${name.length}) breaks ${limit}`];
}

// As the schemas take them.
const environmentId = fc.stringMatching(/^[a-z][a-z0-9]{1,15}$/);
const project = fc.stringMatching(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/);
const words = (maxLength: number) =>
  fc.stringMatching(/^[a-z][a-z0-9]{0,11}(-[a-z][a-z0-9]{0,5}){0,3}$/).filter(({ length }) => length <= maxLength);
const parts = fc.record({ profile: words(20), bucket: words(20), workload: words(32) });
const LONGEST: Parts = { profile: 'p'.repeat(20), bucket: 'b'.repeat(20), workload: 'w'.repeat(32) };
const SOME: Parts = { profile: 'general', bucket: 'archive', workload: 'engine' };

test('every name is a function of the ids', () => {
  const { bucket, subnet, nodePool, loadBalancerAddress, workloadAccount, role, ...names } = namesOf(
    'acme',
    'acme-data',
  );
  expect(names).toMatchObject({
    cluster: 'byoc-acme',
    network: 'byoc-acme',
    logBucket: 'byoc-acme',
    logSink: 'byoc-acme-logs',
    identityPool: 'byoc-acme',
    googleApisEndpoint: 'byocacme',
    keyRing: 'byoc-acme-tjw2n5z4',
    key: 'byoc-acme',
    nodeAccount: { id: 'byoc-acme-nodes', email: 'byoc-acme-nodes@acme-data.iam.gserviceaccount.com' },
    vendorAccount: { id: 'byoc-acme-vendor' },
    supportAccount: { id: 'byoc-acme-support' },
  });
  expect([subnet('nodes'), nodePool('general'), loadBalancerAddress('agent', 'internal')]).toEqual([
    'byoc-acme-nodes',
    'acme-general',
    'byoc-acme-agent-internal',
  ]);
  expect([bucket('data'), workloadAccount('archive-reader').id]).toEqual([
    'byoc-acme-data-d75wprz7',
    expect.stringMatching(/^acme-archive-[a-z0-9]{4}$/),
  ]);
  expect(role('bucket-read-write')).toBe('projects/acme-data/roles/byoc_acme_bucket_read_write');
});

describe.each(ALL)('%s', (_, [limits, all]) => {
  test('keeps its limits with the longest ids', () => {
    const names = all(namesOf('a'.repeat(16), 'p'.repeat(30)), LONGEST);
    expect(limits.flatMap((limit) => names.flatMap((name) => broken(limit, name)))).toEqual([]);
  });

  test('keeps them with any', () => {
    fc.assert(
      fc.property(environmentId, project, parts, (id, of, some) => {
        // What may not be in a name of a bucket may be in an id: https://cloud.google.com/storage/docs/buckets#naming
        fc.pre(!/g[o0]{2}gle/.test(id + some.bucket));
        const names = all(namesOf(id, of), some);
        expect(limits.flatMap((limit) => names.flatMap((name) => broken(limit, name)))).toEqual([]);
      }),
    );
  });

  test('is many names only where they differ', () => {
    const names = all(namesOf('acme', 'acme-data'), SOME);
    expect(new Set(names).size).toBe(names.length);
  });
});

test('no two installations of a project share a name but that of the provider within its pool', () => {
  fc.assert(
    fc.property(environmentId, environmentId, project, parts, (one, other, of, some) => {
      fc.pre(one !== other);
      const names = allNames(namesOf(one, of), some);
      const shared = allNames(namesOf(other, of), some).filter((name) => names.includes(name));
      expect(shared).toEqual(['vendor']);
    }),
  );
});

test('what is permitted by the beginning of names is no name of another installation', () => {
  fc.assert(
    fc.property(environmentId, environmentId, project, parts, (one, other, of, some) => {
      fc.pre(one !== other);
      const { firewall, privateEndpoint } = namesOf(one, of);
      const names = allNames(namesOf(other, of), some);
      const starts = [firewall(''), privateEndpoint('')];
      expect(names.filter((name) => starts.some((start) => name.startsWith(start)))).toEqual([]);
    }),
  );
});

test('buckets and key rings have other names in another project: those of buckets are known in all of Google Cloud', () => {
  const here = namesOf('acme', 'acme-data');
  const there = namesOf('acme', 'acme-prod');
  expect(here.bucket('data')).not.toBe(there.bucket('data'));
  expect(here.keyRing).not.toBe(there.keyRing);
});

test('accounts of workloads differ where their names do, also behind what is cut', () => {
  const { workloadAccount } = namesOf('acme', 'acme-data');
  const names = ['archive', 'archive-reader', 'archive-writer', 'archiver', 'archiver-b', 'archive-b'];
  expect(new Set(names.map((name) => workloadAccount(name).id)).size).toBe(names.length);
});

test('labels name installation, product and profile', () => {
  const labels = labelsOf(
    resolveConfig(minimalPlanForEveryCloud(), { ...gcpEnvironment(), tags: { owner: 'platform' } }),
  );
  expect(labels).toEqual({ owner: 'platform', 'byoc-environment': 'demo', 'byoc-product': 'notes' });
  expect([ENVIRONMENT_LABEL, PRODUCT_LABEL, PROFILE_LABEL]).toEqual([
    'byoc-environment',
    'byoc-product',
    'byoc-profile',
  ]);
});

test('members of IAM are made of names and numbers', () => {
  expect(serviceAgentsOf('123456789012')).toEqual({
    container: 'serviceAccount:service-123456789012@container-engine-robot.iam.gserviceaccount.com',
    compute: 'serviceAccount:service-123456789012@compute-system.iam.gserviceaccount.com',
    storage: 'serviceAccount:service-123456789012@gs-project-accounts.iam.gserviceaccount.com',
  });
  expect(workloadPool('acme-data')).toBe('acme-data.svc.id.goog');
  expect(kubernetesPrincipal('acme-data', '123456789012', 'riverbed', 'engine')).toBe(
    'principal://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/acme-data.svc.id.goog/subject/ns/riverbed/sa/engine',
  );
});

describe('fails if names would be made from what is not known yet:', () => {
  const rule = 'must be known when the stack is synthesized';
  const fix = 'write it out: names are made of it';

  test('a project that is a variable', () => {
    const { stringValue } = new TerraformVariable(testStack(), 'project', {});
    expect(messageOf(() => namesOf('acme', stringValue))).toBe(`'project' ${rule}, got ${stringValue}; ${fix}`);
  });

  test('an id that Terraform fills in', () => {
    expect(messageOf(() => namesOf('${var.id}', 'acme-data'))).toBe(`'environmentId' ${rule}, got \${var.id}; ${fix}`);
  });
});
