import type { IAuthorizationPolicy } from '@kubernetes-models/istio/security.istio.io/v1' with {
  'resolution-mode': 'import',
};
import { Construct } from 'constructs';
import { put } from '../manifest';
import { NAMESPACE_OF } from '../system-namespaces';
import type { IngressListener } from './ingress-listener';
import { GATEWAY_LABELS } from './ingress-route';

const NAMESPACE = NAMESPACE_OF.ingress;

export interface IngressAccessProps {
  readonly listeners: readonly IngressListener[];
}

/** Who may use which host of the gateway: nobody, but the clients of each listener. */
export class IngressAccess extends Construct {
  public constructor(scope: Construct, id: string, props: IngressAccessProps) {
    super(scope, id);
    put<IAuthorizationPolicy>(this, 'DefaultDeny', {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { name: 'default-deny', namespace: NAMESPACE },
      spec: {},
    });
    for (const listener of props.listeners) {
      put<IAuthorizationPolicy>(this, `Allow-${listener.name}`, {
        apiVersion: 'security.istio.io/v1',
        kind: 'AuthorizationPolicy',
        metadata: { name: listener.name, namespace: NAMESPACE },
        spec: { selector: { matchLabels: GATEWAY_LABELS }, action: 'ALLOW', rules: [ruleOf(listener)] },
      });
    }
  }
}

/**
 * HTTP is asked for its host as well as TLS. For other connections nothing of HTTP may be named: the rule would match none
 * of them. https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation
 */
function ruleOf({ protocol, host, clients, proxyProtocol, port, containerPort }: IngressListener) {
  const from = proxyProtocol ? { remoteIpBlocks: [...clients] } : { ipBlocks: [...clients] };
  // Envoy takes the port from the PROXY header, too, which names the load balancer's:
  // https://github.com/envoyproxy/envoy/pull/2627
  const ports = [...new Set(proxyProtocol ? [port, containerPort] : [containerPort])].map(String);
  return {
    from: [{ source: from }],
    // Some clients write the port behind the host.
    to: [{ operation: { ports, ...(protocol === 'https' ? { hosts: [host, `${host}:*`] } : {}) } }],
    when: [{ key: 'connection.sni', values: [host] }],
  };
}
