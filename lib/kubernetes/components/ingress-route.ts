import type { IGateway, IVirtualService } from '@kubernetes-models/istio/networking.istio.io/v1' with {
  'resolution-mode': 'import',
};
import { Construct } from 'constructs';
import { put } from '../manifest';
import { NAMESPACE_OF } from '../system-namespaces';
import { secretNameOf } from '../tls-secret';
import type { IngressListener } from './ingress-listener';

/** Labels of the gateway's pods, which the gateway's chart gives them. */
export const GATEWAY_LABELS = { istio: 'byoc-ingress' } as const;

/** Where the gateway, its routes, its policies and its certificates are. */
const NAMESPACE = NAMESPACE_OF.ingress;

/**
 * The way of one host on one port of the gateway to the product's service. The gateway is open to this host and to routes
 * of its own namespace only: nobody who may write routes elsewhere can take the host over.
 *
 * There is no timeout: a stream lasts as long as its client wants.
 */
export class IngressRoute extends Construct {
  public constructor(scope: Construct, id: string, listener: IngressListener) {
    super(scope, id);
    const { name, host, containerPort, protocol } = listener;
    const metadata = { name, namespace: NAMESPACE };
    put<IGateway>(this, 'Gateway', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata,
      spec: {
        selector: GATEWAY_LABELS,
        servers: [
          {
            port: { number: containerPort, name, protocol: protocol === 'https' ? 'HTTPS' : 'TLS' },
            hosts: [`./${host}`],
            tls:
              protocol === 'passthrough'
                ? { mode: 'PASSTHROUGH' }
                : { mode: 'SIMPLE', credentialName: secretNameOf(host), minProtocolVersion: 'TLSV1_2' },
          },
        ],
      },
    });
    put<IVirtualService>(this, 'VirtualService', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata,
      spec: { hosts: [host], gateways: [name], exportTo: ['.'], ...routesOf(listener) },
    });
  }
}

function routesOf({ protocol, host, containerPort, target }: IngressListener) {
  const destination = {
    host: `${target.service}.${target.namespace}.svc.cluster.local`,
    port: { number: target.port },
  };
  const route = [{ destination }];
  switch (protocol) {
    case 'https':
      return { http: [{ route }] };
    case 'tls':
      return { tcp: [{ match: [{ port: containerPort }], route }] };
    case 'passthrough':
      return { tls: [{ match: [{ port: containerPort, sniHosts: [host] }], route }] };
  }
}
