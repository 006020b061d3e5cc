import { Token } from 'aws-cdk-lib';

/**
 * Ids for constructs that are made one for each value. No id can be made of what is known at deployment only, such as a
 * role that the same app makes: those are counted, apart from the others, so that another value moves none of them.
 */
export function idsOf(values: readonly string[]): Map<string, string> {
  const unique = [...new Set(values)];
  const later = unique.filter((value) => Token.isUnresolved(value));
  return new Map(unique.map((value) => [value, later.includes(value) ? `:${later.indexOf(value) + 1}` : value]));
}
