import type { MaintenanceExclusion } from './maintenance-exclusion';
import type { MaintenanceWindow } from './maintenance-window';

/** From one moment to another, in milliseconds since 1970. */
interface Span {
  readonly from: number;
  readonly to: number;
}

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
/** 1 January 1970 was a Thursday. */
const WEEK = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'] as const;
/** GKE does not count what is shorter. */
const SHORTEST = 4 * HOUR;

/**
 * Fewest whole hours that are left for maintenance in any stretch of so many days.
 *
 * @param window undefined where maintenance may happen at any time
 */
export function openHours(
  window: MaintenanceWindow | undefined,
  exclusions: readonly Pick<MaintenanceExclusion, 'start' | 'end'>[],
  days: number,
): number {
  const closed = exclusions.map(({ start, end }) => ({ from: Date.parse(start), to: Date.parse(end) }));
  // Without exclusions, every week is like the first.
  const around = closed.length > 0 ? closed : [{ from: 0, to: 0 }];
  const length = days * DAY;
  const fewest = around.map(({ from, to }) => {
    const all = { from: from - length, to: to + length };
    const open = closed.reduce(without, openings(window, all)).filter((span) => span.to - span.from >= SHORTEST);
    // Of the stretches with the least, one ends where an opening begins, or all are alike: then the first is one.
    const begins = [all.from, ...open.map((span) => span.from - length)].filter((begin) => begin >= all.from);
    return Math.min(...begins.map((begin) => sum(open, { from: begin, to: begin + length })));
  });
  return Math.floor(Math.min(...fewest) / HOUR);
}

/** Each time that the window opens. */
function openings(window: MaintenanceWindow | undefined, { from, to }: Span): Span[] {
  if (window === undefined) return [{ from, to }];
  const [hours = 0, minutes = 0] = window.start.split(':').map(Number);
  const firstDay = Math.floor(from / DAY) - 1;
  const count = Math.ceil((to - from) / DAY) + 2;
  return Array.from({ length: count }, (_, index) => firstDay + index)
    .filter((day) => window.days.some((name) => name === WEEK[((day % 7) + 7) % 7]))
    .map((day) => day * DAY + (hours * 60 + minutes) * 60 * 1000)
    .map((begin) => ({ from: begin, to: begin + window.hours * HOUR }))
    .reduce<Span[]>(joined, []);
}

/** A window of 24 hours on two days in a row is one opening. */
function joined(before: readonly Span[], next: Span): Span[] {
  const last = before.at(-1);
  return last?.to === next.from ? [...before.slice(0, -1), { from: last.from, to: next.to }] : [...before, next];
}

/** What is left of spans. */
function without(spans: readonly Span[], closed: Span): Span[] {
  return spans.flatMap(({ from, to }) => [
    ...(from < closed.from ? [{ from, to: Math.min(to, closed.from) }] : []),
    ...(to > closed.to ? [{ from: Math.max(from, closed.to), to }] : []),
  ]);
}

function sum(spans: readonly Span[], within: Span): number {
  return spans.reduce(
    (total, { from, to }) => total + Math.max(0, Math.min(to, within.to) - Math.max(from, within.from)),
    0,
  );
}
