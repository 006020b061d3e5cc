import type { Comparison } from './comparison';
import { commandLine, type Program, type Run } from './process-run';
import type { ProxyFigures } from './proxy-figures';
import type { ResolveFigures } from './resolve-configs';
import type { Row } from './rows';

/** Everything a run of the benchmark found. */
export interface Results {
  readonly date: string;
  readonly command: string;
  readonly runs: number;
  /** Name and version, or name and number, of what the figures depend on. */
  readonly setting: readonly (readonly [name: string, value: string])[];
  readonly rows: readonly Row[];
  readonly notes: readonly string[];
  readonly comparisons: readonly { readonly what: string; readonly comparison: Comparison }[];
  readonly resolve: { readonly program: Program; readonly runs: readonly ResolveFigures[] };
  readonly proxy: { readonly program: Program; readonly figures: ProxyFigures };
}

export function renderResults(results: Results): string {
  return [
    '# Benchmark results',
    `Written by \`${results.command}\` on ${results.date}; do not edit.`,
    table(['with', ''], results.setting),
    table(
      ['what', 'goal', 'measured median', 'ratio (median of pairs)', 'holds'],
      results.rows.map(({ what, goal, measured, ratio, holds }) => [what, goal, measured, ratio, holds]),
    ),
    '## How it is measured',
    [howOf(results.runs), ...results.notes.map((note) => `- ${note}`)].join('\n'),
    '## Raw runs',
    ...results.comparisons.map(({ what, comparison }) => renderComparison(what, comparison)),
    renderResolve(results.resolve),
    renderProxy(results.proxy),
  ]
    .join('\n\n')
    .concat('\n');
}

function howOf(runs: number): string {
  return [
    '- Every figure but those of the proxy is one whole `node` process: wall time from `spawn` to its end; user and system time and the largest',
    '  resident set from `getrusage`, which `process.resourceUsage()` reads when the process exits (a module loaded with',
    '  `node -r` writes them down, so `/usr/bin/time` is not needed). Memory is in MiB, 2^20 bytes.',
    '- Figures of the proxy are what `pgbench` counts in two seconds.',
    `- ${runs} counted runs after one that does not count. Two programs that are compared run in turn, A B A B, so that a`,
    '  machine that slows down slows both; the ratio is computed for each pair, and the median of the pairs is quoted.',
    '  The goal is held against wall time; CPU time stands beside it because it suffers less from other work on the machine.',
    '- Each process synthesizes into an empty folder, without the CDK CLI. The validators are off with',
    '  `CDK_VALIDATION=false`; their own time is what aws-cdk-lib counts as `validateTemplates`.',
  ].join('\n');
}

function renderComparison(what: string, { a, b, pairs }: Comparison): string {
  return [
    `### ${what}`,
    [a, b].map((program, index) => `- ${'AB'[index]}, ${program.name}: \`${commandLine(program)}\``).join('\n'),
    table(
      ['pair', ...columnsOf('A'), ...columnsOf('B'), 'A / B wall', 'A / B CPU'],
      pairs.map((pair, index) => [
        String(index + 1),
        ...cellsOf(pair.a),
        ...cellsOf(pair.b),
        (pair.a.wallSeconds / pair.b.wallSeconds).toFixed(3),
        (pair.a.cpuSeconds / pair.b.cpuSeconds).toFixed(3),
      ]),
    ),
  ].join('\n\n');
}

function columnsOf(name: string): string[] {
  return [`${name} wall s`, `${name} CPU s`, `${name} peak MiB`, `${name} validators s`];
}

function cellsOf({ wallSeconds, cpuSeconds, peakMiB, validationSeconds }: Run): string[] {
  return [wallSeconds.toFixed(3), cpuSeconds.toFixed(3), peakMiB.toFixed(1), validationSeconds?.toFixed(3) ?? ''];
}

function renderResolve({ program, runs }: Results['resolve']): string {
  return [
    `### ${program.name}`,
    `- \`${commandLine(program)}\``,
    table(
      ['run', 'mean ms', 'slowest ms', `heap MiB after ${runs[0]?.earlyAfter}`, `after ${runs[0]?.environments}`],
      runs.map(({ meanMilliseconds, slowestMilliseconds, heapMiB }, index) => [
        String(index + 1),
        meanMilliseconds.toFixed(4),
        slowestMilliseconds.toFixed(2),
        heapMiB.early.toFixed(3),
        heapMiB.end.toFixed(3),
      ]),
    ),
  ].join('\n\n');
}

function renderProxy({ program, figures }: Results['proxy']): string {
  const command = `- \`${commandLine(program)}\``;
  if ('skipped' in figures) return [`### ${program.name}`, command, `Not measured: ${figures.skipped}.`].join('\n\n');
  return [
    `### ${program.name}`,
    [
      command,
      '- Clients are `pgbench`; clients, proxy and server share the processors above, so that each takes from the others.',
    ].join('\n'),
    table(
      ['queries', 'pair', 'direct per second', 'mean ms', 'through the proxy per second', 'mean ms'],
      figures.workloads.flatMap(({ name, pairs }) =>
        pairs.map(({ direct, proxied }, index) => [
          name,
          String(index + 1),
          ...[direct, proxied].flatMap(({ perSecond, milliseconds }) => [
            perSecond.toFixed(1),
            milliseconds.toFixed(3),
          ]),
        ]),
      ),
    ),
  ].join('\n\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
