import { z } from 'zod';
import { ConfigError } from '../../lib/core/config-error';
import { cidr, moment, name, nonEmpty, port, problemsOf, strict, text, uuid, whole } from '../../lib/core/schema';

test('a known key is taken', () => {
  expect(problems(strict({ cidr: z.string() }), { cidr: 'x' })).toEqual([]);
});

test('fails if a key is unknown, and names the nearest known one', () => {
  const schema = strict({ cidr: z.string().optional(), peeredCidrs: z.string().optional() });
  expect(problems(schema, { peeredCIDR: 'x' })).toEqual([
    "'x.peeredCIDR' must be a known key, got peeredCIDR; did you mean 'peeredCidrs'?",
  ]);
});

test('fails if a key is unknown and none is near', () => {
  const schema = strict({ cidr: z.string().optional(), nat: z.string().optional() });
  expect(problems(schema, { wavelength: 'x' })).toEqual([
    "'x.wavelength' must be a known key, got wavelength; remove it; known keys are cidr, nat",
  ]);
});

test('fails if several keys are unknown, each with its own fix', () => {
  const schema = strict({ cidr: z.string().optional(), nat: z.string().optional() });
  expect(problems(schema, { cird: 'x', nta: 'y' })).toEqual([
    "'x.cird' must be a known key, got cird; did you mean 'cidr'?",
    "'x.nta' must be a known key, got nta; did you mean 'nat'?",
  ]);
});

test('fails if a text does not match its pattern', () => {
  expect(problems(text(/^a+$/, 'be of a', 'write it like aaa'), 'b')).toEqual([
    "'x' must be of a, got b; write it like aaa",
  ]);
});

test('fails if a list that needs an entry has none', () => {
  expect(problems(nonEmpty(z.string()), [])).toEqual(["'x' must have at least one entry, got []; add one"]);
});

test('a list that needs an entry may have one', () => {
  expect(problems(nonEmpty(z.string()), ['a'])).toEqual([]);
});

test('fails if an entry of a list that needs one breaks its own rule', () => {
  expect(problems(nonEmpty(port()), [80, 0])).toEqual([
    "'x[1]' must be a whole number from 1 to 65535 (TCP port), got 0; choose one in that range",
  ]);
});

test.each([0, 6, 1.5])('fails if a whole number is %d', (value) => {
  expect(problems(whole(1, 5, 'nodes'), value)).toEqual([
    `'x' must be a whole number from 1 to 5 (nodes), got ${value}; choose one in that range`,
  ]);
});

test.each([1, 5])('the bounds are inclusive: %i', (value) => {
  expect(problems(whole(1, 5, 'nodes'), value)).toEqual([]);
});

test.each([0, 65536])('fails if a port is %i', (value) => {
  expect(problems(port(), value)).toEqual([
    `'x' must be a whole number from 1 to 65535 (TCP port), got ${value}; choose one in that range`,
  ]);
});

test.each(['a', 'state-exporter', 'a1-b2', 'abcdefgh'.repeat(4)])('%s is a name', (value) => {
  expect(problems(name(32), value)).toEqual([]);
});

test.each(['', 'A', '1a', 'a--b', '-a', 'a-', 'a-1', 'a_b', 'abcdefgh'.repeat(5)])('fails if a name is %j', (value) => {
  expect(problems(name(32), value)).toEqual([
    `'x' must be 1 to 32 lower-case letters and digits in words joined by single hyphens, each word starting with a letter, got ${value === '' ? "''" : value}; choose another name`,
  ]);
});

test('fails if a network is not aligned', () => {
  expect(problems(cidr(), '10.0.0.5/16')).toEqual(["'x' must be network-aligned, got 10.0.0.5/16; write 10.0.0.0/16"]);
});

test('fails if a network is none', () => {
  expect(problems(cidr(), 'fd00::/8')).toEqual([
    "'x' must be an IPv4 network in CIDR notation, got fd00::/8; write it like 10.0.0.0/16",
  ]);
});

test.each(['11111111-2222-3333-4444-55555555555', '11111111-2222-3333-4444-55555555555A', 'x'])(
  'fails if an id of Azure is %s',
  (value) => {
    expect(problems(uuid(), value)).toEqual([`'x' must be a lower-case UUID, got ${value}; copy it from the portal`]);
  },
);

