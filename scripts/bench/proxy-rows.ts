import { median } from './comparison';
import type { ProxyFigures, ProxyWorkload } from './proxy-figures';
import { BULK_MEGABYTES, type WorkloadName } from './proxy-workloads';
import { notMeasuredRow, type Row } from './rows';

const ADDED_MILLISECONDS = 0.5;
/** Short queries are all proxy: what is promised is that longer ones hardly notice it. */
const LEAST_SHARE = 0.9;

const WHAT: Readonly<Record<WorkloadName, string>> = {
  'round trips': 'time that the proxy adds to a round trip, 1 client',
  'longer queries': 'longer queries through the proxy / direct, 8 clients',
  'short queries': 'short queries (`pgbench --builtin select-only`) through the proxy / direct, 8 clients',
  'bulk results': `results of ${BULK_MEGABYTES} MB through the proxy / direct, 1 client`,
};
const GOALS: Readonly<Partial<Record<WorkloadName, string>>> = {
  'round trips': `under ${ADDED_MILLISECONDS} ms`,
  'longer queries': `at least ${LEAST_SHARE}`,
};

/** The proxy in front of PostgreSQL against PostgreSQL alone. */
export function proxyRows(figures: ProxyFigures): Row[] {
  if ('skipped' in figures) {
    return Object.entries(GOALS).map(([name, goal]) => notMeasuredRow(WHAT[name as WorkloadName], goal));
  }
  return figures.workloads.map((workload) =>
    workload.name === 'round trips' ? addedRow(workload) : shareRow(workload),
  );
}

function addedRow({ name, pairs }: ProxyWorkload): Row {
  const added = median(pairs.map(({ direct, proxied }) => proxied.milliseconds - direct.milliseconds));
  const means = (['proxied', 'direct'] as const).map((way) => median(pairs.map((pair) => pair[way].milliseconds)));
  return {
    what: WHAT[name],
    goal: GOALS[name] ?? '',
    measured: `${added.toFixed(3)} ms (${means.map((mean) => `${mean.toFixed(3)} ms`).join(' / ')})`,
    ratio: '',
    holds: added < ADDED_MILLISECONDS ? 'yes' : 'no',
  };
}

function shareRow({ name, pairs }: ProxyWorkload): Row {
  const share = median(pairs.map(({ direct, proxied }) => proxied.perSecond / direct.perSecond));
  const goal = GOALS[name];
  const measured = (['proxied', 'direct'] as const).map((way) => {
    const perSecond = median(pairs.map((pair) => pair[way].perSecond));
    const milliseconds = median(pairs.map((pair) => pair[way].milliseconds));
    return `${perSecond.toFixed(0)} per second, ${milliseconds.toFixed(2)} ms`;
  });
  return {
    what: WHAT[name],
    goal: goal ?? '',
    measured: measured.join(' / '),
    ratio: share.toFixed(2),
    holds: goal === undefined ? '' : share >= LEAST_SHARE ? 'yes' : 'no',
  };
}
