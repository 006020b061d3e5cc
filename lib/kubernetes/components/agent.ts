import { ConfigMap } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { DeployedOutputs } from '../../core/outputs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { selectedBy } from '../labels';
import { put } from '../manifest';
import { clusterNetworkOf } from '../network/cluster-network';
import { type NetworkRule, PodNetworkPolicy } from '../network/network-policy';
import { waysOutOf } from '../network/way-out';
import { PRIORITY_CLASSES } from '../nodes/priority-classes';
import { addServiceAccount, type CloudAccount, systemAccountOf } from '../pods/cloud-account';
import { type PodDefaults, podDefaultsOf } from '../pods/pod-defaults';
import { SystemDeployment } from '../pods/system-deployment';
import { AGENT_LEASE } from './agent-rights';
import { billingScraper } from './billing-scraper';

export interface AgentProps {
  /** Container image with tag or digest. */
  readonly image: string;
  /** Requests of one pod; memory is the limit, too. */
  readonly resources: { readonly cpu: string; readonly memory: string };
  /** Its service account in `byoc-system`. */
  readonly account: CloudAccount;
  /** TCP port on which it answers. */
  readonly port: number;
  /** Where it says over HTTP whether it is ready. */
  readonly readiness: { readonly port: number; readonly path: string };
  /** TCP port on which it serves Prometheus metrics. */
  readonly metricsPort: number;
  /** What it must know of the installation; written to `/etc/byoc/installation.json`. */
  readonly installation: object;
  /** How long it may take to stop, in seconds. */
  readonly drainSeconds: number;
  /** Who may reach it. */
  readonly from: readonly NetworkRule[];
  /** Whom it may reach, beside DNS. */
  readonly to: readonly NetworkRule[];
  /** Hosts that it may reach on 443, where the cluster's own policy can name hosts (GKE). Empty elsewhere. */
  readonly toHosts: readonly string[];
  readonly pods: PodDefaults;
}

const NAME = 'agent';
/** Of two, one works and one waits for its lease. */
const REPLICAS = 2;
/** Labels of its pods. */
export const AGENT_LABELS = selectedBy(NAME);

/** The vendor's controller: it calls the control plane, and works in the namespaces of the product. */
export class Agent extends Construct {
  public constructor(scope: Construct, id: string, props: AgentProps) {
    super(scope, id);
    const { account, readiness } = props;
    const { namespace } = account;
    addServiceAccount(this, 'ServiceAccount', account);
    const text = `${JSON.stringify(props.installation, undefined, 2)}\n`;
    new ConfigMap(this, 'Installation', {
      metadata: { name: NAME, namespace },
      data: { 'installation.json': text },
    });
    new SystemDeployment(this, 'Deployment', {
      name: NAME,
      namespace,
      serviceAccount: account.name,
      callsApi: true,
      replicas: REPLICAS,
      podLabels: account.podLabels,
      priorityClass: PRIORITY_CLASSES.system,
      configuration: text,
      terminationGraceSeconds: props.drainSeconds,
      pods: props.pods,
      container: {
        image: props.image,
        resources: props.resources,
        env: { BYOC_CONFIGURATION: '/etc/byoc/installation.json', BYOC_LEASE: AGENT_LEASE },
        ports: { agent: props.port, health: readiness.port, metrics: props.metricsPort },
        readiness: { port: 'health', path: readiness.path },
        liveness: { port: 'health', path: '/livez' },
        mounts: { '/etc/byoc': { configMap: NAME }, '/tmp': { scratchMiB: 16 } },
      },
    });
    new PodNetworkPolicy(this, 'NetworkPolicy', {
      name: NAME,
      namespace,
      labels: AGENT_LABELS,
      from: props.from,
      to: props.to,
    });
    if (props.toHosts.length > 0) {
      put<FqdnNetworkPolicy>(this, 'HostPolicy', {
        apiVersion: 'networking.gke.io/v1alpha1',
        kind: 'FQDNNetworkPolicy',
        metadata: { name: NAME, namespace },
        spec: {
          podSelector: { matchLabels: AGENT_LABELS },
          egress: [{ matches: props.toHosts.map((host) => ({ name: host })), ports: [{ protocol: 'TCP', port: 443 }] }],
        },
      });
    }
  }
}

/** https://cloud.google.com/kubernetes-engine/docs/how-to/fqdn-network-policies; the cluster must have it turned on. */
interface FqdnNetworkPolicy {
  readonly apiVersion: 'networking.gke.io/v1alpha1';
  readonly kind: 'FQDNNetworkPolicy';
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly podSelector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly egress: readonly {
      readonly matches: readonly { readonly name: string }[];
      readonly ports: readonly { readonly protocol: 'TCP'; readonly port: number }[];
    }[];
  };
}

/** Ports of an agent that no listener names. */
const UNLISTENED = { readinessPort: 8081, readinessPath: '/readyz', metricsPort: 9090, drainSeconds: 30 };

/** The agent of an installation; every installation has one. */
export function agentPropsOf(config: DataPlaneConfig, outputs: DeployedOutputs): AgentProps {
  const { plan, environment, namespaces } = config;
  const { agent } = plan;
  const listeners = config.listeners.filter(({ component }) => component === 'agent');
  const [probe = UNLISTENED] = listeners;
  const account = systemAccountOf(config, outputs, NAME);
  const network = clusterNetworkOf(config);
  const waysOut = waysOutOf(config);
  return {
    image: agent.image,
    resources: agent.resources,
    account,
    port: agent.port,
    readiness: { port: probe.readinessPort, path: probe.readinessPath },
    metricsPort: probe.metricsPort,
    drainSeconds: probe.drainSeconds,
    pods: podDefaultsOf(config, outputs),
    installation: {
      environment: environment.id,
      cloud: config.cloud,
      region: outputs.region,
      zones: outputs.zones,
      product: plan.product,
      controlPlane: plan.controlPlane.hosts,
      cluster: outputs.cluster,
      namespaces,
      buckets: outputs.buckets,
      nodeProfiles: config.nodeProfiles.slice(1).map(({ name, labels, taints }) => ({ name, labels, taints })),
      workloads: config.identities
        .filter(({ kind }) => kind === 'workload')
        .map(({ name, namespace, serviceAccount }) => ({ name, namespace, serviceAccount })),
      listeners: config.listeners.map(({ name, component, exposure, port, host }) => ({
        name,
        component,
        exposure,
        port,
        host,
        address: outputs.listeners[name]?.address,
      })),
      maintenanceWindows: environment.maintenanceWindows,
      billingScraper: billingScraper(config, outputs),
    },
    from: [
      { peers: listeners.length > 0 ? [{ cidrs: network.clients.internal }] : [], ports: [agent.port] },
      { peers: listeners.length > 0 ? [{ cidrs: network.healthChecks }] : [], ports: [probe.readinessPort] },
      ...(plan.clusterServices.includes('monitoring')
        ? [{ peers: [{ labels: {}, namespace: 'monitoring' }], ports: [probe.metricsPort] }]
        : []),
    ],
    toHosts: waysOut.hosts,
    to: [...waysOut.apiServer, ...waysOut.controlPlane, ...waysOut.cloud(account.identity)],
  };
}
