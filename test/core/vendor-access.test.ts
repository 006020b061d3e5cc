import type { AwsEnvironment, AzureEnvironment, CustomerEnvironment, VendorPlan } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import {
  azureEnvironment,
  fullPlan,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlan,
  minimalPlanForEveryCloud,
  problemsOf,
  warningsOf,
} from '../support/config';

const EXTERNAL_ID = '9f2c1a7755d04c1e8f6b';
/** As long as an id may be, which is as short as an external id may be. */
const SIXTEEN = 'acmeacmeacmeacme';
const EXPIRY = '2027-01-31T00:00:00Z';
const NO_ACCESS = 'environment.access.externalId is not set: the vendor gets no access at all';
const NO_TRAIL =
  "environment.cloudTrail is false: without a trail, use of the vendor's role, changes of keys and buckets and who is let into the cluster are not seen";
const DELETE =
  'environment.access.allowDelete lets VPC, cluster and load balancers be deleted; take it away afterwards';

describe('the external id', () => {
  test('fails if it is the id of the environment', () => {
    expect(problems({ id: SIXTEEN, access: { externalId: SIXTEEN } })).toEqual([
      `'environment.access.externalId' must differ from environment.id, got ${SIXTEEN}; make one with: openssl rand -hex 16`,
    ]);
  });

  test('fails if it is the id of the product', () => {
    expect(problems({ access: { externalId: SIXTEEN } }, productId(SIXTEEN))).toEqual([
      `'environment.access.externalId' must differ from plan.product.id, got ${SIXTEEN}; make one with: openssl rand -hex 16`,
    ]);
  });

  test('fails if it is the id of the product, whatever else is wrong', () => {
    const lines = problems({ id: 'acme-eu', access: { externalId: SIXTEEN } }, productId(SIXTEEN));
    expect(lines).toContain(
      `'environment.access.externalId' must differ from plan.product.id, got ${SIXTEEN}; make one with: openssl rand -hex 16`,
    );
  });

  test.each(['0'.repeat(16), '-'.repeat(40)])('fails if it is one character repeated: %s', (externalId) => {
    expect(problems({ access: { externalId } })).toEqual([
      `'environment.access.externalId' must not be one character repeated, got ${externalId}; make one with: openssl rand -hex 16`,
    ]);
  });

  test('may hold an id, or one other character', () => {
    expect(problems({ id: SIXTEEN, access: { externalId: `${SIXTEEN}1` } })).toEqual([]);
    expect(problems({ access: { externalId: '0000000000000001' } })).toEqual([]);
  });

  test('fails if it is missing in mode managed', () => {
    expect(problems({ access: { mode: 'managed' } })).toEqual([
      "'environment.access.externalId' must be set in mode managed, got nothing; make one with: openssl rand -hex 16",
    ]);
  });

  test.each([undefined, 'managed', 'approved', 'self-managed'] as const)(
    'fails if support may come in without one, once, in mode %s',
    (mode) => {
      const support = { aws: ['arn:aws:iam::999988887777:role/support'] };
      const access = { supportExpiresAt: EXPIRY, ...(mode === undefined ? {} : { mode }) };
      expect(problems({ access }, { support })).toEqual([
        "'environment.access.externalId' must be set when supportExpiresAt is, got nothing; make one with: openssl rand -hex 16",
      ]);
    },
  );

  test.each([{}, { mode: 'approved' as const }])('is missed in mode approved: %j', (access) => {
    expect(warnings({ access })).toEqual([NO_ACCESS]);
  });

  test('is not missed in mode self-managed', () => {
    expect(warnings({ access: { mode: 'self-managed' } })).toEqual([]);
  });

  test.each([
    ['gcp', gcpEnvironment()],
    ['azure', azureEnvironment()],
  ] as [string, CustomerEnvironment][])('is not missed on %s, which knows no external id', (_, environment) => {
    for (const mode of ['managed', 'approved'] as const) {
      const config = resolveConfig(minimalPlanForEveryCloud(), { ...environment, access: { mode } });
      expect(config.warnings.map(({ path }) => path)).not.toContain('environment.access.externalId');
    }
    const plan = { ...minimalPlanForEveryCloud(), support: fullPlan().support ?? {} };
    expect(problemsOf(() => resolveConfig(plan, { ...environment, access: { supportExpiresAt: EXPIRY } }))).toEqual([]);
  });
});

describe('a missing trail', () => {
  test.each(['managed', 'approved'] as const)('is doubtful where the vendor has access: %s', (mode) => {
    expect(warnings({ access: { mode, externalId: EXTERNAL_ID, vendorExpiresAt: EXPIRY } })).toEqual([NO_TRAIL]);
  });

  test('is not doubtful where the vendor has none', () => {
    expect(warnings({ access: { mode: 'self-managed', externalId: EXTERNAL_ID } })).toEqual([]);
    expect(warnings({})).toEqual([NO_ACCESS]);
  });

  test('is there no longer with a trail', () => {
    expect(warnings({ access: { externalId: EXTERNAL_ID }, cloudTrail: true })).toEqual([]);
  });
});

