import type { ContainerClusterMaintenancePolicy } from '@cdktf/provider-google/lib/container-cluster';
import type { MaintenanceExclusion } from '../../core/maintenance-exclusion';
import type { MaintenanceWindow } from '../../core/maintenance-window';

/** Days as RRULE spells them, in the order of the week: https://www.rfc-editor.org/rfc/rfc5545#section-3.3.10 */
const WEEK = { mon: 'MO', tue: 'TU', wed: 'WE', thu: 'TH', fri: 'FR', sat: 'SA', sun: 'SU' } as const;
const DAYS = Object.keys(WEEK) as (keyof typeof WEEK)[];

const MINUTE = 60 * 1000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Monday in the past, from which windows are counted: the same window always renders the same. */
const FIRST_MONDAY = Date.UTC(2024, 0, 1);

const SCOPES = {
  all: 'NO_UPGRADES',
  minor: 'NO_MINOR_UPGRADES',
  'minor-or-node': 'NO_MINOR_OR_NODE_UPGRADES',
} as const;

/**
 * When GKE may upgrade cluster and nodes. GKE takes one window; the provider takes exclusions only beside one, so that
 * without a window they stand beside one that is always open. Undefined where nothing is said.
 */
export function maintenancePolicy(
  window: MaintenanceWindow | undefined,
  exclusions: readonly MaintenanceExclusion[],
): ContainerClusterMaintenancePolicy | undefined {
  if (window === undefined && exclusions.length === 0) return undefined;
  return {
    recurringWindow: window === undefined ? recurring(FIRST_MONDAY, DAY, 'FREQ=DAILY') : weekly(window),
    maintenanceExclusion: exclusions.map(({ name, start, end, scope }) => ({
      exclusionName: name,
      startTime: start,
      endTime: end,
      exclusionOptions: { scope: SCOPES[scope] },
    })),
  };
}

/** The first opening lies on a day of the rule, as RFC 5545 asks for. It may end on the day after. */
function weekly({ days, start, hours }: MaintenanceWindow) {
  const open = DAYS.filter((day) => days.includes(day));
  const first = FIRST_MONDAY + DAYS.findIndex((day) => days.includes(day)) * DAY;
  const [hour = 0, minute = 0] = start.split(':').map(Number);
  const byDay = open.map((day) => WEEK[day]).join();
  return recurring(first + hour * HOUR + minute * MINUTE, hours * HOUR, `FREQ=WEEKLY;BYDAY=${byDay}`);
}

function recurring(start: number, length: number, recurrence: string) {
  return { startTime: moment(start), endTime: moment(start + length), recurrence };
}

/** RFC 3339 without fractions, the form in which GKE gives it back. */
function moment(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}
