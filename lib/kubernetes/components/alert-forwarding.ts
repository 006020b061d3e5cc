import { Yaml } from 'cdk8s';
import { ConfigMap, Service } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { SYSTEM_NAMESPACE } from '../../core/namespaces';
import type { DeployedOutputs } from '../../core/outputs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { selectedBy } from '../labels';
import { type NetworkRule, PodNetworkPolicy } from '../network/network-policy';
import { waysOutOf } from '../network/way-out';
import { PRIORITY_CLASSES } from '../nodes/priority-classes';
import { addServiceAccount } from '../pods/cloud-account';
import { type PodDefaults, podDefaultsOf } from '../pods/pod-defaults';
import { SystemDeployment } from '../pods/system-deployment';
import { alertMessage, FORWARDED_LABELS } from './alert-message';

export interface AlertForwardingProps {
  /** The installation that alerts are said to be of. */
  readonly environmentId: string;
  /** HTTPS URL that they are posted to. */
  readonly url: string;
  /** URL of the HTTP proxy on the way. @default - none */
  readonly proxyUrl?: string;
  /** Whom it may reach, beside DNS. */
  readonly to: readonly NetworkRule[];
  readonly pods: PodDefaults;
}

/** Where Prometheus sends alerts that are to be forwarded, by HTTP. */
export const ALERT_FORWARDING = {
  namespace: SYSTEM_NAMESPACE,
  service: 'alert-forwarding',
  port: 9093,
  image: 'quay.io/prometheus/alertmanager:v0.34.2',
} as const;

/** Messages of one's own making are left as they are from 0.34 on: https://github.com/prometheus/alertmanager/blob/main/CHANGELOG.md */
const RECEIVER = 'vendor';
const NAME = ALERT_FORWARDING.service;
const { namespace: NAMESPACE, port: PORT } = ALERT_FORWARDING;
const CONFIGURATION = '/etc/alertmanager/alertmanager.yml';
const STORAGE = '/alertmanager';

/**
 * Posts alerts to the vendor. The program is Alertmanager as its project publishes it, and what it sends is written in its
 * configuration, so that it can be read here and not only be promised.
 */
export class AlertForwarding extends Construct {
  public constructor(scope: Construct, id: string, props: AlertForwardingProps) {
    super(scope, id);
    const labels = selectedBy(NAME);
    addServiceAccount(this, 'ServiceAccount', { name: NAME, namespace: NAMESPACE, annotations: {}, podLabels: {} });
    const text = Yaml.stringify(configurationOf(props));
    new ConfigMap(this, 'Configuration', {
      metadata: { name: NAME, namespace: NAMESPACE },
      data: { 'alertmanager.yml': text },
    });
    new SystemDeployment(this, 'Deployment', {
      name: NAME,
      namespace: NAMESPACE,
      serviceAccount: NAME,
      callsApi: false,
      replicas: 1,
      priorityClass: PRIORITY_CLASSES.system,
      configuration: text,
      pods: props.pods,
      container: {
        image: ALERT_FORWARDING.image,
        // Without an address it looks for no other instances.
        args: [`--config.file=${CONFIGURATION}`, `--storage.path=${STORAGE}`, '--cluster.listen-address='],
        resources: { cpu: '50m', memory: '64Mi' },
        ports: { http: PORT },
        readiness: { port: 'http', path: '/-/ready' },
        liveness: { port: 'http', path: '/-/healthy' },
        // What it has sent already; after a restart it sends what still holds once more.
        mounts: { '/etc/alertmanager': { configMap: NAME }, [STORAGE]: { scratchMiB: 16 } },
      },
    });
    const service = new Service(this, 'Service', {
      metadata: { name: NAME, namespace: NAMESPACE },
      ports: [{ name: 'http', port: PORT, targetPort: PORT }],
    });
    for (const [label, value] of Object.entries(labels)) service.selectLabel(label, value);
    new PodNetworkPolicy(this, 'NetworkPolicy', {
      name: NAME,
      namespace: NAMESPACE,
      labels,
      from: [{ peers: [{ labels: {}, namespace: 'monitoring' }], ports: [PORT] }],
      to: props.to,
    });
  }
}

/** An answer of the vendor's must not send alerts elsewhere, so redirects are not followed. */
function configurationOf({ environmentId, url, proxyUrl }: AlertForwardingProps) {
  const httpConfig = { follow_redirects: false, ...(proxyUrl === undefined ? {} : { proxy_url: proxyUrl }) };
  return {
    route: { receiver: RECEIVER, group_by: FORWARDED_LABELS },
    receivers: [
      {
        name: RECEIVER,
        webhook_configs: [{ url, http_config: httpConfig, payload: alertMessage(environmentId) }],
      },
    ],
  };
}

/** What forwards the alerts of an installation. Undefined: the plan does not take any. */
export function alertForwardingPropsOf(
  config: DataPlaneConfig,
  outputs: DeployedOutputs,
): AlertForwardingProps | undefined {
  const { plan, environment } = config;
  const { alerts } = plan.telemetry;
  const { httpProxy } = environment;
  if (alerts === undefined) return undefined;
  return {
    environmentId: environment.id,
    url: alerts.url,
    ...(httpProxy === undefined ? {} : { proxyUrl: httpProxy.url }),
    to: waysOutOf(config).internet,
    pods: podDefaultsOf(config, outputs),
  };
}
