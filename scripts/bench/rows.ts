import { type Comparison, median, ratioOf } from './comparison';
import type { Run } from './process-run';
import type { ResolveFigures } from './resolve-configs';
import type { TemplateCounts } from './template-counts';

/** One line of the results table. */
export interface Row {
  readonly what: string;
  readonly goal: string;
  readonly measured: string;
  readonly ratio: string;
  readonly holds: 'yes' | 'no' | 'not measured' | '';
}

/** Heap that may come and go between two collections without being a leak. */
const FLAT_HEAP_MIB = 1;

/** How much of `b` the first program takes, by the clock. Without a limit the row only informs. */
export function ratioRow(what: string, comparison: Comparison, limit?: number): Row {
  const { pairs } = comparison;
  const ratio = ratioOf(comparison, 'wallSeconds');
  return {
    what,
    goal: limit === undefined ? '' : `under ${limit}`,
    measured: `${costOf(pairs.map(({ a }) => a))} / ${costOf(pairs.map(({ b }) => b))}`,
    ratio: `${ratio.toFixed(2)}, of CPU time ${ratioOf(comparison, 'cpuSeconds').toFixed(2)}`,
    holds: limit === undefined ? '' : yesOrNo(ratio < limit),
  };
}

/** How much of `b` the first program takes, of the clock and of memory. */
export function shareRow(what: string, comparison: Comparison, limit: number): Row {
  const seconds = ratioOf(comparison, 'wallSeconds');
  const memory = ratioOf(comparison, 'peakMiB');
  return {
    ...ratioRow(what, comparison, limit),
    goal: `under ${limit} of time and memory`,
    ratio: `${seconds.toFixed(2)}, of CPU time ${ratioOf(comparison, 'cpuSeconds').toFixed(2)}, of memory ${memory.toFixed(2)}`,
    holds: yesOrNo(seconds < limit && memory < limit),
  };
}

/** What the first program takes beyond the second. */
export function differenceRow(what: string, { pairs, b }: Comparison): Row {
  const seconds = median(pairs.map((pair) => pair.a.wallSeconds - pair.b.wallSeconds));
  const memory = median(pairs.map((pair) => pair.a.peakMiB - pair.b.peakMiB));
  const base = costOf(pairs.map((pair) => pair.b));
  return {
    what,
    goal: '',
    measured: `${seconds.toFixed(2)} s and ${memory.toFixed(0)} MiB above ${b.name} (${base})`,
    ratio: '',
    holds: '',
  };
}

export function lambdaRow(what: string, ours: TemplateCounts, theirs: TemplateCounts): Row {
  return {
    what,
    goal: '0 functions in ours',
    measured: `${countsOf(ours)} / ${countsOf(theirs)}`,
    ratio: '',
    holds: yesOrNo(ours.lambdaFunctions === 0),
  };
}

export function resolveRows(runs: readonly ResolveFigures[]): Row[] {
  const [first] = runs;
  if (first === undefined) throw new Error('resolveConfig was not run');
  const environments = first.environments.toLocaleString('en');
  const mean = median(runs.map(({ meanMilliseconds }) => meanMilliseconds));
  const slowest = median(runs.map(({ slowestMilliseconds }) => slowestMilliseconds));
  const early = median(runs.map(({ heapMiB }) => heapMiB.early));
  const growth = median(runs.map(({ heapMiB }) => heapMiB.end - heapMiB.early));
  return [
    {
      what: `${environments} environments through resolveConfig, which lays the network out`,
      goal: 'under 1 ms each',
      measured: `${mean.toFixed(3)} ms each, ${slowest.toFixed(1)} ms for the slowest, which is cold`,
      ratio: '',
      holds: yesOrNo(mean < 1),
    },
    {
      what: `heap after ${environments} environments above the heap after ${first.earlyAfter}`,
      goal: `flat: under ${FLAT_HEAP_MIB} MiB`,
      measured: `${growth.toFixed(2)} MiB above ${early.toFixed(1)} MiB`,
      ratio: '',
      holds: yesOrNo(growth < FLAT_HEAP_MIB),
    },
  ];
}

/** One run of `npm test`. */
export interface TestRun {
  readonly seconds: number;
  readonly passed: boolean;
  /** How many tests passed and failed, as jest says it. */
  readonly summary: string;
}

/** A run with a failed test does not hold, however short. */
export function testRow({ seconds, passed, summary }: TestRun, limitSeconds: number): Row {
  return {
    what: 'npm test (`npx jest`, once)',
    goal: `under ${limitSeconds} s`,
    measured: `${seconds.toFixed(1)} s: ${summary}`,
    ratio: '',
    holds: yesOrNo(passed && seconds < limitSeconds),
  };
}

/** A program on its own, against seconds and memory that it shall not reach. */
export function wholeProcessRow(
  what: string,
  runs: readonly Run[],
  limit: { seconds: number; mebibytes: number },
): Row {
  const seconds = median(runs.map(({ wallSeconds }) => wallSeconds));
  const peak = median(runs.map(({ peakMiB }) => peakMiB));
  return {
    what,
    goal: `under ${limit.seconds} s and ${limit.mebibytes} MiB`,
    measured: costOf(runs),
    ratio: '',
    holds: yesOrNo(seconds < limit.seconds && peak < limit.mebibytes),
  };
}

export function notMeasuredRow(what: string, goal: string): Row {
  return { what, goal, measured: '', ratio: '', holds: 'not measured' };
}

function costOf(runs: readonly Run[]): string {
  const validation = runs.flatMap(({ validationSeconds }) => validationSeconds ?? []);
  return [
    `${median(runs.map(({ wallSeconds }) => wallSeconds)).toFixed(2)} s`,
    `${median(runs.map(({ peakMiB }) => peakMiB)).toFixed(0)} MiB`,
    ...(validation.length === 0 ? [] : [`validators ${median(validation).toFixed(2)} s`]),
  ].join(', ');
}

function countsOf({ resources, lambdaFunctions, customResources }: TemplateCounts): string {
  return `${lambdaFunctions} functions, ${customResources} custom of ${resources} resources`;
}

function yesOrNo(holds: boolean): 'yes' | 'no' {
  return holds ? 'yes' : 'no';
}
