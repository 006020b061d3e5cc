import type { Report } from './config-error';
import type { Environment } from './environment/environment';
import { SYSTEM_NAMESPACE } from './namespaces';
import type { Plan } from './plan/plan';

/** What sends telemetry must have somewhere to send it, and the right to. */
export function checkTelemetry(plan: Plan, environment: Environment, report: Report): void {
  const { stateExporter, billingScraper, alerts, queue, billing } = plan.telemetry;
  const has = (capability: string, only?: string) =>
    plan.workloads.some(
      ({ namespace, serviceAccount, capabilities }) =>
        capabilities.some(({ id }) => id === capability) &&
        (only === undefined || `${namespace}/${serviceAccount}` === only),
    );
  if (stateExporter !== undefined) {
    const account = `${SYSTEM_NAMESPACE}/state-exporter`;
    needs('stateExporter', queue[environment.cloud] !== undefined, `have a queue on ${environment.cloud}`, 'queue');
    needs('stateExporter', has('telemetry:queue', account), `have the workload ${account} with telemetry:queue`);
  }
  if (billingScraper !== undefined) {
    needs(
      'billingScraper',
      billing[environment.cloud] !== undefined,
      `have a bucket on ${environment.cloud}`,
      'billing',
    );
    needs('billingScraper', has('telemetry:billing'), 'have a workload with telemetry:billing');
  }
  if (alerts !== undefined && !plan.clusterServices.includes('monitoring')) {
    report.problem(
      ['plan', 'telemetry', 'alerts'],
      'have the cluster service that finds what to tell',
      alerts,
      'add monitoring to plan.clusterServices',
    );
  }

  function needs(part: 'stateExporter' | 'billingScraper', holds: boolean, rule: string, field?: string): void {
    if (holds) return;
    const fix = field === undefined ? 'add it to plan.workloads' : `set plan.telemetry.${field}.${environment.cloud}`;
    report.problem(['plan', 'telemetry', part], rule, plan.telemetry[part]?.image, `${fix} or remove ${part}`);
  }
}