describe('the right to delete', () => {
  test('is doubtful in every mode', () => {
    expect(warnings({ access: { mode: 'self-managed', allowDelete: true } })).toEqual([DELETE]);
    expect(warnings({ access: { externalId: EXTERNAL_ID, allowDelete: true }, cloudTrail: true })).toEqual([DELETE]);
  });

  test('is not doubtful where it is not given, and neither is the right to install', () => {
    const access = { mode: 'self-managed', allowDelete: false, allowInstall: true } as const;
    expect(warnings({ access })).toEqual([]);
    expect(warnings({ access: { ...access, allowInstall: false } })).toEqual([]);
  });

  test('and the right to install are what the customer says', () => {
    const access = { mode: 'self-managed', allowInstall: false, allowDelete: true } as const;
    const config = resolveConfig(minimalPlan(), { ...minimalEnvironment(), access });
    expect(config.environment.access).toEqual(access);
  });

  describe.each([
    ['Google Cloud', gcpEnvironment(), { vendorExpiresAt: EXPIRY }],
    ['Azure', { ...azureEnvironment(), timeBoundAssignments: true }, { vendorExpiresAt: EXPIRY }],
  ] as [string, CustomerEnvironment, object][])('on %s', (_, environment, end) => {
    const warningsFor = (mode: 'managed' | 'approved' | 'self-managed') => {
      const withDelete = { ...environment, access: { mode, allowDelete: true, ...end } };
      return warningsOf(resolveConfig(minimalPlanForEveryCloud(), withDelete));
    };

    test('is doubtful where the vendor has it', () => {
      const found = warningsFor('managed').filter((warning) => warning.startsWith('environment.access'));
      expect(found).toEqual([DELETE]);
    });

    test.each(['approved', 'self-managed'] as const)('is not doubtful in mode %s', (mode) => {
      expect(warningsFor(mode)).not.toContain(DELETE);
    });
  });
});

describe('on Azure, an end of access', () => {
  const warningsOnAzure = (environment: Partial<AzureEnvironment>) => {
    const plan = { ...minimalPlanForEveryCloud(), support: fullPlan().support ?? {} };
    return warningsOf(resolveConfig(plan, { ...azureEnvironment(), ...environment })).filter(
      (warning) => warning.startsWith('environment.access') || warning.startsWith('environment.timeBound'),
    );
  };
  const access = { vendorExpiresAt: EXPIRY, supportExpiresAt: EXPIRY };

  test('is said not to come by itself without time-bound assignments', () => {
    expect(warningsOnAzure({ access })).toEqual([
      'environment.access.vendorExpiresAt ends nothing by itself without timeBoundAssignments: apply bootstrap and custody with mode self-managed then',
      'environment.access.supportExpiresAt does not end the role by which support finds the cluster without timeBoundAssignments: remove it and apply grants then',
    ]);
  });

  test('comes by itself with them', () => {
    expect(warningsOnAzure({ access, timeBoundAssignments: true })).toEqual([]);
    expect(warningsOnAzure({ access: { vendorExpiresAt: EXPIRY }, timeBoundAssignments: true })).toEqual([]);
  });

  test('is missed where assignments are to be bound', () => {
    expect(warningsOnAzure({ timeBoundAssignments: true })).toEqual([
      'environment.timeBoundAssignments bounds nothing: neither access.vendorExpiresAt nor access.supportExpiresAt is set',
    ]);
  });
});

describe("the vendor's access in mode managed", () => {
  const NO_END = "environment.access.vendorExpiresAt is not set: in mode managed, the vendor's access";
  const INSTALLING = `${NO_END}, with the right to install (allowInstall), does not end by itself`;

  test.each<[string, CustomerEnvironment]>([
    ['aws', minimalEnvironment()],
    ['gcp', gcpEnvironment()],
  ])('is doubtful on %s where it has no end', (_, environment) => {
    const managed = { mode: 'managed', externalId: EXTERNAL_ID } as const;
    expect(ofExpiry({ ...environment, access: managed })).toEqual([INSTALLING]);
    expect(ofExpiry({ ...environment, access: { ...managed, allowInstall: false } })).toEqual([
      `${NO_END} does not end by itself`,
    ]);
    expect(ofExpiry({ ...environment, access: { ...managed, vendorExpiresAt: EXPIRY } })).toEqual([]);
  });

  test.each(['approved', 'self-managed'] as const)('is not, in mode %s', (mode) => {
    expect(ofExpiry({ ...gcpEnvironment(), access: { mode } })).toEqual([]);
  });

  function ofExpiry(environment: CustomerEnvironment): string[] {
    const found = warningsOf(resolveConfig(minimalPlanForEveryCloud(), environment));
    return found.filter((warning) => warning.startsWith('environment.access.vendorExpiresAt'));
  }
});

function productId(id: string): Partial<VendorPlan> {
  return { product: { ...minimalPlan().product, id } };
}

function problems(environment: Partial<AwsEnvironment>, plan: Partial<VendorPlan> = {}): string[] {
  return problemsOf(() => resolveConfig({ ...minimalPlan(), ...plan }, { ...minimalEnvironment(), ...environment }));
}

function warnings(environment: Partial<AwsEnvironment>): string[] {
  return warningsOf(resolveConfig(minimalPlan(), { ...minimalEnvironment(), ...environment })).filter((warning) =>
    warning.startsWith('environment.'),
  );
}
