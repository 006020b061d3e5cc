import { dependable } from 'cdktf';
import type { Construct, IDependable } from 'constructs';
import { resourcesOf } from './resources-of';

/**
 * Lets everything in a construct wait for resources of the same stack, and go before them. For constructs that are
 * complete: what is added later does not wait.
 */
export function waitFor(scope: Construct, after: readonly IDependable[]): void {
  const before = resourcesOf(after).map(dependable);
  if (before.length === 0) return;
  for (const resource of resourcesOf([scope])) resource.dependsOn = [...(resource.dependsOn ?? []), ...before];
}
