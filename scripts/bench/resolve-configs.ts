import { join } from 'node:path';
import { loadPlan, resolveConfig } from '../../lib';
import { distinctEnvironments } from './distinct-environments';
import { EXAMPLE } from './process-run';

/** What this program prints as JSON. */
export interface ResolveFigures {
  readonly environments: number;
  /** All environments, the first and coldest included, divided by their number. */
  readonly meanMilliseconds: number;
  readonly slowestMilliseconds: number;
  /** Used heap after garbage collection, early in the run and at its end. */
  readonly heapMiB: { readonly early: number; readonly end: number };
  readonly earlyAfter: number;
}

const ENVIRONMENTS = 1000;
const EARLY_AFTER = 100;

function main(): void {
  const plan = loadPlan(join(EXAMPLE, 'plan.yaml'));
  const environments = distinctEnvironments(ENVIRONMENTS);
  const milliseconds = new Float64Array(ENVIRONMENTS);
  let early = 0;
  environments.forEach((environment, index) => {
    if (index === EARLY_AFTER) early = heapMiB();
    const start = performance.now();
    resolveConfig(plan, environment);
    milliseconds[index] = performance.now() - start;
  });
  const figures: ResolveFigures = {
    environments: ENVIRONMENTS,
    meanMilliseconds: milliseconds.reduce((sum, value) => sum + value, 0) / ENVIRONMENTS,
    slowestMilliseconds: Math.max(...milliseconds),
    heapMiB: { early, end: heapMiB() },
    earlyAfter: EARLY_AFTER,
  };
  console.log(JSON.stringify(figures));
}

function heapMiB(): number {
  if (globalThis.gc === undefined) throw new Error('run with node --expose-gc');
  globalThis.gc();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

main();
