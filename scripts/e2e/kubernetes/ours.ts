import type { ControlPlane } from './control-plane';
import { identityOf, type KubernetesObject } from './objects';

/** On everything that we render. */
const LABEL = 'app.kubernetes.io/part-of=byoc';
/** What a controller derives, and what is gone by itself. */
const DERIVED = new Set(['Endpoints', 'EndpointSlice', 'Event', 'PodMetrics', 'NodeMetrics']);

/** Every object with our label, of whatever kind, but for those that a controller made of another. */
export async function ours(plane: ControlPlane): Promise<KubernetesObject[]> {
  const { stdout } = await plane.kubectl(['api-resources', '--verbs=list', '-o', 'name']);
  const kinds = stdout.trim().split('\n');
  const found = await plane.kubectl(['get', kinds.join(), '-A', '-l', LABEL, '-o', 'json', '--ignore-not-found']);
  if (found.stdout.trim() === '') return [];
  const { items = [] }: { items?: KubernetesObject[] } = JSON.parse(found.stdout);
  const own = items.filter(({ kind, metadata }) => metadata.ownerReferences === undefined && !DERIVED.has(kind));
  // One object can be served by two groups.
  return [...new Map(own.map((object) => [identityOf(object), object])).values()];
}
