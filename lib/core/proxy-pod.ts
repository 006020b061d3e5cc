import type { Report } from './config-error';
import { type DefaultedListener, FIRST_PORT } from './listener-defaults';

/** What a pod of the proxy has only once. */
const OF_THE_POD = ['readinessPort', 'readinessPath', 'metricsPort', 'drainSeconds'] as const;
/** Path that the proxy answers as long as it lives. */
export const LIVENESS_PATH = '/livez';

/** Listeners of the proxy end in the same pods: each must say the same of them. */
export function checkProxyPod(listeners: readonly DefaultedListener[], report: Report): void {
  const [first] = listeners.filter(({ component }) => component === 'proxy');
  listeners.forEach((listener, index) => {
    if (first === undefined || listener.component !== 'proxy') return;
    const path = ['plan', 'listeners', index];
    for (const field of OF_THE_POD) {
      if (listener[field] === first[field]) continue;
      report.problem(
        [...path, field],
        `be ${first[field]} as for listener '${first.name}', since both end in the same pods`,
        listener[field],
        'give all listeners of the proxy one value',
      );
    }
    const twin = listeners
      .slice(0, index)
      .find((other) => other.component === 'proxy' && other.containerPort === listener.containerPort);
    if (twin !== undefined && whatItDoes(twin) !== whatItDoes(listener)) {
      report.problem(
        [...path, 'containerPort'],
        `be free, but listener '${twin.name}' has it for another target`,
        listener.containerPort,
        'choose another port',
      );
    }
    if ([listener.readinessPort, listener.metricsPort].includes(listener.containerPort)) {
      report.problem(
        [...path, 'containerPort'],
        'differ from readinessPort and metricsPort, which the proxy answers itself',
        listener.containerPort,
        'choose another port',
      );
    }
    if (twin !== undefined && twin.connectionLimit !== listener.connectionLimit) {
      report.problem(
        [...path, 'connectionLimit'],
        `be ${twin.connectionLimit} as for listener '${twin.name}', since both end at port ${listener.containerPort}`,
        listener.connectionLimit,
        'give both one value, or another containerPort',
      );
    }
    if (listener.containerPort < FIRST_PORT) {
      report.problem(
        [...path, 'containerPort'],
        `be ${FIRST_PORT} or above: the proxy has no right to ports below`,
        listener.containerPort,
        'set it, like 8443',
      );
    }
    if (listener !== first) return;
    for (const field of ['readinessPort', 'metricsPort'] as const) {
      if (listener[field] >= FIRST_PORT) continue;
      report.problem(
        [...path, field],
        `be ${FIRST_PORT} or above: the proxy has no right to ports below`,
        listener[field],
        'choose another port',
      );
    }
    if (listener.readinessPort === listener.metricsPort) {
      report.problem(
        [...path, 'metricsPort'],
        'differ from readinessPort: not everybody who may ask for one may ask for the other',
        listener.metricsPort,
        'choose another port',
      );
    }
    if (listener.readinessPath === LIVENESS_PATH) {
      report.problem(
        [...path, 'readinessPath'],
        `differ from ${LIVENESS_PATH}, which answers also while the proxy stops`,
        LIVENESS_PATH,
        'write it like /readyz',
      );
    }
  });
}

/** Two listeners may end at one port of the pods only where it does the same for both. */
function whatItDoes({ target, protocol, healthCheck }: DefaultedListener): string {
  return JSON.stringify([target, protocol, healthCheck]);
}
