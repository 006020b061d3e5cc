import { Report } from '../../core/config-error';
import type { ResolvedListener } from '../../core/listeners';
import type { DeployedOutputs } from '../../core/outputs';
import { secretNameOf } from '../tls-secret';

/** A port of the proxy and what is behind it. Several listeners of the plan may share one. */
export interface ProxyPort {
  /** Name in logs and metrics. */
  readonly name: string;
  /** TCP port of the pods, 1024 or above. */
  readonly port: number;
  /** Whether connections start with a PROXY protocol version 2 header. */
  readonly proxyProtocol: boolean;
  /**
   * Secrets of type `kubernetes.io/tls` in the proxy's namespace: TLS ends here, and clients choose by server name.
   * Empty: TCP is handed on as it is.
   */
  readonly certificateSecrets: readonly string[];
  /** The product's service. Its port must be that of its pods: network policies see the pods'. */
  readonly target: { readonly namespace: string; readonly service: string; readonly port: number };
  /**
   * `tcp` connects; `postgresql` also waits for the answer to a login as `byoc-health`: a user that need not exist, but
   * that the server must not refuse outright.
   */
  readonly healthCheck: 'tcp' | 'postgresql';
  /** Most connections at once on one pod; those above are reset. */
  readonly connectionLimit: number;
}

/**
 * Listeners that end at one port of the pods are one port of the proxy.
 *
 * @throws ConfigError if the outputs say two things of one port
 */
export function proxyPortsOf(listeners: readonly ResolvedListener[], outputs: DeployedOutputs): ProxyPort[] {
  const report = new Report();
  const ports = new Map<number, ProxyPort>();
  for (const { name, containerPort, host, target, healthCheck, connectionLimit } of listeners) {
    const proxyProtocol = outputs.listeners[name]?.proxyProtocol;
    if (target === undefined || proxyProtocol === undefined) continue;
    const port = ports.get(containerPort);
    if (port !== undefined && port.proxyProtocol !== proxyProtocol) {
      report.problem(
        ['outputs', 'listeners', name, 'proxyProtocol'],
        `be ${port.proxyProtocol} as for listener '${port.name}', since both end at port ${containerPort}`,
        proxyProtocol,
        'deploy the data plane with this plan',
      );
    }
    // One that hands on TCP has no host.
    const secrets = host === undefined ? [] : [secretNameOf(host)];
    ports.set(containerPort, {
      ...(port ?? { name, port: containerPort, proxyProtocol, target, healthCheck, connectionLimit }),
      certificateSecrets: [...new Set([...(port?.certificateSecrets ?? []), ...secrets])],
    });
  }
  report.throwIfAny();
  return [...ports.values()];
}
