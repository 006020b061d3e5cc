import type { Denial } from '../../../support/denials';
import { READS_METRICS, WRITES_LOGS } from './cast';
import { denied } from './denial';

/** Logs and metrics: what the customer sees, and what others might. */
export const logs: readonly Denial[] = [
  denied('logging.sinks.create', 'sends logs to a project of its own', WRITES_LOGS),
  denied('logging.sinks.update', 'turns a sink of the customer elsewhere', WRITES_LOGS),
  denied('logging.sinks.delete', "ends what the customer's watchers see", WRITES_LOGS),
  denied('logging.exclusions.create', 'keeps its own calls out of the logs', WRITES_LOGS),
  denied('logging.logs.delete', 'deletes the traces', WRITES_LOGS),
  denied('logging.buckets.update', 'shortens how long logs are kept', WRITES_LOGS),
  denied('logging.buckets.delete', 'deletes all logs of a bucket', WRITES_LOGS),
  denied('logging.logEntries.list', 'reads logs of everything in the project', WRITES_LOGS),
  denied('logging.privateLogEntries.list', 'reads who looked at which data', WRITES_LOGS),
  denied('logging.views.access', 'reads logs through a view', WRITES_LOGS),
  denied('logging.logEntries.create', 'writes entries that look like those of others', WRITES_LOGS, ['nodes']),
  denied('monitoring.timeSeries.list', 'reads metrics of everything in the project', READS_METRICS, [
    'nodes',
    'metrics:query',
  ]),
  denied('monitoring.timeSeries.create', 'writes figures that wake somebody up', READS_METRICS, ['nodes']),
  denied('monitoring.alertPolicies.delete', "takes the customer's alarms away", READS_METRICS),
  denied('monitoring.notificationChannels.update', 'has alarms sent elsewhere', READS_METRICS),
];
