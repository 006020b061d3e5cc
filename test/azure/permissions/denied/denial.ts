import { providerOf } from '../../../../lib/azure/permissions/operations';
import type { Principal } from '../support/principals';

/** An action that somebody holds: what would be allowed in place of the one that is not. */
export type Neighbour = readonly [holder: string, action: string];

/** An action that is not given, and what it would let its holder do. */
export interface Denial {
  readonly action: string;
  /** What its holder could do, as a sentence without its end. */
  readonly story: string;
  /** Ids of principals that have it all the same, for their phase or capability. @default - nobody has it */
  readonly butFor?: readonly string[];
  /** An action of the same provider that its holder has; or why nothing like it ever is given. */
  readonly neighbour: Neighbour | string;
  /** Whether it is on a service or on what is in one. */
  readonly kind: 'actions' | 'dataActions';
}

/** Short forms of a story. */
const told =
  (kind: Denial['kind']) =>
  (action: string, story: string, neighbour: Neighbour | string, butFor?: readonly string[]): Denial => ({
    action,
    story,
    neighbour,
    kind,
    ...(butFor === undefined ? {} : { butFor }),
  });
export const denied = told('actions');
export const deniedInside = told('dataActions');

const holds = ({ actions }: Principal, action: string) => actions.has(action.toLowerCase());
const sameProvider = (one: string, other: string) => providerOf(one).toLowerCase() === providerOf(other).toLowerCase();

/** What does not hold of a story: who has what it denies, and who should have it all the same and has not. */
export function brokenBy({ action, butFor = [] }: Denial, principals: readonly Principal[]): string[] {
  return principals.flatMap((principal) => {
    const has = holds(principal, action);
    return has === butFor.includes(principal.id) ? [] : [`${principal.id} ${has ? 'has' : 'has not'} ${action}`];
  });
}

/** What does not hold of what would be allowed instead. Where nothing is, nobody has anything of the provider. */
export function neighbourBroken({ action, neighbour }: Denial, principals: readonly Principal[]): string[] {
  if (typeof neighbour === 'string') {
    return principals
      .filter(({ actions }) => [...actions].some((other) => sameProvider(other, action)))
      .map(({ id }) => `${id} has something of ${providerOf(action)}`);
  }
  const [holder, allowed] = neighbour;
  const principal = principals.find(({ id }) => id === holder);
  if (principal === undefined) return [`there is no ${holder}`];
  if (!sameProvider(allowed, action)) return [`${allowed} is not of ${providerOf(action)}`];
  return holds(principal, allowed) ? [] : [`${holder} has not ${allowed}`];
}
