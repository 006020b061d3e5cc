import type { Report } from './config-error';
import type { Environment } from './environment/environment';
import { checkOwnOnAws } from './own-aws';
import { checkOwnOnGcp } from './own-gcp';

/** The customer's administrators, and what else it brings. */
export function checkOwn(environment: Environment, report: Report): void {
  if (environment.administrators.length === 0) {
    report.warn(['environment', 'administrators'], 'is empty: nobody of the customer can administer the cluster');
  }
  if (environment.cloud === 'aws') checkOwnOnAws(environment, report);
  if (environment.cloud === 'gcp') checkOwnOnGcp(environment, report);
}
