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

/** Somebody who is not the customer, and all that they may do. */
export interface Holder {
  readonly id: string;
  /** As `Notation.key` writes them. */
  readonly permissions: ReadonlySet<string>;
}

/** How a cloud writes permissions. */
export interface Notation {
  /** What it calls one, with its article: `an action`. */
  readonly one: string;
  /** What it calls several. */
  readonly many: string;
  /** The same text for every way to write one. */
  readonly key: (permission: string) => string;
  /** What a permission belongs to, as it is written: `Microsoft.Network`. */
  readonly serviceOf: (permission: string) => string;
}

/** What does not hold of a story: who has what it denies, and who should have it all the same and has not. */
export function brokenBy({ permission, butFor = [] }: Denial, holders: readonly Holder[], { key }: Notation): string[] {
  return holders.flatMap(({ id, permissions }) => {
    const has = permissions.has(key(permission));
    return has === butFor.includes(id) ? [] : [`${id} ${has ? 'has' : 'has not'} ${permission}`];
  });
}

/** What does not hold of what would be allowed instead. Where nothing is, nobody has anything of the service. */
export function neighbourBroken(
  { permission, neighbour }: Denial,
  holders: readonly Holder[],
  { key, serviceOf }: Notation,
): string[] {
  const service = serviceOf(permission);
  const isOfIt = (other: string) => key(serviceOf(other)) === key(service);
  if (typeof neighbour === 'string') {
    return holders
      .filter(({ permissions }) => [...permissions].some(isOfIt))
      .map(({ id }) => `${id} has something of ${service}`);
  }
  const [holder, allowed] = neighbour;
  const permissions = holders.find(({ id }) => id === holder)?.permissions;
  if (permissions === undefined) return [`there is no ${holder}`];
  if (!isOfIt(allowed)) return [`${allowed} is not of ${service}`];
  return permissions.has(key(allowed)) ? [] : [`${holder} has not ${allowed}`];
}
