import type { Report } from './config-error';
import type { Environment } from './environment/environment';
import { moment, problemsOf } from './schema';

/** The moment that expiries are compared with; undefined where there is none, or one that cannot be read. */
export function readAsOf(asOf: string | undefined, report: Report): string | undefined {
  if (asOf === undefined) return undefined;
  const { success, error } = moment().safeParse(asOf);
  if (success) return asOf;
  report.addAll(problemsOf('asOf', asOf, error));
  return undefined;
}

/** To remove the vendor's expiry alone would leave an access that does not end. */
const FIXES = [
  ['vendorExpiresAt', 'set a later moment, or set mode to self-managed and remove it'],
  ['supportExpiresAt', 'set a later moment, or remove it'],
] as const;

/** Of active assignments, unless somebody changes the settings of the role: https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-resource-roles-configure-role-settings */
const LONGEST_ASSIGNMENT_DAYS = 180;

/** Access that has ended, or that stays open for long, as seen from a moment. Moments in UTC sort as text. */
export function checkExpiries(environment: Environment, asOf: string | undefined, report: Report): void {
  if (asOf === undefined) return;
  const { access } = environment;
  const isAssigned = environment.cloud === 'azure' && environment.timeBoundAssignments;
  for (const [field, fix] of FIXES) {
    const expiry = access[field];
    const path = ['environment', 'access', field];
    if (expiry === undefined) continue;
    if (expiry <= asOf) report.problem(path, `be later than ${asOf} (asOf)`, expiry, fix);
    if (isAssigned && expiry > daysAfter(asOf, LONGEST_ASSIGNMENT_DAYS)) {
      report.warn(
        path,
        `is more than ${LONGEST_ASSIGNMENT_DAYS} days after ${asOf} (asOf): Entra refuses the assignment, unless the settings of the role allow it`,
      );
    }
    if (expiry > aYearAfter(asOf)) {
      report.warn(
        path,
        `is more than a year after ${asOf} (asOf): set an earlier moment, and renew it when it is needed`,
      );
    }
  }
}

function daysAfter(moment: string, days: number): string {
  const date = new Date(moment);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().replace('.000Z', 'Z');
}

function aYearAfter(moment: string): string {
  const date = new Date(moment);
  date.setUTCFullYear(date.getUTCFullYear() + 1);
  return date.toISOString().replace('.000Z', 'Z');
}
