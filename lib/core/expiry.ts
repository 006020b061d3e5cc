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

/** Access that has ended, or that stays open for long, as seen from a moment. Moments in UTC sort as text. */
export function checkExpiries({ access }: Environment, asOf: string | undefined, report: Report): void {
  if (asOf === undefined) return;
  for (const [field, fix] of FIXES) {
    const expiry = access[field];
    const path = ['environment', 'access', field];
    if (expiry === undefined) continue;
    if (expiry <= asOf) report.problem(path, `be later than ${asOf} (asOf)`, expiry, fix);
    if (expiry > aYearAfter(asOf)) {
      report.warn(
        path,
        `is more than a year after ${asOf} (asOf): set an earlier moment, and renew it when it is needed`,
      );
    }
  }
}

function aYearAfter(moment: string): string {
  const date = new Date(moment);
  date.setUTCFullYear(date.getUTCFullYear() + 1);
  return date.toISOString().replace('.000Z', 'Z');
}
