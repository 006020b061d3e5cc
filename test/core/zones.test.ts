import { resolveConfig } from '../../lib/core/resolve-config';
import {
  azureEnvironment,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlan,
  minimalPlanForEveryCloud,
  problemsOf,
  warningsOf,
} from '../support/config';

const VERIFY = "--query 'AvailabilityZones[].[ZoneName,ZoneId]'";

test('three zone names of the region are taken', () => {
  expect(resolve('eu-central-1', ['eu-central-1a', 'eu-central-1b', 'eu-central-1c']).zones).toEqual({
    names: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
    kind: 'name',
  });
});

test('three zone ids of the region are taken and told apart from names', () => {
  expect(resolve('eu-central-1', ['euc1-az3', 'euc1-az1', 'euc1-az2']).zones).toEqual({
    names: ['euc1-az3', 'euc1-az1', 'euc1-az2'],
    kind: 'id',
  });
});

test('zones of Google Cloud are names', () => {
  expect(resolveConfig(minimalPlanForEveryCloud(), gcpEnvironment()).zones.kind).toBe('name');
});

test('zones of Azure are names', () => {
  expect(resolveConfig(minimalPlanForEveryCloud(), azureEnvironment()).zones).toEqual({
    names: ['1', '2', '3'],
    kind: 'name',
  });
});

test('zones of Azure are said to be those of the subscription', () => {
  expect(warningsOf(resolveConfig(minimalPlanForEveryCloud(), azureEnvironment()))).toContain(
    `environment.zones are numbers of this subscription: zone 1 of another one may be another place; verify with: az account list-locations --query "[?name=='westeurope'].availabilityZoneMappings"`,
  );
});

test('fails if a zone of Azure is a name', () => {
  const environment = { ...azureEnvironment(), zones: ['1', '2', 'westeurope-3'] };
  expect(problemsOf(() => resolveConfig(minimalPlanForEveryCloud(), environment))).toEqual([
    "'environment.zones[2]' must be a zone of westeurope, got westeurope-3; choose one of 1, 2, 3",
  ]);
});

test.each([
  ['usgovvirginia', 'Azure Government'],
  ['chinanorth3', 'Azure in China'],
])('%s is said to be in a cloud that the stacks are not for', (region, sovereign) => {
  const config = resolveConfig(minimalPlanForEveryCloud(), { ...azureEnvironment(), region });
  expect(warningsOf(config)).toContain(
    `environment.region is in ${sovereign}, whose endpoints have other names: bootstrap, custody and data plane are for public Azure`,
  );
});

test('fails if there are two zones', () => {
  expect(problems('eu-central-1', ['eu-central-1a', 'eu-central-1b'])).toEqual([
    '\'environment.zones\' must be exactly three zones, got ["eu-central-1a","eu-central-1b"]; add some of eu-central-1c',
  ]);
});

test('fails if there are four zones', () => {
  expect(problems('eu-west-2', ['eu-west-2a', 'eu-west-2b', 'eu-west-2c', 'eu-west-2d'])).toEqual([
    '\'environment.zones\' must be exactly three zones, got ["eu-west-2a","eu-west-2b","eu-west-2c","eu-west-2d"]; remove some',
  ]);
});

test('fails if a zone is there twice and the region has no other', () => {
  expect(problems('us-east-2', ['us-east-2a', 'us-east-2b', 'us-east-2c', 'us-east-2a']).slice(1)).toEqual([
    "'environment.zones[3]' must differ from the other zones, got us-east-2a; remove it or choose another zone",
  ]);
});

test('fails if there are two zone ids, and offers none where the cluster cannot be', () => {
  expect(problems('us-east-1', ['use1-az1', 'use1-az2'])).toEqual([
    '\'environment.zones\' must be exactly three zones, got ["use1-az1","use1-az2"]; add some of use1-az4, use1-az5, use1-az6',
  ]);
});

test('fails if there are two zones in a region that is not in the table', () => {
  expect(problems('xx-east-1', ['xx-east-1a', 'xx-east-1b'])).toEqual([
    '\'environment.zones\' must be exactly three zones, got ["xx-east-1a","xx-east-1b"]; add some',
  ]);
});

