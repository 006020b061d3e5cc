import type { Report } from './config-error';
import type { Environment } from './environment/environment';

/** https://cloud.google.com/logging/quotas#logs_retention_periods */
const LONGEST_RETENTION_ON_GCP = 3650;

/** How long a cloud keeps logs, and which it writes. */
export function checkLogs(environment: Environment, report: Report): void {
  if (environment.cloud !== 'gcp') return;
  const { logRetentionDays, dataAccessLogs, project } = environment;
  if (logRetentionDays > LONGEST_RETENTION_ON_GCP) {
    report.problem(
      ['environment', 'logRetentionDays'],
      `be at most ${LONGEST_RETENTION_ON_GCP} on gcp`,
      logRetentionDays,
      'choose a shorter time',
    );
  }
  dataAccessLogs.forEach((service, index) => {
    if (dataAccessLogs.indexOf(service) === index) return;
    report.problem(['environment', 'dataAccessLogs', index], 'be named once', service, 'remove it');
  });
  if (dataAccessLogs.length === 0) return;
  // The resource owns the whole setting of a service: https://cloud.google.com/logging/docs/audit/configure-data-access
  report.warn(
    ['environment', 'dataAccessLogs'],
    `replaces what the project logs of ${dataAccessLogs.join(', ')} today, also for others in it, and ends it when it is taken away; look first: gcloud projects get-iam-policy ${project} --format="yaml(auditConfigs)"`,
  );
}
