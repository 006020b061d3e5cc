import { Cidr } from '../../../lib/core/cidr';
import type { CloudFacts } from '../../../lib/core/clouds/cloud-facts';
import { CLOUDS } from '../../../lib/core/clouds/cloud-facts';
import { factsOf } from '../../../lib/core/clouds/facts';
import { Report } from '../../../lib/core/config-error';
import { environmentSchema } from '../../../lib/core/environment/environment';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { resolveZones } from '../../../lib/core/zones';
import { azureEnvironment, gcpEnvironment, minimalEnvironment, minimalPlanForEveryCloud } from '../../support/config';

const ENVIRONMENTS = { aws: minimalEnvironment(), gcp: gcpEnvironment(), azure: azureEnvironment() };
/** Where the table says that an account cannot have three zones. */
const WITHOUT_THREE_ZONES = {
  aws: ['us-west-1'],
  gcp: [],
  azure: [
    'australiacentral',
    'australiacentral2',
    'australiasoutheast',
    'brazilsoutheast',
    'canadaeast',
    'francesouth',
    'germanynorth',
    'koreasouth',
    'norwaywest',
    'southafricawest',
    'southindia',
    'swedensouth',
    'switzerlandwest',
    'uaecentral',
    'ukwest',
    'westcentralus',
    'westindia',
    'westus',
  ],
};

describe.each(CLOUDS)('the facts of %s', (cloud) => {
  const facts: CloudFacts = factsOf(cloud);

  test('are those of that cloud', () => {
    expect(facts.cloud).toBe(cloud);
  });

  test('have a source with an address and a date wherever they say one', () => {
    const sources = sourcesIn(facts);
    expect(sources.length).toBeGreaterThan(15);
    for (const { url, checked } of sources) {
      expect(url).toMatch(/^https:\/\/[a-z.]+\/\S+$/);
      expect(new Date(checked).toISOString().slice(0, 10)).toBe(checked);
    }
  });

  test('reserve aligned ranges, each with its reason', () => {
    expect(facts.reserved.length).toBeGreaterThan(0);
    for (const { cidr, why } of facts.reserved) {
      expect(Cidr.tryParse(cidr)?.toString()).toBe(cidr);
      expect(why).not.toBe('');
    }
  });

  test('name no zone of a region twice', () => {
    for (const { zones, zoneIds = [] } of Object.values(facts.regions)) {
      expect(new Set(zones).size).toBe(zones.length);
      expect(new Set(zoneIds).size).toBe(zoneIds.length);
    }
  });

  test('let every region have three zones or refuse it', () => {
    const refused = Object.keys(facts.regions).filter((region) => {
      const zones = facts.regions[region]?.zones.slice(0, 3) ?? [];
      const environment = environmentSchema.parse({ ...ENVIRONMENTS[cloud], region, zones });
      const report = new Report();
      resolveZones(environment, facts, report);
      return report.count > 0;
    });
    expect(refused.sort()).toEqual(WITHOUT_THREE_ZONES[cloud]);
  });

  test('have regions whose names an environment may give', () => {
    for (const region of Object.keys(facts.regions)) {
      expect(environmentSchema.safeParse({ ...ENVIRONMENTS[cloud], region }).success).toBe(true);
    }
  });

  test('divide a network into what exists', () => {
    const { ranges, outside, addressing } = facts.split;
    const roles = [...ranges, ...outside].map(({ role }) => role);
    expect(new Set(roles).size).toBe(roles.length);
    expect(roles).toEqual(expect.arrayContaining([addressing.nodes, addressing.pods]));
    for (const { newBits, prefix } of ranges) expect((newBits === undefined) !== (prefix === undefined)).toBe(true);
  });

  test('know how nodes take addresses in the smallest network', () => {
    expect(facts.split.addressing.steps.at(-1)?.upToPrefix).toBe(facts.split.smallestPrefix);
  });

  test('name every machine family once', () => {
    const names = facts.machineFamilies.map(({ family }) => family);
    expect(new Set(names).size).toBe(names.length);
  });

  test('name every machine type in one family', () => {
    const types = facts.machineFamilies.flatMap((family) => Object.keys(family.types));
    expect(new Set(types).size).toBe(types.length);
  });

  test('give every machine type a number of vCPUs', () => {
    const counts = facts.machineFamilies.flatMap((family) => Object.values(family.types));
    expect(counts.every((count) => Number.isInteger(count) && count > 0)).toBe(true);
  });

  test('say only of known regions that they lack a family', () => {
    const named = facts.machineFamilies.flatMap(({ missingIn = [] }) => missingIn);
    expect(Object.keys(facts.regions)).toEqual(expect.arrayContaining([...new Set(named)]));
  });

  test.each(['amd64', 'arm64'] as const)('have default families of the usual ratios for %s', (architecture) => {
    const ratios = facts.machineFamilies
      .filter((family) => family.byDefault && !family.localDisk && family.architecture === architecture)
      .map(({ gibPerVcpu }) => gibPerVcpu);
    expect([...new Set(ratios)].sort()).toEqual([2, 4, 8]);
  });

  test('have default machine types for the system nodes', () => {
    const { nodeProfiles } = resolveConfig(minimalPlanForEveryCloud(), ENVIRONMENTS[cloud]);
    expect(nodeProfiles[0]?.machineTypes).toEqual(
      {
        aws: ['m7i.xlarge', 'm6i.xlarge'],
        gcp: ['n2-standard-4'],
        azure: ['Standard_D4s_v6'],
      }[cloud],
    );
  });

  test('have name limits that a name of the greatest length can meet', () => {
    for (const { minLength, maxLength, pattern } of Object.values(facts.nameLimits)) {
      expect(minLength).toBeLessThanOrEqual(maxLength);
      expect(pattern.test('a'.repeat(maxLength))).toBe(true);
    }
  });

  test('name the built-in identities once', () => {
    expect(new Set(facts.builtInIdentities).size).toBe(facts.builtInIdentities.length);
  });

  test('leave room for nodes of the product beside the system nodes', () => {
    expect(facts.nodePools.limit).toBeGreaterThanOrEqual(2 * facts.nodePools.perProfile);
  });
});

test('commands to verify name the region and the types', () => {
  const commands = CLOUDS.flatMap((cloud) => {
    const { verify } = factsOf(cloud);
    return [verify.zones('here'), verify.machineTypes('here', ['small', 'large'])];
  });
  expect(commands).toEqual([
    "aws ec2 describe-availability-zones --region here --query 'AvailabilityZones[].[ZoneName,ZoneId]'",
    'aws ec2 describe-instance-type-offerings --region here --filters Name=instance-type,Values=small,large',
    'gcloud compute zones list --filter="region:here"',
    'gcloud compute machine-types list --filter="zone~^here AND name=(small large)"',
    `az account list-locations --query "[?name=='here'].availabilityZoneMappings"`,
    `az vm list-skus --location here --zone --query "[?contains('small,large', name)].name"`,
  ]);
});

/** Every source in a tree of facts. */
function sourcesIn(value: unknown): { url: string; checked: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('url' in value && 'checked' in value) return [{ url: String(value.url), checked: String(value.checked) }];
  return Object.values(value).flatMap(sourcesIn);
}
