import type { Denial, Neighbour, Notation } from '../../../support/denials';

/** How Google Cloud writes permissions: `container.clusters.get`. */
export const NOTATION: Notation = {
  one: 'a permission',
  many: 'permissions',
  key: (permission) => permission,
  serviceOf: (permission) => permission.slice(0, permission.indexOf('.')),
};

/** Short form of a story. */
export const denied = (
  permission: string,
  story: string,
  neighbour: Neighbour | string,
  butFor?: readonly string[],
): Denial => ({ permission, story, neighbour, ...(butFor === undefined ? {} : { butFor }) });
