import { HAS_LOG_KEY, MANAGED, QUERIES_METRICS } from './cast';
import { type AzureDenial, denied, deniedInside } from './denial';

const NOTHING = "none: the customer's grants say where logs go, so that nobody gets anything of this provider";
const L = 'Microsoft.OperationalInsights/workspaces';

/** Logs, metrics and alerts: what the customer sees, and what others might. */
export const logs: readonly AzureDenial[] = [
  denied('Microsoft.Insights/diagnosticSettings/write', 'has the logs of the cluster go to itself', NOTHING),
  denied('Microsoft.Insights/diagnosticSettings/delete', "ends what the customer's watchers see", NOTHING),
  denied('Microsoft.Insights/activityLogAlerts/delete', 'has nobody told of its changes', NOTHING),
  denied('Microsoft.Insights/activityLogAlerts/write', 'has somebody else told of them', NOTHING),
  denied('Microsoft.Insights/actionGroups/write', 'calls a webhook of its own at each alert', NOTHING),
  denied('Microsoft.Insights/dataCollectionRules/write', 'has logs of nodes go to itself', NOTHING),
  denied('Microsoft.Insights/Logs/Read', 'reads logs through the portal', NOTHING),
  denied(`${L}/query/read`, 'reads logs of everything in the workspace', HAS_LOG_KEY),
  denied(`${L}/purge/action`, 'deletes the traces', HAS_LOG_KEY),
  denied(`${L}/write`, 'shortens how long logs are kept', HAS_LOG_KEY),
  denied(`${L}/sharedKeys/action`, 'makes new keys of the workspace', HAS_LOG_KEY),
  denied(`${L}/listKeys/action`, 'takes the keys by another call', HAS_LOG_KEY),
  deniedInside(`${L}/tables/data/read`, 'reads one table of them', HAS_LOG_KEY),
  denied(`${L}/sharedKeys/read`, 'writes entries that look like those of Defender', HAS_LOG_KEY, MANAGED),
  denied('Microsoft.Monitor/accounts/write', 'has metrics kept elsewhere', QUERIES_METRICS),
  denied('Microsoft.Monitor/accounts/read', 'finds out which workspaces there are', QUERIES_METRICS),
  deniedInside('Microsoft.Monitor/accounts/data/metrics/read', 'reads metrics of everything', QUERIES_METRICS, [
    'metrics:query',
  ]),
];
