import type {
  AzureEnvironment,
  GcpEnvironment,
  MaintenanceExclusion,
  MaintenanceWindow,
} from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import {
  azureEnvironment,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlan,
  minimalPlanForEveryCloud,
  problemsOf,
} from '../support/config';

const HOLIDAYS: MaintenanceExclusion = {
  name: 'holidays',
  start: '2026-12-24T00:00:00Z',
  end: '2027-01-02T00:00:00Z',
  scope: 'all',
};
const WEEKEND: MaintenanceWindow = { days: ['sat', 'sun'], start: '02:00', hours: 6 };

describe('an exclusion', () => {
  test('is taken as it is written, and there is none by default', () => {
    expect(resolveConfig(minimalPlan(), minimalEnvironment()).environment.maintenanceExclusions).toEqual([]);
    const environment = { ...minimalEnvironment(), maintenanceExclusions: [HOLIDAYS] };
    expect(resolveConfig(minimalPlan(), environment).environment.maintenanceExclusions).toEqual([HOLIDAYS]);
  });

  test.each(['2026-12-24T00:00:00Z', '2026-12-23T00:00:00Z'])('fails if it ends at %s', (end) => {
    expect(problemsOnAws({ ...HOLIDAYS, end })).toEqual([
      `'environment.maintenanceExclusions[0].end' must be later than start (2026-12-24T00:00:00Z), got ${end}; correct it`,
    ]);
  });

  test('fails if it begins on a day without time', () => {
    expect(problemsOnAws({ ...HOLIDAYS, start: '2026-12-24' })).toEqual([
      "'environment.maintenanceExclusions[0].start' must be a moment in UTC with seconds and Z, got 2026-12-24; write it like 2027-01-31T00:00:00Z",
    ]);
  });

  test('fails if its scope is unknown', () => {
    expect(problemsOnAws({ ...HOLIDAYS, scope: 'NO_UPGRADES' as 'all' })).toEqual([
      "'environment.maintenanceExclusions[0].scope' must be one of all, minor, minor-or-node, got NO_UPGRADES; choose one of them",
    ]);
  });

  test('fails if its name is used twice', () => {
    expect(problemsOnAws(HOLIDAYS, { ...HOLIDAYS, scope: 'minor' })).toEqual([
      "'environment.maintenanceExclusions[1].name' must be used once, got holidays; choose another name",
    ]);
  });

  test('may be as long as it likes where nobody limits it', () => {
    expect(problemsOnAws({ ...HOLIDAYS, end: '2027-12-31T00:00:00Z' })).toEqual([]);
  });
});

describe('on Google Cloud', () => {
  test('fails if all upgrades are excluded for more than 30 days', () => {
    expect(problems({ maintenanceExclusions: [{ ...HOLIDAYS, end: '2027-01-23T00:00:01Z' }] })).toEqual([
      "'environment.maintenanceExclusions[0].end' must be at most 30 days after start where the scope is all on gcp, got 2026-12-24T00:00:00Z to 2027-01-23T00:00:01Z; end it earlier",
    ]);
    expect(problems({ maintenanceExclusions: [{ ...HOLIDAYS, end: '2027-01-23T00:00:00Z' }] })).toEqual([]);
  });

  test.each(['minor', 'minor-or-node'] as const)('scope %s may be longer', (scope) => {
    expect(problems({ maintenanceExclusions: [{ ...HOLIDAYS, end: '2027-06-01T00:00:00Z', scope }] })).toEqual([]);
  });

  test('fails if there are more than twenty', () => {
    expect(problems({ maintenanceExclusions: numbered(21, 'minor') })).toEqual([
      "'environment.maintenanceExclusions' must be at most 20 on gcp, got 21; remove those that are over",
    ]);
    expect(problems({ maintenanceExclusions: numbered(20, 'minor') })).toEqual([]);
  });

  test('fails if more than three exclude all upgrades', () => {
    expect(problems({ maintenanceExclusions: numbered(4, 'all') })).toEqual([
      "'environment.maintenanceExclusions' must be at most 3 of scope all on gcp, got 4; remove those that are over, or exclude minor versions and node upgrades only",
    ]);
    expect(problems({ maintenanceExclusions: numbered(3, 'all') })).toEqual([]);
  });

  test('fails if there are two windows', () => {
    expect(problems({ maintenanceWindows: [WEEKEND, WEEKEND] })).toEqual([
      "'environment.maintenanceWindows' must be one window on gcp, got 2; keep one: it may open on several days of the week",
    ]);
  });

  test('fails if the window is open for too few hours, and says for how many', () => {
    expect(problems({ maintenanceWindows: [{ ...WEEKEND, days: ['sun'], hours: 4 }] })).toEqual([
      "'environment.maintenanceWindows[0]' must be open for at least 48 hours in every 32 days on gcp, got 16 hours; add days or hours",
    ]);
  });

  test('fails if the window is open for less than four hours', () => {
    expect(problems({ maintenanceWindows: [{ ...WEEKEND, hours: 3 }] })).toEqual([
      "'environment.maintenanceWindows[0].hours' must be a whole number from 4 to 24 (hours), got 3; choose one in that range",
    ]);
  });

  test('the shortest window that is taken is open for 48 hours', () => {
    expect(problems({ maintenanceWindows: [WEEKEND] })).toEqual([]);
  });

  test('fails if exclusions leave too little of the window', () => {
    const environment = { maintenanceWindows: [WEEKEND], maintenanceExclusions: [HOLIDAYS] };
    expect(problems(environment)).toEqual([
      "'environment.maintenanceExclusions' must leave at least 48 hours in every 32 days on gcp for maintenance, got 36 hours; shorten one or part them, or add days or hours to the window",
    ]);
    expect(problems({ ...environment, maintenanceWindows: [{ ...WEEKEND, hours: 8 }] })).toEqual([]);
  });

  test('fails if exclusions that follow each other leave too little time', () => {
    const january = { ...HOLIDAYS, name: 'january', start: HOLIDAYS.end, end: '2027-01-31T00:00:00Z' };
    expect(problems({ maintenanceExclusions: [HOLIDAYS, january] })).toEqual([
      "'environment.maintenanceExclusions' must leave at least 48 hours in every 32 days on gcp for maintenance, got 0 hours; shorten one or part them, or add days or hours to the window",
    ]);
  });

  test('exclusions of minor versions leave the window as it is', () => {
    const maintenanceExclusions = [{ ...HOLIDAYS, scope: 'minor' as const }];
    expect(problems({ maintenanceWindows: [WEEKEND], maintenanceExclusions })).toEqual([]);
  });
});

