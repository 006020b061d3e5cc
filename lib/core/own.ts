import type { Report } from './config-error';
import type { Environment } from './environment/environment';
import { checkOwnOnAws } from './own-aws';
import { checkOwnOnAzure } from './own-azure';
import { checkOwnOnGcp } from './own-gcp';

/** What the customer brings. */
export function checkOwn(environment: Environment, report: Report): void {
  if (environment.cloud === 'aws') checkOwnOnAws(environment, report);
  if (environment.cloud === 'gcp') checkOwnOnGcp(environment, report);
  if (environment.cloud === 'azure') checkOwnOnAzure(environment, report);
}
