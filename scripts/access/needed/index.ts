import type { EvaluatedResource, Place } from '../template';
import { CLUSTER } from './cluster';
import { ENDPOINTS } from './endpoints';
import { Installation, type RequestContext } from './installation';
import { LOAD_BALANCERS } from './load-balancers';
import { Call, type Handler, type NeededIn, type Needs, valuesAt } from './need';
import { NETWORK } from './network';
import { NODES } from './nodes';
import { POD_IDENTITIES } from './pod-identities';
import { SECURITY_GROUPS } from './security-groups';

/** Every action that CloudFormation needs for the resources of a data plane, by type. */
export const NEEDED: Needs = {
  ...NETWORK,
  ...SECURITY_GROUPS,
  ...ENDPOINTS,
  ...CLUSTER,
  ...NODES,
  ...POD_IDENTITIES,
  ...LOAD_BALANCERS,
};

/** A request that must be allowed. */
export interface AccessRequest {
  readonly who: 'deployment';
  /** Resource that it is made for. */
  readonly type: string;
  readonly logicalId: string;
  readonly on: Handler;
  readonly phase: NeededIn;
  readonly action: string;
  /** ARN, or `*` for an action that knows no resources. */
  readonly resource: string;
  readonly context: RequestContext;
}

/**
 * Every request that CloudFormation makes for a data plane, or has made for it.
 *
 * @param resources evaluated without `reference` and `exports`, so that it shows what is made in the same template
 * @throws Error for a type that is not in the table
 */
export function neededRequests(
  resources: Readonly<Record<string, EvaluatedResource>>,
  place: Pick<Place, 'account' | 'region' | 'partition'>,
): AccessRequest[] {
  const installation = new Installation(resources, place);
  return Object.entries(resources).flatMap(([logicalId, resource]) => {
    const needs = NEEDED[resource.type];
    if (needs === undefined) throw new Error(`${resource.type} is not in the table of needed actions`);
    const call = new Call(logicalId, resource, installation);
    return needs.flatMap(({ on, phase, property, actions, against, context = {} }) => {
      if (property !== undefined && valuesAt(resource.properties, property).length === 0) return [];
      const more = typeof context === 'function' ? context(call) : context;
      const asked = against.flatMap((target) => target(call));
      return on.flatMap((handler) =>
        actions.flatMap((action) =>
          asked.map((one) => ({
            who: 'deployment' as const,
            type: resource.type,
            logicalId,
            on: handler,
            phase,
            action,
            resource: one.resource,
            context: { ...one.context, ...more },
          })),
        ),
      );
    });
  });
}

/** One request of each kind: what differs neither in phase, action, resource nor context is asked once. */
export function distinct(requests: readonly AccessRequest[]): AccessRequest[] {
  const byKind = new Map<string, AccessRequest>();
  for (const request of requests) {
    const { phase, action, resource, context } = request;
    const kind = JSON.stringify([phase, action, resource, Object.entries(context).sort()]);
    if (!byKind.has(kind)) byKind.set(kind, request);
  }
  return [...byKind.values()];
}