test.each([
  '2027-01-31',
  '2027-01-31T00:00:00',
  '2027-01-31T00:00:00+01:00',
  '2027-13-31T00:00:00Z',
  '2027-01-31T24:00:00Z',
])('fails if a moment is %s', (value) => {
  expect(problems(moment(), value)).toEqual([
    `'x' must be a moment in UTC with seconds and Z, got ${value}; write it like 2027-01-31T00:00:00Z`,
  ]);
});

test.each(['2027-02-31T00:00:00Z', '2026-02-29T00:00:00Z', '2027-04-31T23:59:59Z'])(
  'fails if a moment is %s',
  (value) => {
    expect(problems(moment(), value)).toEqual([`'x' must be on a day that exists, got ${value}; correct the date`]);
  },
);

test('a moment on a leap day is taken', () => {
  expect(problems(moment(), '2028-02-29T23:59:59Z')).toEqual([]);
});

test('a moment in UTC is taken', () => {
  expect(problems(moment(), '2027-12-31T23:59:59Z')).toEqual([]);
});

test.each([
  [z.string(), 'a string'],
  [z.number(), 'a number'],
  [z.array(z.string()), 'a list'],
  [z.record(z.string(), z.string()), 'a map'],
  [strict({}), 'an object'],
])('fails if a value is missing, and says what it must be', (schema, kind) => {
  expect(problems(schema, undefined)).toEqual([`'x' must be set (${kind}), got nothing; add it`]);
});

test.each([
  ['a number where a text must be', z.string(), 5, '\'x\' must be a string, got 5; write it in quotes: "5"'],
  [
    'a truth value where a text must be',
    z.string(),
    true,
    '\'x\' must be a string, got true; write it in quotes: "true"',
  ],
  ['a list where a text must be', z.string(), [], "'x' must be a string, got []; give a string"],
  ['a number in quotes', z.number(), '8', "'x' must be a number, got 8; write it without quotes: 8"],
  ['a number with its unit', z.number(), '8 GiB', "'x' must be a number, got 8 GiB; write it without quotes: 8"],
  ['a text where a number must be', z.number(), 'many', "'x' must be a number, got many; give a number"],
  ['a text where a truth value must be', z.boolean(), 'yes', "'x' must be a boolean, got yes; write true or false"],
  ['a text where a list must be', z.array(z.string()), 'a', "'x' must be a list, got a; give a list"],
  ['a list where a map must be', z.record(z.string(), z.string()), [], "'x' must be a map, got []; give a map"],
  ['an unknown word', z.enum(['a', 'b']), 'c', "'x' must be one of a, b, got c; choose one of them"],
  ['another word than the only one', z.literal('a'), 'c', "'x' must be a, got c; choose one of them"],
])('fails if there is %s', (_, schema, value, message) => {
  expect(problems(schema, value)).toEqual([message]);
});

test('fails if nothing tells the alternatives apart', () => {
  const schema = z.discriminatedUnion('kind', [
    strict({ kind: z.literal('new').optional() }),
    strict({ kind: z.literal('existing') }),
  ]);
  expect(problems(schema, { kind: 'old' })).toEqual([
    "'x.kind' must be one of new, existing, got old; choose one of them",
  ]);
});

test('a rule that has no words of ours points to the schema', () => {
  expect(problems(z.email(), 'nobody')).toEqual([
    "'x' must be valid (Invalid email address), got nobody; see the JSON Schema in schemas/",
  ]);
});

test('a problem deep inside names its path and its value', () => {
  const schema = strict({ list: z.array(strict({ port: port() })) });
  expect(problems(schema, { list: [{ port: 80 }, { port: 0 }] })).toEqual([
    "'x.list[1].port' must be a whole number from 1 to 65535 (TCP port), got 0; choose one in that range",
  ]);
});

function problems(schema: z.ZodType, value: unknown): string[] {
  const { error } = schema.safeParse(value);
  if (error === undefined) return [];
  return new ConfigError(problemsOf('x', value, error)).message.split('\n');
}
