import { TEMPLATE } from './literals';
import { isMoment } from './moment';

/** What a prop must look like. */
export interface PropRule {
  readonly holds: (text: string) => boolean;
  /** Continues "must". */
  readonly rule: string;
  readonly fix: string;
}

/** A rule's `holds`: the text is like the pattern, and nothing in it is evaluated by Terraform. */
export function matches(pattern: RegExp): PropRule['holds'] {
  return (text) => pattern.test(text) && !TEMPLATE.test(text);
}

/** What the props of every cloud's bootstrap have in common. */
export const BOOTSTRAP_RULES = {
  environmentId: {
    holds: matches(/^[a-z][a-z0-9]{1,15}$/),
    rule: 'be 2 to 16 lower-case letters and digits',
    fix: "with a hyphen, names of one installation could begin like another's",
  },
  mode: {
    holds: matches(/^(managed|approved|self-managed)$/),
    rule: 'be one of managed, approved, self-managed',
    fix: 'choose one of them',
  },
  // No provider looks at it: that it cannot be read would be found in the middle of an apply.
  expiresAt: { holds: isMoment, rule: 'be a moment in UTC', fix: 'write it like 2027-01-31T00:00:00Z' },
} as const satisfies Readonly<Record<string, PropRule>>;

/** Props by the names of their rules. */
export type Checked<Name extends string> = { readonly [name in Name]?: string | undefined };

/**
 * @param path of the construct that the props are of
 * @throws Error with everything that is not what it should be; what is optional may be left out
 */
export function checkTexts<Name extends string>(
  path: string,
  rules: Readonly<Record<Name, PropRule>>,
  required: Checked<Name>,
  optional: Checked<Name> = {},
): void {
  const given = Object.entries<string | undefined>(optional).filter(([, text]) => text !== undefined);
  const problems = [...Object.entries<string | undefined>(required), ...given].flatMap(([name, text]) => {
    const { holds, rule, fix } = rules[name as Name];
    if (text !== undefined && holds(text)) return [];
    return [`'${name}' of ${path} must ${rule}, got ${text === undefined || text === '' ? 'nothing' : text}; ${fix}`];
  });
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

/** @throws Error unless an identity is given in exactly one way: of two, one would be forgotten */
export function checkOneWayIn(path: string, identity: object, ways: readonly string[]): void {
  const given = Object.keys(identity).filter((way) => ways.includes(way));
  if (given.length === 1) return;
  throw new Error(
    `'identity' of ${path} must have exactly one of ${ways.join(', ')}, got ${given.join(', ') || 'none'}; ${given.length === 0 ? 'add one' : 'remove the others'}`,
  );
}
