import type { ControlPlane } from '../control-plane';
import { eventually } from '../eventually';
import { type KubernetesObject, nameOf } from '../objects';
import { type Claim, question } from './claims';
import { inTheNameOf, type Who } from './who';

/** One line for each object that is made. */
const PRINTED = 'jsonpath={.kind} {.metadata.namespace} {.metadata.name}{"\\n"}';
/** As many as keep two processors busy. */
const AT_ONCE = 4;
const KNOWN_SECONDS = 30;

/** The API server names the policy that refuses. */
const BY_POLICY = /ValidatingAdmissionPolicy '([^']+)' with binding '[^']+' denied request/;

/** Name of the policy that refused, if one did. */
export function policyIn(error: string | undefined): string | undefined {
  return BY_POLICY.exec(error ?? '')?.[1];
}

/** @throws Error with everything that is not as claimed */
export function expectNone(wrong: readonly string[]): void {
  if (wrong.length > 0) throw new Error(wrong.join('; '));
}

/** Claims that do not hold, as sentences. */
export async function falseClaims(plane: ControlPlane, claims: readonly Claim[]): Promise<string[]> {
  const wrong = await inTurns(claims, async (claim) => {
    const { stdout, stderr } = await plane.tryKubectl([...question(claim), ...inTheNameOf(claim.who)]);
    const answer = stdout.trim();
    if (answer === (claim.may ? 'yes' : 'no')) return [];
    const where = claim.namespace ?? 'the cluster';
    return [`${claim.who.user} ${claim.request} in ${where}: ${answer === '' ? stderr.trim() : answer}`];
  });
  return wrong.flat();
}

/** Waits until claims hold: what is changed in roles is known to the API server after a moment. */
export function eventuallyHold(plane: ControlPlane, claims: readonly Claim[]): Promise<void> {
  return eventually('claims hold', KNOWN_SECONDS, async () => {
    const wrong = await falseClaims(plane, claims);
    return wrong.length === 0 ? undefined : wrong.join('; ');
  });
}

/**
 * Tries to create objects in somebody's name, as a dry run and with one command.
 *
 * @returns what was said of those that were refused, by kind, namespace and name
 */
export async function refused(
  plane: ControlPlane,
  who: Who | undefined,
  objects: readonly KubernetesObject[],
): Promise<ReadonlyMap<string, string>> {
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
  const as = who === undefined ? [] : inTheNameOf(who);
  const args = ['create', '--dry-run=server', '-o', PRINTED, '-f', '-', ...as];
  const { stdout, stderr } = await plane.tryKubectl(args, list);
  const errors = stderr.split('\n').filter((line) => line.startsWith('Error from server'));
  const made = new Set(stdout.split('\n'));
  const left = objects.filter(
    ({ kind, metadata }) => !made.has(`${kind} ${metadata.namespace ?? ''} ${metadata.name}`),
  );
  if (left.length !== errors.length)
    throw new Error(`${left.length} are refused, with ${errors.length} errors: ${stderr}`);
  // They are tried, and answered, in their order.
  return new Map(left.map((object, index) => [nameOf(object), errors[index] ?? '']));
}

/** Runs something for each item, a few at once. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  run: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(run))));
  }
  return results;
}
