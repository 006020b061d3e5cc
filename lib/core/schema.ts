import { z } from 'zod';
import { Cidr } from './cidr';
import type { Path, Problem } from './config-error';
import { isMoment, MOMENT } from './moment';

/**
 * What a field's check says when it fails: the rule, to be read after "must", and the fix.
 * zod carries one string, so the two travel as one.
 */
const SEPARATOR = '\u0000';

function saying(rule: string, fix: string): string {
  return `${rule}${SEPARATOR}${fix}`;
}

/** An object that refuses unknown keys and names the nearest known one. */
export function strict<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => suggestion(key, known)).join(SEPARATOR) : undefined,
  });
}

/** A string that matches a pattern. */
export function text(pattern: RegExp, rule: string, fix: string): z.ZodString {
  return z.string().regex(pattern, { error: saying(rule, fix) });
}

/** A list with at least one entry. */
export function nonEmpty<Item extends z.ZodType>(item: Item): z.ZodArray<Item> {
  return z.array(item).min(1, { error: saying('have at least one entry', 'add one') });
}

/** A whole number between two bounds, inclusive. */
export function whole(min: number, max: number, unit: string): z.ZodNumber {
  const rule = `be a whole number from ${min} to ${max} (${unit})`;
  const said = { error: saying(rule, 'choose one in that range') };
  return z.number().int(said).min(min, said).max(max, said);
}

/** A TCP port. */
export function port(): z.ZodNumber {
  return whole(1, 65535, 'TCP port');
}

/** A name made of lower-case words joined by hyphens; unique as an output name when the hyphens are dropped. */
export function name(maxLength: number): z.ZodString {
  return text(
    new RegExp(`^(?=.{1,${maxLength}}$)[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$`),
    `be 1 to ${maxLength} lower-case letters and digits in words joined by single hyphens, each word starting with a letter`,
    'choose another name',
  );
}

/** A host name or a domain. */
export function hostname(): z.ZodString {
  return text(
    /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
    'be a lower-case host name',
    'write it like control.example.com',
  );
}

/** An e-mail address without a name before it. */
export function email(): z.ZodString {
  return text(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'be an e-mail address', 'write it like platform@example.com');
}

/** An aligned IPv4 network in CIDR notation. */
export function cidr(): z.ZodString {
  return z.string().superRefine((value, context) => {
    if (Cidr.tryParse(value) !== undefined) return;
    const enclosing = Cidr.tryEnclosing(value);
    context.addIssue({
      code: 'custom',
      message:
        enclosing === undefined
          ? saying('be an IPv4 network in CIDR notation', 'write it like 10.0.0.0/16')
          : saying('be network-aligned', `write ${enclosing}`),
    });
  });
}

/** An id in Entra or Azure. */
export function uuid(): z.ZodString {
  return text(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'be a lower-case UUID', 'copy it from the portal');
}

/** A moment in UTC: `2027-01-31T00:00:00Z`. A moment without zone could be read as any of 26 hours. */
export function moment(): z.ZodString {
  return text(MOMENT, 'be a moment in UTC with seconds and Z', 'write it like 2027-01-31T00:00:00Z').refine(
    (value) => !MOMENT.test(value) || isMoment(value),
    { error: saying('be on a day that exists', 'correct the date') },
  );
}

/**
 * Turns what zod found into problems that name path, rule, value and fix.
 *
 * @param written gives a value as it is written in its file, if known: 012345678901 read as a number has lost a digit
 */
export function problemsOf(
  root: string,
  input: unknown,
  error: z.ZodError,
  written?: (path: readonly PropertyKey[]) => string | undefined,
): Problem[] {
  return error.issues.flatMap((issue) => {
    const path: Path = [root, ...issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))];
    const got = at(input, issue.path);
    const [rule = '', fix = ''] = issue.message.split(SEPARATOR);
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.map((key, index) => ({
          path: [...path, key],
          rule: 'be a known key',
          got: key,
          fix: issue.message.split(SEPARATOR)[index] ?? 'remove it',
        }));
      case 'invalid_type': {
        if (got === undefined) return [{ path, rule: `be set (${kind(issue.expected)})`, got, fix: 'add it' }];
        // A fraction where `whole` has said what the number must be.
        if (issue.message.includes(SEPARATOR)) return [{ path, rule, got, fix }];
        const shown = typeof got === 'number' ? (written?.(issue.path) ?? got) : got;
        return [{ path, rule: `be ${kind(issue.expected)}`, got: shown, fix: quoteHint(issue.expected, got, shown) }];
      }
      case 'invalid_value':
        return [{ path, rule: oneOf(issue.values), got, fix: 'choose one of them' }];
      case 'invalid_union':
        return [{ path: [...path], rule: discriminatorRule(issue), got, fix: 'choose one of them' }];
      default:
        return issue.message.includes(SEPARATOR)
          ? [{ path, rule, got, fix }]
          : [{ path, rule: `be valid (${issue.message})`, got, fix: 'see the JSON Schema in schemas/' }];
    }
  });
}

function at(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );
}

function kind(expected: string): string {
  const article = /^[aeiou]/.test(expected) ? 'an' : 'a';
  return expected === 'array' ? 'a list' : expected === 'record' ? 'a map' : `${article} ${expected}`;
}

function quoteHint(expected: string, got: unknown, shown: unknown): string {
  if (expected === 'string' && (typeof got === 'number' || typeof got === 'boolean')) {
    return `write it in quotes: "${shown}"`;
  }
  if (expected === 'number' && typeof got === 'string' && Number.isFinite(Number.parseFloat(got))) {
    return `write it without quotes: ${Number.parseFloat(got)}`;
  }
  return expected === 'boolean' ? 'write true or false' : `give ${kind(expected)}`;
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? `be ${values[0]}` : `be one of ${values.join(', ')}`;
}

function discriminatorRule(issue: z.core.$ZodIssueInvalidUnion): string {
  const options = 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
  return oneOf(options.filter((option) => option !== undefined));
}

function suggestion(key: string, known: readonly string[]): string {
  const [nearest] = known
    .map((candidate) => ({ candidate, distance: editDistance(key.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const near = nearest !== undefined && nearest.distance <= Math.max(2, Math.floor(key.length / 3));
  return near ? `did you mean '${nearest.candidate}'?` : `remove it; known keys are ${known.join(', ')}`;
}

/** Levenshtein distance in which two swapped neighbours count once: `cird` is nearer to `cidr` than to `kind`. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const previous = row;
    row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substituted = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? (before[j - 2] ?? 0) + 1 : substituted;
      row.push(Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, substituted, swapped));
    }
    before = previous;
  }
  return row[b.length] ?? 0;
}