test('fails if a zone is there twice', () => {
  expect(problems('eu-west-2', ['eu-west-2a', 'eu-west-2b', 'eu-west-2a'])).toEqual([
    "'environment.zones[2]' must differ from the other zones, got eu-west-2a; choose one of eu-west-2c, eu-west-2d",
  ]);
});

test('fails if a zone is of another region', () => {
  expect(problems('eu-central-1', ['eu-central-1a', 'eu-west-1b', 'eu-central-1c'])).toEqual([
    "'environment.zones[1]' must be a zone of eu-central-1, got eu-west-1b; choose one of eu-central-1a, eu-central-1b, eu-central-1c",
  ]);
});

test('fails if a zone id is of another region', () => {
  expect(problems('eu-central-1', ['euc1-az1', 'euc1-az2', 'euw1-az3'])).toEqual([
    "'environment.zones[2]' must be a zone of eu-central-1, got euw1-az3; choose one of euc1-az1, euc1-az2, euc1-az3",
  ]);
});

test('fails if a zone of Google Cloud is of another region', () => {
  const environment = { ...gcpEnvironment(), zones: ['europe-west1-a', 'europe-west1-c', 'europe-west1-d'] };
  expect(problemsOf(() => resolveConfig(minimalPlanForEveryCloud(), environment))).toEqual([
    "'environment.zones[0]' must be a zone of europe-west1, got europe-west1-a; choose one of europe-west1-b, europe-west1-c, europe-west1-d",
  ]);
});

test('fails if names and ids are mixed', () => {
  expect(problems('eu-central-1', ['eu-central-1a', 'euc1-az2', 'euc1-az3'])).toEqual([
    "'environment.zones[0]' must be a zone id like the others, got eu-central-1a; write all zones as names or all as ids",
  ]);
});

test('fails if the Kubernetes service does not support a zone', () => {
  expect(problems('us-east-1', ['use1-az1', 'use1-az2', 'use1-az3'])).toEqual([
    "'environment.zones[2]' must be a zone that the Kubernetes service supports, got use1-az3; choose one of use1-az1, use1-az2, use1-az4, use1-az5, use1-az6",
  ]);
});

test('fails if an account gets two zones only', () => {
  expect(problems('us-west-1', ['us-west-1a', 'us-west-1b', 'us-west-1c'])).toEqual([
    "'environment.region' must have three zones for every account, got us-west-1 (2); choose another region",
  ]);
});

test('fails if a region has no zones', () => {
  expect(
    problemsOf(() => resolveConfig(minimalPlanForEveryCloud(), { ...azureEnvironment(), region: 'westus' })),
  ).toEqual(["'environment.region' must have three zones for every account, got westus (0); choose another region"]);
});

test('a region that is not in the table is doubtful, and its zones are not checked', () => {
  expect(warnings('xx-east-1', ['xx-east-1a', 'xx-east-1b', 'xx-east-1c'])).toContain(
    `environment.region xx-east-1 is not in the table of 2026-11-20: its zones are not checked; verify with: aws ec2 describe-availability-zones --region xx-east-1 ${VERIFY}`,
  );
});

test('names are doubtful where the Kubernetes service does not support a zone whose letter differs per account', () => {
  expect(warnings('us-east-1', ['us-east-1a', 'us-east-1b', 'us-east-1c'])).toContain(
    `environment.zones the Kubernetes service does not support use1-az3, whose letter differs per account; verify with: aws ec2 describe-availability-zones --region us-east-1 ${VERIFY}`,
  );
});

test('ids are not doubtful there', () => {
  const paths = resolve('us-east-1', ['use1-az1', 'use1-az2', 'use1-az4']).warnings.map(({ path }) => path);
  expect(paths).not.toContain('environment.zones');
});

function resolve(region: string, zones: string[]) {
  return resolveConfig(minimalPlan(), { ...minimalEnvironment(), region, zones });
}

function problems(region: string, zones: string[]): string[] {
  return problemsOf(() => resolve(region, zones));
}

function warnings(region: string, zones: string[]): string[] {
  return warningsOf(resolve(region, zones));
}
