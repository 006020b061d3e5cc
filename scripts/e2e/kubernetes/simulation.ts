import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What kwok does to nodes and pods: nodes turn ready and stay so, pods run at once, jobs complete, what is deleted goes. */
const STAGES = [
  'node/fast/node-initialize.yaml',
  'node/heartbeat-with-lease/node-heartbeat-with-lease.yaml',
  'pod/fast/pod-ready.yaml',
  'pod/fast/pod-complete.yaml',
  'pod/fast/pod-delete.yaml',
];

/**
 * Configuration of kwok, from its own stages.
 *
 * @param module folder of kwok's module
 */
export function simulation(module: string): string {
  return STAGES.map((stage) => readFileSync(join(module, 'kustomize', 'stage', stage), 'utf8')).join('\n---\n');
}
