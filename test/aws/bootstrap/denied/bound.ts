import type { ForeignResource } from '../../../../scripts/access/simulator';
import { bound } from './cast';
import type { Denial } from './denial';

export const NO_ROLE = 'no role of the installation ever may';
/** With every permission there is, a role in the boundary still may not. */
export const never = (
  story: string,
  action: string,
  resource: string,
  context: Record<string, string> = {},
): Denial => [story, 'denied', bound, action, resource, context, NO_ROLE];
export const beyond = (story: string, action: string, resource: string): Denial => [
  story,
  'refused',
  bound,
  action,
  resource,
  {},
  NO_ROLE,
];

/** A bucket or a queue of others that lets everybody in. */
export const open = (of: string, account: string, Action: string): ForeignResource => ({
  arn: of,
  account,
  policy: { Statement: [{ Effect: 'Allow', Principal: '*', Action, Resource: of }] },
});
