import type { KubernetesClusterConfig } from '@cdktf/provider-azurerm/lib/kubernetes-cluster';
import type { MaintenanceExclusion } from '../../core/maintenance-exclusion';
import type { MaintenanceWindow } from '../../core/maintenance-window';

const WEEK = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
} as const;

/** Open all day, every day: https://learn.microsoft.com/azure/aks/planned-maintenance#schedule-types */
const ALWAYS = { frequency: 'Daily', interval: 1, startTime: '00:00', duration: 24 } as const;

const DAY = 24 * 60 * 60 * 1000;

type Windows = Pick<KubernetesClusterConfig, 'maintenanceWindowAutoUpgrade' | 'maintenanceWindowNodeOs'>;

/**
 * When AKS may upgrade cluster and nodes by itself. AKS takes exclusions only beside a window, so that without one they
 * stand beside a window that is always open. Where nothing is said, neither is rendered.
 */
export function maintenanceWindows(
  window: MaintenanceWindow | undefined,
  exclusions: readonly MaintenanceExclusion[],
): Windows {
  if (window === undefined && exclusions.length === 0) return {};
  const open = { ...(window === undefined ? ALWAYS : weekly(window)), utcOffset: '+00:00' };
  // Nodes get new images apart from new versions; minor versions are not told from patches.
  const ofNodes = exclusions.filter(({ scope }) => scope !== 'minor');
  return {
    maintenanceWindowAutoUpgrade: { ...open, notAllowed: exclusions.map(wholeDays) },
    maintenanceWindowNodeOs: { ...open, notAllowed: ofNodes.map(wholeDays) },
  };
}

/** AKS opens a window on one day of the week. It may end on the day after. */
function weekly({ days: [day], start, hours }: MaintenanceWindow) {
  return {
    frequency: 'Weekly',
    interval: 1,
    ...(day === undefined ? {} : { dayOfWeek: WEEK[day] }),
    startTime: start,
    duration: hours,
  };
}

/** AKS excludes days, not hours: everything but midnight would come back as another time, and be a change each time. */
function wholeDays({ start, end }: MaintenanceExclusion) {
  return {
    start: midnight(Math.floor(Date.parse(start) / DAY)),
    end: midnight(Math.ceil(Date.parse(end) / DAY)),
  };
}

function midnight(day: number): string {
  return new Date(day * DAY).toISOString().replace('.000Z', 'Z');
}
