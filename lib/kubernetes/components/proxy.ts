import { ConfigMap } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2' with { 'resolution-mode': 'import' };
import { pascalCase } from '../../core/names';
import type { DeployedOutputs } from '../../core/outputs';
import { LIVENESS_PATH } from '../../core/proxy-pod';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { selectedBy } from '../labels';
import { put } from '../manifest';
import { clusterNetworkOf } from '../network/cluster-network';
import { type NetworkRule, PodNetworkPolicy } from '../network/network-policy';
import { PRIORITY_CLASSES } from '../nodes/priority-classes';
import { addServiceAccount, type CloudAccount, systemAccountOf } from '../pods/cloud-account';
import { type PodDefaults, podDefaultsOf } from '../pods/pod-defaults';
import { type Mount, SystemDeployment } from '../pods/system-deployment';
import { renderCertificateRenewal } from '../proxy/certificate-renewal';
import { type HaproxyConfiguration, renderHaproxyConfiguration } from '../proxy/haproxy-configuration';
import { type ProxyPort, proxyPortsOf } from '../proxy/proxy-ports';

export interface ProxyProps {
  /** Container image of HAProxy 2.6 or later, whose stop signal is SIGUSR1. */
  readonly image: string;
  /** Requests of one pod; memory is the limit, too. */
  readonly resources: { readonly cpu: string; readonly memory: string };
  /** Its service account. */
  readonly account: CloudAccount;
  readonly ports: readonly ProxyPort[];
  /** Where it says over HTTP whether it takes new connections. */
  readonly readiness: { readonly port: number; readonly path: string };
  /** TCP port on which it serves Prometheus metrics. */
  readonly metricsPort: number;
  /** How long open connections may go on after a pod is told to stop, in seconds. */
  readonly drainSeconds: number;
  /** Most pods; there are two at least. */
  readonly maxReplicas: number;
  /** Who may reach it. */
  readonly from: readonly NetworkRule[];
  readonly pods: PodDefaults;
}

const NAME = 'proxy';
const MIN_REPLICAS = 2;
/** Of the CPU that a pod asks for; a pod may use more where its node has it. */
const CPU_UTILIZATION = 60;
/** A pod that goes cuts what outlasts its drain time: few go, and late. */
const SCALE_DOWN = {
  stabilizationWindowSeconds: 900,
  policies: [{ type: 'Pods' as const, value: 1, periodSeconds: 300 }],
};
/** Kubernetes kills a pod that is not gone: HAProxy must have been quicker. */
const AFTER_DRAIN_SECONDS = 10;
/** Where the official image looks; another image is told. */
const FOLDER = '/usr/local/etc/haproxy';
const CONFIGURATION = 'haproxy.cfg';
const RENEWAL = 'certificates.lua';
/** Certificates, and the socket by which HAProxy learns of new ones. */
const CERTIFICATES = '/etc/byoc/tls';
const SOCKETS = '/run/byoc';
/** Labels of its pods. */
export const PROXY_LABELS = selectedBy(NAME);

/** TCP proxy from the control plane to the product's services: HAProxy. */
// biome-ignore lint/suspicious/noShadowRestrictedNames: a word of the plan; nobody here needs the global one
export class Proxy extends Construct {
  public constructor(scope: Construct, id: string, props: ProxyProps) {
    super(scope, id);
    const { account, ports, readiness } = props;
    const { namespace } = account;
    addServiceAccount(this, 'ServiceAccount', account);
    const files = filesOf(haproxyConfigurationOf(props));
    new ConfigMap(this, 'Configuration', { metadata: { name: NAME, namespace }, data: files });
    new SystemDeployment(this, 'Deployment', {
      name: NAME,
      namespace,
      serviceAccount: account.name,
      callsApi: false,
      replicas: MIN_REPLICAS,
      autoscaled: true,
      podLabels: account.podLabels,
      priorityClass: PRIORITY_CLASSES.system,
      configuration: Object.values(files).join('\0'),
      terminationGraceSeconds: props.drainSeconds + AFTER_DRAIN_SECONDS,
      pods: props.pods,
      container: {
        image: props.image,
        args: ['-f', `${FOLDER}/${CONFIGURATION}`],
        resources: props.resources,
        ports: {
          ...Object.fromEntries(ports.map(({ port }) => [`tcp-${port}`, port])),
          health: readiness.port,
          metrics: props.metricsPort,
        },
        readiness: { port: 'health', path: readiness.path },
        liveness: { port: 'health', path: LIVENESS_PATH },
        mounts: { [FOLDER]: { configMap: NAME }, ...certificateMounts(ports) },
      },
    });
    put<IHorizontalPodAutoscaler>(this, 'Autoscaler', {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: NAME, namespace },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: NAME },
        minReplicas: MIN_REPLICAS,
        maxReplicas: props.maxReplicas,
        metrics: [
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: CPU_UTILIZATION } },
          },
        ],
        behavior: { scaleDown: SCALE_DOWN },
      },
    });
    this.addPolicies(props);
  }

  /**
   * The proxy may reach the ports of its targets in their namespaces, and these let it in. Core policies cannot name a
   * service, and the labels of its pods are the product's: any pod of the namespace is let reach, on these ports only.
   */
  private addPolicies({ account, ports, from }: ProxyProps): void {
    const { namespace } = account;
    const targets = new Map<string, Set<number>>();
    for (const { target } of ports) {
      targets.set(target.namespace, (targets.get(target.namespace) ?? new Set()).add(target.port));
    }
    new PodNetworkPolicy(this, 'NetworkPolicy', {
      name: NAME,
      namespace,
      labels: PROXY_LABELS,
      from,
      to: [...targets].map(([target, open]) => ({ peers: [{ labels: {}, namespace: target }], ports: [...open] })),
    });
    for (const [target, open] of targets) {
      new PodNetworkPolicy(this, `Into${pascalCase(target)}`, {
        name: `from-${NAME}`,
        namespace: target,
        labels: {},
        from: [{ peers: [{ labels: PROXY_LABELS, namespace }], ports: [...open] }],
      });
    }
  }
}