describe('on Azure', () => {
  const problemsOnAzure = (environment: Partial<AzureEnvironment>) =>
    problemsOf(() => resolveConfig(minimalPlanForEveryCloud(), { ...azureEnvironment(), ...environment }));
  const SUNDAY: MaintenanceWindow = { days: ['sun'], start: '22:00', hours: 4 };

  test('fails if there are two windows', () => {
    expect(problemsOnAzure({ maintenanceWindows: [SUNDAY, SUNDAY] })).toEqual([
      "'environment.maintenanceWindows' must be one window on azure, got 2; keep one",
    ]);
  });

  test('fails if the window opens on two days', () => {
    expect(problemsOnAzure({ maintenanceWindows: [WEEKEND] })).toEqual([
      '\'environment.maintenanceWindows[0].days\' must be one day on azure, got ["sat","sun"]; keep one, and make the window longer',
    ]);
  });

  test.each([4, 24])('a window of %i hours on one day is taken', (hours) => {
    expect(problemsOnAzure({ maintenanceWindows: [{ ...SUNDAY, hours }] })).toEqual([]);
  });

  test.each([3, 25])('fails if the window is open for %i hours', (hours) => {
    expect(problemsOnAzure({ maintenanceWindows: [{ ...SUNDAY, hours }] })).toEqual([
      `'environment.maintenanceWindows[0].hours' must be a whole number from 4 to 24 (hours), got ${hours}; choose one in that range`,
    ]);
  });

  test('exclusions stand alone, and may be as long as they like', () => {
    expect(problemsOnAzure({ maintenanceExclusions: [{ ...HOLIDAYS, end: '2027-12-31T00:00:00Z' }] })).toEqual([]);
  });
});

test('several windows are taken on AWS', () => {
  const environment = { ...minimalEnvironment(), maintenanceWindows: [WEEKEND, { ...WEEKEND, hours: 4 }] };
  expect(problemsOf(() => resolveConfig(minimalPlan(), environment))).toEqual([]);
});

function numbered(count: number, scope: MaintenanceExclusion['scope']): MaintenanceExclusion[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `x${index}`,
    start: `20${30 + index}-03-01T00:00:00Z`,
    end: `20${30 + index}-03-02T00:00:00Z`,
    scope,
  }));
}

function problemsOnAws(...maintenanceExclusions: MaintenanceExclusion[]): string[] {
  return problemsOf(() => resolveConfig(minimalPlan(), { ...minimalEnvironment(), maintenanceExclusions }));
}

function problems(environment: Partial<GcpEnvironment>): string[] {
  return problemsOf(() => resolveConfig(minimalPlanForEveryCloud(), { ...gcpEnvironment(), ...environment }));
}
