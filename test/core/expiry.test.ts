import type { AwsEnvironment } from '../../lib/core/config-types';
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

const AS_OF = '2026-11-21T00:00:00Z';
const LATER = '2027-01-31T00:00:00Z';
const EXTERNAL_ID = '9f2c1a7755d04c1e8f6b';
const FIXES = {
  vendorExpiresAt: 'set a later moment, or set mode to self-managed and remove it',
  supportExpiresAt: 'set a later moment, or remove it',
} as const;
const FIELDS = ['vendorExpiresAt', 'supportExpiresAt'] as const;

describe.each(FIELDS)('%s', (field) => {
  test.each(['2026-11-20T23:59:59Z', '2020-01-01T00:00:00Z'])('fails if it is past: %s', (expiry) => {
    expect(problems({ [field]: expiry })).toEqual([
      `'environment.access.${field}' must be later than ${AS_OF} (asOf), got ${expiry}; ${FIXES[field]}`,
    ]);
  });

  test('fails if it is the very moment: the access has ended then', () => {
    expect(problems({ [field]: AS_OF })).toEqual([
      `'environment.access.${field}' must be later than ${AS_OF} (asOf), got ${AS_OF}; ${FIXES[field]}`,
    ]);
  });

  test('may be a second later', () => {
    expect(problems({ [field]: '2026-11-21T00:00:01Z' })).toEqual([]);
  });

  test('may be long past where no moment is given: the clock is not asked', () => {
    expect(problems({ [field]: '2020-01-01T00:00:00Z' }, {})).toEqual([]);
  });

  test('is doubtful if it is more than a year later', () => {
    const text = `is more than a year after ${AS_OF} (asOf): set an earlier moment, and renew it when it is needed`;
    expect(warnings({ [field]: '2027-11-21T00:00:01Z' })).toEqual([`environment.access.${field} ${text}`]);
  });

  test('is not doubtful up to a year later, or where no moment is given', () => {
    expect(warnings({ [field]: '2027-11-21T00:00:00Z' })).toEqual([]);
    expect(warnings({ [field]: '2099-01-01T00:00:00Z' }, {})).toEqual([]);
  });
});

describe('on Azure, with time-bound assignments', () => {
  const warningsOnAzure = (vendorExpiresAt: string, timeBoundAssignments = true) => {
    const environment = { ...azureEnvironment(), timeBoundAssignments, access: { vendorExpiresAt } };
    const config = resolveConfig(minimalPlanForEveryCloud(), environment, { asOf: AS_OF });
    return warningsOf(config).filter((warning) => warning.includes('180 days'));
  };

  test('it is doubtful if it is more than 180 days later', () => {
    expect(warningsOnAzure('2027-05-20T00:00:01Z')).toEqual([
      `environment.access.vendorExpiresAt is more than 180 days after ${AS_OF} (asOf): Entra refuses the assignment, unless the settings of the role allow it`,
    ]);
  });

  test('it is not doubtful up to then, or without them', () => {
    expect(warningsOnAzure('2027-05-20T00:00:00Z')).toEqual([]);
    expect(warningsOnAzure('2027-05-20T00:00:01Z', false)).toEqual([]);
  });
});

test('fails if both are past, and names both', () => {
  expect(problems({ vendorExpiresAt: AS_OF, supportExpiresAt: AS_OF }).map((line) => line.split("'")[1])).toEqual(
    FIELDS.map((field) => `environment.access.${field}`),
  );
});

test('fails if an expiry on another cloud is past', () => {
  const environment = { ...gcpEnvironment(), access: { vendorExpiresAt: AS_OF } };
  expect(problemsOf(() => resolveConfig(minimalPlanForEveryCloud(), environment, { asOf: AS_OF }))).toEqual([
    `'environment.access.vendorExpiresAt' must be later than ${AS_OF} (asOf), got ${AS_OF}; ${FIXES.vendorExpiresAt}`,
  ]);
});

test('a year after a leap day ends in March', () => {
  const asOf = '2028-02-29T00:00:00Z';
  expect(warnings({ vendorExpiresAt: '2029-03-01T00:00:00Z' }, { asOf })).toEqual([]);
  expect(warnings({ vendorExpiresAt: '2029-03-01T00:00:01Z' }, { asOf })).toHaveLength(1);
});

describe('the moment itself', () => {
  test.each(['2026-11-21', '2026-11-21T00:00:00', '2026-11-21T00:00:00+01:00', 'now', ''])(
    'fails if it is %j',
    (asOf) => {
      expect(problems({ vendorExpiresAt: LATER }, { asOf })).toEqual([
        `'asOf' must be a moment in UTC with seconds and Z, got ${asOf === '' ? "''" : asOf}; write it like 2027-01-31T00:00:00Z`,
      ]);
    },
  );

  test('fails if it is on no day', () => {
    expect(problems({}, { asOf: '2027-02-31T00:00:00Z' })).toEqual([
      "'asOf' must be on a day that exists, got 2027-02-31T00:00:00Z; correct the date",
    ]);
  });

  test('fails if it is an object', () => {
    expect(problems({}, { asOf: new Date(0) as unknown as string })).toEqual([
      "'asOf' must be a string, got an object of class Date; give a string",
    ]);
  });

  test('fails if it and something of the environment are wrong, and names both', () => {
    const lines = problemsOf(() =>
      resolveConfig(minimalPlan(), { ...minimalEnvironment(), id: 'acme-eu' }, { asOf: 'now' }),
    );
    expect(lines.map((line) => line.split("'")[1])).toEqual(['asOf', 'environment.id']);
  });

  test('changes nothing of a configuration whose expiries are near', () => {
    expect(resolve({ vendorExpiresAt: LATER })).toEqual(resolve({ vendorExpiresAt: LATER }, {}));
  });
});

type Access = NonNullable<AwsEnvironment['access']>;

function resolve(access: Access, options: { asOf?: string } = { asOf: AS_OF }) {
  const plan = { ...minimalPlan(), support: { aws: ['arn:aws:iam::999988887777:role/support'] } };
  const environment = { ...minimalEnvironment(), access: { externalId: EXTERNAL_ID, ...access } };
  return resolveConfig(plan, environment, options);
}

function problems(...input: Parameters<typeof resolve>): string[] {
  return problemsOf(() => resolve(...input));
}

/** Of expiries. */
function warnings(...input: Parameters<typeof resolve>): string[] {
  return resolve(...input)
    .warnings.filter(({ path }) => path.endsWith('ExpiresAt'))
    .map(({ path, text }) => `${path} ${text}`);
}
