import type { Principal } from '../support/principals';

/** A permission that somebody holds: what would be allowed in place of the one that is not. */
export type Neighbour = readonly [holder: string, permission: string];

/** A permission that is not given, and what it would let its holder do. */
export interface Denial {
  readonly permission: string;
  /** What its holder could do, as a sentence without its end. */
  readonly story: string;
  /** Ids of principals that have it all the same, for their phase or capability. @default - nobody has it */
  readonly butFor?: readonly string[];
  /** A permission of the same service that its holder has; or why nothing like it ever is given. */
  readonly neighbour: Neighbour | string;
}

/** Short form of a story. */
export const denied = (
  permission: string,
  story: string,
  neighbour: Neighbour | string,
  butFor?: readonly string[],
): Denial => ({ permission, story, neighbour, ...(butFor === undefined ? {} : { butFor }) });

export const serviceOf = (permission: string) => permission.slice(0, permission.indexOf('.'));

/** What does not hold of a story: who has what it denies, and who should have it all the same and has not. */
export function brokenBy({ permission, butFor = [] }: Denial, principals: readonly Principal[]): string[] {
  return principals.flatMap(({ id, permissions }) => {
    const has = permissions.has(permission);
    return has === butFor.includes(id) ? [] : [`${id} ${has ? 'has' : 'has not'} ${permission}`];
  });
}

/** What does not hold of what would be allowed instead. Where nothing is, nobody has anything of the service. */
export function neighbourBroken({ permission, neighbour }: Denial, principals: readonly Principal[]): string[] {
  const service = serviceOf(permission);
  if (typeof neighbour === 'string') {
    return principals
      .filter(({ permissions }) => [...permissions].some((other) => serviceOf(other) === service))
      .map(({ id }) => `${id} has something of ${service}`);
  }
  const [holder, allowed] = neighbour;
  const permissions = principals.find(({ id }) => id === holder)?.permissions;
  if (permissions === undefined) return [`there is no ${holder}`];
  if (serviceOf(allowed) !== service) return [`${allowed} is not of ${service}`];
  return permissions.has(allowed) ? [] : [`${holder} has not ${allowed}`];
}