/** What HAProxy is configured for in the pods of a proxy. */
export function haproxyConfigurationOf({
  ports,
  readiness,
  metricsPort,
  drainSeconds,
}: Pick<ProxyProps, 'ports' | 'readiness' | 'metricsPort' | 'drainSeconds'>): HaproxyConfiguration {
  const listeners = ports.map(({ certificateSecrets, ...port }) => ({
    ...port,
    certificates: certificateSecrets.map((secret) => `${CERTIFICATES}/${secret}/${CERTIFICATE}`),
  }));
  const renewal = { program: `${FOLDER}/${RENEWAL}`, socket: `${SOCKETS}/haproxy.sock` };
  const encrypted = listeners.some(({ certificates }) => certificates.length > 0);
  return { listeners, readiness, metricsPort, drainSeconds, ...(encrypted ? { renewal } : {}) };
}

/** Files of the config map by name. */
function filesOf(configuration: HaproxyConfiguration): Record<string, string> {
  const certificates = new Set(configuration.listeners.flatMap((listener) => listener.certificates));
  return {
    [CONFIGURATION]: renderHaproxyConfiguration(configuration),
    ...(configuration.renewal === undefined
      ? {}
      : { [RENEWAL]: renderCertificateRenewal([...certificates], configuration.renewal.socket) }),
  };
}

/** To `set ssl cert`, a file that ends with .crt is another kind of file. */
const CERTIFICATE = 'tls.pem';

/** HAProxy looks for the key beside the certificate, under its name and `.key`. */
function certificateMounts(ports: readonly ProxyPort[]): Record<string, Mount> {
  const secrets = ports.flatMap(({ certificateSecrets }) => certificateSecrets);
  const files = { [CERTIFICATE]: 'tls.crt', [`${CERTIFICATE}.key`]: 'tls.key' };
  return {
    ...Object.fromEntries(secrets.map((secret) => [`${CERTIFICATES}/${secret}`, { secret, files }])),
    ...(secrets.length > 0 ? { [SOCKETS]: { scratchMiB: 1 } } : {}),
  };
}

/**
 * The proxy of an installation. Undefined: the plan has none, or no listener of its is open here.
 *
 * @throws ConfigError if the outputs say two things of one port
 */
export function proxyPropsOf(config: DataPlaneConfig, outputs: DeployedOutputs): ProxyProps | undefined {
  const { plan } = config;
  const listeners = config.listeners.filter(({ component }) => component === 'proxy');
  const [first] = listeners;
  if (plan.proxy === undefined || first === undefined) return undefined;
  const network = clusterNetworkOf(config);
  return {
    image: plan.proxy.image,
    resources: plan.proxy.resources,
    account: systemAccountOf(config, outputs, NAME),
    ports: proxyPortsOf(listeners, outputs),
    readiness: { port: first.readinessPort, path: first.readinessPath },
    metricsPort: first.metricsPort,
    drainSeconds: first.drainSeconds,
    maxReplicas: plan.proxy.maxReplicas,
    pods: podDefaultsOf(config, outputs),
    from: [
      ...listeners.map(({ exposure, containerPort }) => ({
        peers: [{ cidrs: network.clients[exposure] }],
        ports: [containerPort],
      })),
      { peers: [{ cidrs: network.healthChecks }], ports: [first.readinessPort] },
      ...(plan.clusterServices.includes('monitoring')
        ? [{ peers: [{ labels: {}, namespace: 'monitoring' }], ports: [first.metricsPort] }]
        : []),
    ],
  };
}
