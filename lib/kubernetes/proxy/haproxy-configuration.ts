import { LIVENESS_PATH } from '../../core/proxy-pod';
import type { CertificateRenewal } from './certificate-renewal';

/** A port of the proxy and what is behind it. */
export interface HaproxyListener {
  /** Name of the section; metrics and logs are told apart by it. */
  readonly name: string;
  /** TCP port that is bound. */
  readonly port: number;
  /** Whether connections start with a PROXY protocol header that names the client. */
  readonly proxyProtocol: boolean;
  /** Certificates in PEM, each with its key in a file of the same name and `.key`. Empty: TCP is handed on as it is. */
  readonly certificates: readonly string[];
  /** The product's service. Its port is that of its pods: a headless service translates none. */
  readonly target: { readonly namespace: string; readonly service: string; readonly port: number };
  /** `tcp` connects; `postgresql` also waits for the answer to a login. */
  readonly healthCheck: 'tcp' | 'postgresql';
  /** Most connections at once. */
  readonly connectionLimit: number;
}

/** What one pod of the proxy does. */
export interface HaproxyConfiguration {
  readonly listeners: readonly HaproxyListener[];
  /** Where it says over HTTP whether it takes new connections. */
  readonly readiness: { readonly port: number; readonly path: string };
  /** TCP port on which it serves Prometheus metrics. */
  readonly metricsPort: number;
  /** How long open connections may go on after the pod is told to stop, in seconds. */
  readonly drainSeconds: number;
  /**
   * How it learns of renewed certificates.
   *
   * @default - there are none
   */
  readonly renewal?: CertificateRenewal;
  /**
   * Name servers, as address and port.
   *
   * @default - those of the pod: the cluster's
   */
  readonly nameservers?: readonly string[];
}

/** How a pod stops: it says that it is not ready and serves on, then takes nothing new, then cuts what is left. */
export interface Drain {
  /** New connections are served for so long: the load balancer has to notice first. */
  readonly graceSeconds: number;
  /** After that, open connections may go on for so long. */
  readonly hardStopSeconds: number;
}

/** Two failed health checks 10 s apart, and 10 s for the load balancer to act on them. */
const NOTICED_SECONDS = 30;

/** Divides the one setting: both parts together are the load balancer's deregistration delay. */
export function drainOf(drainSeconds: number): Drain {
  const graceSeconds = Math.min(NOTICED_SECONDS, Math.floor(drainSeconds / 2));
  // To HAProxy, no time means for ever.
  return { graceSeconds, hardStopSeconds: Math.max(1, drainSeconds - graceSeconds) };
}

/** Domain of services in EKS, GKE and AKS clusters. */
const CLUSTER_DOMAIN = 'cluster.local';
/** Pods of the product that a listener can use at once; each has a slot that waits for an address. */
const SLOTS = 20;
/** A client above the limit must be let in to be turned away: without room for it, it would wait in silence. */
const TURNED_AWAY = 100;
/** Connections of probes and of Prometheus. */
const OBSERVERS = 100;
/** User of the PostgreSQL health check. It need not exist; but the server must let it log in or ask for its password. */
const HEALTH_USER = 'byoc-health';

/**
 * The configuration of HAProxy, as text: directives of 2.6, on which it was run, that later versions keep. What is newer
 * asks for the version first. https://docs.haproxy.org/2.6/configuration.html,
 * https://docs.haproxy.org/3.2/configuration.html
 */
export function renderHaproxyConfiguration(configuration: HaproxyConfiguration): string {
  const { listeners, readiness, metricsPort } = configuration;
  return [
    section('global', globals(configuration)),
    section('resolvers cluster', resolvers(configuration)),
    section('defaults tcp', TCP_DEFAULTS),
    ...listeners.map((listener) => section(`listen ${listener.name} from tcp`, listenerLines(listener))),
    section('defaults http', HTTP_DEFAULTS),
    // A dot is in no listener's name.
    section('frontend pod.health from http', [
      `bind :${readiness.port}`,
      `monitor-uri ${readiness.path}`,
      'monitor fail if { stopping }',
      `http-request return status 200 content-type text/plain string alive if { path ${LIVENESS_PATH} }`,
      'http-request return status 404',
    ]),
    section('frontend pod.metrics from http', [
      `bind :${metricsPort}`,
      'http-request use-service prometheus-exporter if { path /metrics }',
      'http-request return status 404',
    ]),
  ].join('\n');
}

