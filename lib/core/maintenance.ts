import type { Report } from './config-error';
import type { Environment } from './environment/environment';
import type { MaintenanceExclusion } from './maintenance-exclusion';
import { openHours } from './open-hours';

const WINDOWS = ['environment', 'maintenanceWindows'];
const EXCLUSIONS = ['environment', 'maintenanceExclusions'];

/**
 * What GKE takes: https://cloud.google.com/kubernetes-engine/docs/concepts/maintenance-windows-and-exclusions#limitations-maint-exclusions.
 * Newer pages allow more (90 days, and 48 hours in 92 days); what holds here holds there too.
 */
const GKE = { exclusions: 20, exclusionsOfAll: 3, longestOfAllDays: 30, openHours: 48, withinDays: 32 } as const;

const DAY = 24 * 60 * 60 * 1000;

/** When upgrades may and must not happen. */
export function checkMaintenance(environment: Environment, report: Report): void {
  const { maintenanceExclusions } = environment;
  const before = report.count;
  maintenanceExclusions.forEach(({ name, start, end }, index) => {
    if (maintenanceExclusions.findIndex((other) => other.name === name) < index) {
      report.problem([...EXCLUSIONS, index, 'name'], 'be used once', name, 'choose another name');
    }
    if (end <= start)
      report.problem([...EXCLUSIONS, index, 'end'], `be later than start (${start})`, end, 'correct it');
  });
  if (environment.cloud === 'gcp') {
    checkNumbers(maintenanceExclusions, report);
    checkWindow(environment, report.count === before, report);
  }
  if (environment.cloud === 'azure') checkWindowOfAks(environment, report);
}

function checkNumbers(exclusions: readonly MaintenanceExclusion[], report: Report): void {
  const ofAll = exclusions.filter(({ scope }) => scope === 'all');
  if (exclusions.length > GKE.exclusions) {
    report.problem(EXCLUSIONS, `be at most ${GKE.exclusions} on gcp`, exclusions.length, 'remove those that are over');
  }
  if (ofAll.length > GKE.exclusionsOfAll) {
    const fix = 'remove those that are over, or exclude minor versions and node upgrades only';
    report.problem(EXCLUSIONS, `be at most ${GKE.exclusionsOfAll} of scope all on gcp`, ofAll.length, fix);
  }
  exclusions.forEach(({ scope, start, end }, index) => {
    const days = (Date.parse(end) - Date.parse(start)) / DAY;
    if (scope !== 'all' || days <= GKE.longestOfAllDays) return;
    const rule = `be at most ${GKE.longestOfAllDays} days after start where the scope is all on gcp`;
    report.problem([...EXCLUSIONS, index, 'end'], rule, `${start} to ${end}`, 'end it earlier');
  });
}

/** GKE takes one window, which must leave it time enough. */
function checkWindow(
  { maintenanceWindows, maintenanceExclusions }: Environment,
  exclusionsAreRight: boolean,
  report: Report,
): void {
  const [window, ...others] = maintenanceWindows;
  if (others.length > 0) {
    const fix = 'keep one: it may open on several days of the week';
    report.problem(WINDOWS, 'be one window on gcp', maintenanceWindows.length, fix);
    return;
  }
  const hours = openHours(window, [], GKE.withinDays);
  const rule = `at least ${GKE.openHours} hours in every ${GKE.withinDays} days on gcp`;
  if (hours < GKE.openHours) {
    report.problem([...WINDOWS, 0], `be open for ${rule}`, `${hours} hours`, 'add days or hours');
    return;
  }
  const closed = maintenanceExclusions.filter(({ scope }) => scope === 'all');
  const left = exclusionsAreRight ? openHours(window, closed, GKE.withinDays) : hours;
  if (left < GKE.openHours) {
    const fix = 'shorten one or part them, or add days or hours to the window';
    report.problem(EXCLUSIONS, `leave ${rule} for maintenance`, `${left} hours`, fix);
  }
}

/** AKS opens one window, on one day of the week: https://learn.microsoft.com/azure/aks/planned-maintenance#schedule-types */
function checkWindowOfAks({ maintenanceWindows }: Environment, report: Report): void {
  const [window, ...others] = maintenanceWindows;
  if (others.length > 0) {
    report.problem(WINDOWS, 'be one window on azure', maintenanceWindows.length, 'keep one');
  } else if (window !== undefined && window.days.length > 1) {
    const fix = 'keep one, and make the window longer';
    report.problem([...WINDOWS, 0, 'days'], 'be one day on azure', window.days, fix);
  }
}
