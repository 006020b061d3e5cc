import { type Program, type Run, runProgram } from './process-run';

/** Two programs that were run in turn: A B A B, so that a machine that slows down slows both. */
export interface Comparison {
  readonly a: Program;
  readonly b: Program;
  readonly pairs: readonly Pair[];
}

export interface Pair {
  readonly a: Run;
  readonly b: Run;
}

/** One run of each that does not count, then `count` pairs. */
export function compare(a: Program, b: Program, count: number): Comparison {
  runProgram(a);
  runProgram(b);
  const pairs = Array.from({ length: count }, () => ({ a: runProgram(a), b: runProgram(b) }));
  return { a, b, pairs };
}

/** One run that does not count, then `count` runs. */
export function measure(program: Program, count: number): readonly Run[] {
  runProgram(program);
  return Array.from({ length: count }, () => runProgram(program));
}

/** Median of the quotients of each pair. */
export function ratioOf({ pairs }: Comparison, figure: 'wallSeconds' | 'cpuSeconds' | 'peakMiB'): number {
  return median(pairs.map(({ a, b }) => a[figure] / b[figure]));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) throw new Error('the median of nothing');
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
