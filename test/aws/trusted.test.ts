import { Aws, CfnParameter, type Stack } from 'aws-cdk-lib';
import { checkTrusted, type Trusted } from '../../lib/aws/trusted';
import { messageOf, testStack } from '../support/aws';

const ROLE = 'arn:aws:iam::999988887777:role/control-plane';
const ROOT = 'arn:aws:iam::999988887777:root';
const LIKE = ['arn:aws:iam::999988887777:role/control-plane-*'];

/** What is wrong with somebody who is let in; nothing if it is fine. */
function problem(trusted: Partial<Trusted>, stack: Stack = testStack()): string {
  const whole = { principals: [ROLE], externalId: '9f2c1a7755d04c1e8f6b', environmentId: 'acme', ...trusted };
  return messageOf(() => checkTrusted(stack, whole));
}

const FINE = 'nothing was thrown';
const WHO = "Test: 'principals' must be ARNs of roles or users, without wildcard, got ";
const LIKE_WHOM =
  "Test: 'principalArnLike' must be patterns of roles or users that start with a name, " +
  'like arn:aws:iam::999988887777:role/control-plane-*, got ';
const MAKE_ONE = 'make one with: openssl rand -hex 16';

describe('principals', () => {
  test.each([
    ['a role', ROLE],
    ['a role with a path', 'arn:aws:iam::999988887777:role/teams/control-plane'],
    ['a user', 'arn:aws:iam::999988887777:user/on-call'],
    ['a role of another partition', 'arn:aws-us-gov:iam::999988887777:role/control-plane'],
    ['a role of a partition that is known later', `arn:${Aws.PARTITION}:iam::999988887777:role/control-plane`],
  ])('may be %s', (_, arn) => {
    expect(problem({ principals: [arn] })).toBe(FINE);
  });

  test.each([
    ['everybody', '*'],
    ['a whole account', ROOT],
    ['a whole account by its number', '999988887777'],
    ['every role of an account', 'arn:aws:iam::999988887777:role/*'],
    ['roles that start alike', 'arn:aws:iam::999988887777:role/control-*'],
    ['roles that differ in a letter', 'arn:aws:iam::999988887777:role/control-plan?'],
    ['a role of every account', 'arn:aws:iam::*:role/control-plane'],
    ['a group', 'arn:aws:iam::999988887777:group/engineers'],
    ['a session', 'arn:aws:sts::999988887777:assumed-role/control-plane/session'],
    ['a service', 'cloudformation.amazonaws.com'],
    ['nothing at all', ''],
  ])('may not be %s', (_, arn) => {
    expect(problem({ principals: [arn] })).toBe(`${WHO}${arn === '' ? 'none' : arn}`);
  });

  test('may not be nobody', () => {
    expect(problem({ principals: [] })).toBe(`${WHO}none`);
  });

  test('are refused together if one of them is wrong', () => {
    expect(problem({ principals: [ROLE, '*'] })).toBe(`${WHO}${ROLE}, *`);
  });
});

describe('an account root', () => {
  test('may be narrowed by patterns', () => {
    expect(problem({ principals: [ROOT], principalArnLike: LIKE })).toBe(FINE);
  });

  test('may stand beside exact principals', () => {
    expect(problem({ principals: [ROLE, ROOT], principalArnLike: LIKE })).toBe(FINE);
  });

  test('is not narrowed by no pattern', () => {
    expect(problem({ principals: [ROOT], principalArnLike: [] })).toBe(`${WHO}${ROOT}`);
  });

  test('opens nothing else that is wide', () => {
    expect(problem({ principals: ['*'], principalArnLike: LIKE })).toBe(`${WHO}*`);
    expect(problem({ principals: [`${ROOT}*`], principalArnLike: LIKE })).toBe(`${WHO}${ROOT}*`);
  });

  test.each([
    ['everybody', '*'],
    ['every role', 'arn:aws:iam::999988887777:role/*'],
    ['every role with any letter', 'arn:aws:iam::999988887777:role/?*'],
    ['every ARN', 'arn:*'],
    ['the root', ROOT],
  ])('is not narrowed by a pattern for %s', (_, pattern) => {
    expect(problem({ principals: [ROOT], principalArnLike: [pattern] })).toBe(`${LIKE_WHOM}${pattern}`);
  });

  test('in a partition that is known later is a root as well', () => {
    expect(problem({ principals: [`arn:${Aws.PARTITION}:iam::999988887777:root`] })).toContain(WHO);
  });
});

describe('the external id', () => {
  test.each([
    ['of 16 characters is long enough', '1234567890123456', FINE],
    ['of 15 is not', '123456789012345', `Test: 'externalId' must be 16 characters at least, got 15; ${MAKE_ONE}`],
    ['that is missing is not', '', `Test: 'externalId' must be 16 characters at least, got 0; ${MAKE_ONE}`],
  ])('%s', (_, externalId, expected) => {
    expect(problem({ externalId })).toBe(expected);
  });

  test('must not be the id of the environment, which others know', () => {
    const id = 'a234567890123456';
    expect(problem({ externalId: id, environmentId: id })).toBe(
      `Test: 'externalId' must differ from the environment's id, got ${id}; ${MAKE_ONE}`,
    );
  });
});

describe('the expiry', () => {
  test.each([
    ['in UTC', '2027-01-31T00:00:00Z'],
    ['that is not there', undefined],
  ])('%s is fine', (_, expiresAt) => {
    expect(problem({ expiresAt })).toBe(FINE);
  });

  test.each([
    ['without zone', '2027-01-31T00:00:00'],
    ['in another zone', '2027-01-31T00:00:00+01:00'],
    ['of a day without a moment', '2027-01-31'],
    ['on no day', '2027-02-30T00:00:00Z'],
    ['in seconds since 1970', '1801353600'],
    ['in words', 'never'],
    ['that is empty', ''],
  ])('%s is refused: IAM would take it for one that never comes', (_, expiresAt) => {
    expect(problem({ expiresAt })).toBe(
      `Test: 'expiresAt' must be a moment in UTC like 2027-01-31T00:00:00Z, got ${expiresAt}`,
    );
  });
});

test('values that are known at deployment only are taken as they are', () => {
  const stack = testStack();
  const text = (id: string) => new CfnParameter(stack, id).valueAsString;
  const principals = new CfnParameter(stack, 'Principals', { type: 'CommaDelimitedList' }).valueAsList;
  const later = {
    externalId: text('ExternalId'),
    environmentId: text('EnvironmentId'),
    expiresAt: text('ExpiresAt'),
  };
  expect(problem({ principals, ...later }, stack)).toBe(FINE);
  expect(problem({ principals: [text('Principal')], ...later }, stack)).toBe(FINE);
});

test('everything that is wrong is said at once', () => {
  expect(problem({ principals: ['*'], principalArnLike: ['*'], externalId: 'x', expiresAt: 'never' })).toBe(
    `${WHO}*; ${LIKE_WHOM.replace('Test: ', '')}*; ` +
      `'externalId' must be 16 characters at least, got 1; ${MAKE_ONE}; ` +
      "'expiresAt' must be a moment in UTC like 2027-01-31T00:00:00Z, got never",
  );
});