function section(head: string, lines: readonly string[]): string {
  return [head, ...lines.map((line) => `  ${line}`), ''].join('\n');
}

function globals({ listeners, drainSeconds, renewal }: HaproxyConfiguration): string[] {
  const { graceSeconds, hardStopSeconds } = drainOf(drainSeconds);
  const connections = listeners.reduce((sum, { connectionLimit }) => sum + connectionLimit + TURNED_AWAY, OBSERVERS);
  return [
    'log stdout format raw local0 info',
    `maxconn ${connections}`,
    `grace ${graceSeconds}s`,
    // Counted from the end of the grace.
    `hard-stop-after ${hardStopSeconds}s`,
    'ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets',
    ...(renewal === undefined
      ? []
      : [
          // From 3.1, HAProxy warns if it is not said.
          '.if version_atleast(3.1)',
          'tune.lua.bool-sample-conversion normal',
          '.endif',
          `stats socket unix@${renewal.socket} mode 600 level admin`,
          `lua-load ${renewal.program}`,
        ]),
  ];
}

/** DNS that is away changes nothing: the addresses that are known are checked anyway. */
const KNOWN_SECONDS = 3600;

function resolvers({ nameservers }: HaproxyConfiguration): string[] {
  return [
    ...(nameservers === undefined
      ? ['parse-resolv-conf']
      : nameservers.map((address, index) => `nameserver dns-${index} ${address}`)),
    'accepted_payload_size 8192',
    ...['timeout', 'refused', 'other'].map((status) => `hold ${status} ${KNOWN_SECONDS}s`),
  ];
}

/**
 * `timeout client` and `timeout server` hold until client and server are connected, then `timeout tunnel` does: SQL may
 * take long. Probes keep idle connections known to load balancers, of which Azure's forgets soonest, after 240 s, and
 * find peers that are gone: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html,
 * https://learn.microsoft.com/azure/load-balancer/load-balancer-tcp-idle-timeout
 *
 * A server that fails its checks keeps the connections it has: behind the address of a ClusterIP service are several
 * pods, and a pod that is being replaced leaves DNS before it has answered its last query.
 */
const TCP_DEFAULTS = [
  'mode tcp',
  'log global',
  'option tcplog',
  'option dontlognull',
  'timeout connect 3s',
  'timeout client 10s',
  'timeout server 10s',
  'timeout tunnel 24h',
  'timeout client-fin 10s',
  'timeout server-fin 10s',
  'timeout check 2s',
  'option clitcpka',
  'clitcpka-idle 120s',
  'clitcpka-intvl 30s',
  'clitcpka-cnt 3',
  'option srvtcpka',
  'srvtcpka-idle 60s',
  'srvtcpka-intvl 10s',
  'srvtcpka-cnt 3',
  'balance leastconn',
  // A server that does not answer costs no connection: it goes to another one.
  'option redispatch 1',
  'retries 2',
  'default-server check inter 2s fastinter 500ms downinter 1s rise 2 fall 2',
  'default-server resolvers cluster resolve-prefer ipv4 init-addr none tcp-ut 90s',
];

const HTTP_DEFAULTS = ['mode http', 'timeout connect 3s', 'timeout client 10s', 'timeout server 10s'];

function listenerLines(listener: HaproxyListener): string[] {
  const { port, target, certificates, connectionLimit } = listener;
  const bind = [
    `bind :${port}`,
    ...(listener.proxyProtocol ? ['accept-proxy'] : []),
    ...(certificates.length > 0 ? ['ssl', ...certificates.map((file) => `crt ${file}`)] : []),
  ];
  return [
    bind.join(' '),
    `maxconn ${connectionLimit + TURNED_AWAY}`,
    `tcp-request connection reject if { fe_conn gt ${connectionLimit} }`,
    ...(listener.healthCheck === 'postgresql' ? [`option pgsql-check user ${HEALTH_USER}`] : []),
    `server-template pod- 1-${SLOTS} ${target.service}.${target.namespace}.svc.${CLUSTER_DOMAIN}:${target.port}`,
  ];
}
