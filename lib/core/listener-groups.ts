import type { ResolvedListener } from './listeners';
import type { Component, Exposure } from './plan/listener';

/** Listeners that share a load balancer, and so an address. */
export interface ListenerGroup<L> {
  /** Name of the group: `proxy-internal`. */
  readonly key: string;
  readonly component: Component;
  readonly exposure: Exposure;
  readonly listeners: readonly L[];
}

/** One group per component and exposure, in the order in which the plan names them. */
export function groupListeners<L extends Pick<ResolvedListener, 'component' | 'exposure'>>(
  listeners: readonly L[],
): ListenerGroup<L>[] {
  const groups = new Map<string, L[]>();
  for (const listener of listeners) {
    const key = `${listener.component}-${listener.exposure}`;
    groups.set(key, [...(groups.get(key) ?? []), listener]);
  }
  return [...groups].flatMap(([key, listeners]) => {
    const [first] = listeners;
    return first === undefined ? [] : [{ key, component: first.component, exposure: first.exposure, listeners }];
  });
}
