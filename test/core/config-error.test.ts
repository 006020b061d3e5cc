import { ConfigError, formatPath, Report } from '../../lib/core/config-error';

test('a path reads like the expression that leads to the value', () => {
  expect(formatPath(['plan', 'nodeProfiles', 0, 'name'])).toBe('plan.nodeProfiles[0].name');
});

test('a problem says path, rule, value and fix', () => {
  expect(messageOf('10.0.0.5/16')).toBe(
    "'environment.network.cidr' must be network-aligned, got 10.0.0.5/16; write 10.0.0.0/16",
  );
});

test('a problem of a file starts with file and line', () => {
  const error = new ConfigError([{ path: ['plan'], rule: 'be set', got: 1, fix: 'set it', at: 'plan.yaml:12' }]);
  expect(error.message).toBe("plan.yaml:12: 'plan' must be set, got 1; set it");
});

test.each([
  ['nothing', undefined, 'nothing'],
  ['an empty text', '', "''"],
  ['null', null, 'null'],
  ['a number', 1.5, '1.5'],
  ['a truth value', false, 'false'],
  ['a list', ['a', 1], '["a",1]'],
  ['a plain object', { a: [1] }, '{"a":[1]}'],
  ['an object of a class', new Date(0), 'an object of class Date'],
  ['a list with an object of a class', [new Date(0)], 'an object of class Array'],
  ['a function', () => 1, 'an object of class Function'],
])('%s is shown', (_, value, shown) => {
  expect(messageOf(value)).toBe(`'environment.network.cidr' must be network-aligned, got ${shown}; write 10.0.0.0/16`);
});

test('a text of 120 characters is shown whole', () => {
  expect(messageOf('x'.repeat(120))).toContain(`got ${'x'.repeat(120)};`);
});

test('a longer text is cut', () => {
  expect(messageOf('x'.repeat(121))).toContain(`got ${'x'.repeat(117)}...;`);
});

test('an object that refers to itself is shown by its class', () => {
  class Construct {
    public readonly self = this;
  }
  expect(messageOf(new Construct())).toContain('got an object of class Construct;');
});

test('every problem is a line, in the order in which they were found', () => {
  const report = new Report();
  report.problem(['plan', 'a'], 'be one', 1, 'fix it');
  report.addAll([{ path: ['plan', 'b'], rule: 'be two', got: 2, fix: 'mend it' }]);
  expect(() => report.throwIfAny()).toThrow(
    new ConfigError([
      { path: ['plan', 'a'], rule: 'be one', got: 1, fix: 'fix it' },
      { path: ['plan', 'b'], rule: 'be two', got: 2, fix: 'mend it' },
    ]),
  );
});

test('problems are there for programs as well', () => {
  const report = new Report();
  report.problem(['plan', 'a'], 'be one', 1, 'fix it');
  expect(thrownBy(report)).toMatchObject({
    name: 'ConfigError',
    problems: [{ path: ['plan', 'a'], rule: 'be one', got: 1, fix: 'fix it' }],
  });
});

test('a report without problems throws nothing', () => {
  const report = new Report();
  report.warn(['plan'], 'is doubtful');
  expect(() => report.throwIfAny()).not.toThrow();
});

test('a known place is kept, an unknown one is looked up', () => {
  const report = new Report();
  report.addAll([{ path: ['plan', 'a'], rule: 'be one', got: 1, fix: 'fix it', at: 'plan.yaml:1' }]);
  report.problem(['plan', 'b'], 'be two', 2, 'mend it');
  report.problem(['plan', 'c'], 'be three', 3, 'change it');
  const locate = (path: readonly (string | number)[]) => (path[1] === 'c' ? undefined : `plan.yaml:${path.length}7`);
  expect(thrownBy(report, locate).message.split('\n')).toEqual([
    "plan.yaml:1: 'plan.a' must be one, got 1; fix it",
    "plan.yaml:27: 'plan.b' must be two, got 2; mend it",
    "'plan.c' must be three, got 3; change it",
  ]);
});

test('the number of problems grows with each', () => {
  const report = new Report();
  report.problem(['plan', 'a'], 'be one', 1, 'fix it');
  report.addAll([{ path: ['plan', 'b'], rule: 'be two', got: 2, fix: 'mend it' }]);
  expect(report.count).toBe(2);
});

test('warnings are handed out as a copy', () => {
  const report = new Report();
  report.warn(['plan', 'a'], 'is doubtful');
  const { warnings } = report;
  report.warn(['plan', 'b'], 'is doubtful too');
  expect(warnings).toEqual([{ path: 'plan.a', text: 'is doubtful' }]);
});

function messageOf(got: unknown): string {
  return new ConfigError([
    { path: ['environment', 'network', 'cidr'], rule: 'be network-aligned', got, fix: 'write 10.0.0.0/16' },
  ]).message;
}

function thrownBy(report: Report, locate?: Parameters<Report['throwIfAny']>[0]): Error {
  try {
    report.throwIfAny(locate);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('nothing was thrown');
}
