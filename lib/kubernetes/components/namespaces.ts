import { ConfigMap, ServiceAccount } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1' with { 'resolution-mode': 'import' };
import type { ILimitRange, INamespace, IResourceQuota } from 'kubernetes-models/v1' with {
  'resolution-mode': 'import',
};
import type { DataPlaneConfig } from '../../core/resolve-config';
import { put } from '../manifest';
import { clusterNetworkOf } from '../network/cluster-network';
import { type NetworkRule, PodNetworkPolicy } from '../network/network-policy';
import { CA_BUNDLE } from '../pods/pod-defaults';
import { NAMESPACE_OF, type PodSecurity, systemNamespacesOf } from '../system-namespaces';

/** Objects that a namespace may hold; Kubernetes refuses what goes beyond. */
export interface NamespaceQuota {
  readonly pods: number;
  /** Services of type LoadBalancer: each opens a way in. */
  readonly loadBalancers: number;
  /** Services that open a port on every node. */
  readonly nodePorts: number;
}

export interface NamespaceProps {
  readonly name: string;
  /** Pod Security level that is enforced. */
  readonly podSecurity: PodSecurity;
  /** Kubernetes minor version whose Pod Security rules hold: a later version does not change them. */
  readonly kubernetesVersion: string;
  readonly quota: NamespaceQuota;
  /** Whether a pod is ready only once the load balancer's target is: where a TargetGroupBinding is (AWS). */
  readonly waitForTargets: boolean;
  /** Addresses on the node itself where names are asked for, as networks of one address. */
  readonly nameServers: readonly string[];
  /** Certificates to trust, PEM, for the pods of ours. @default - none */
  readonly caBundle?: string;
}

/** Cluster DNS, and what answers on the node. */
function dnsAt(nameServers: readonly string[]): NetworkRule {
  return {
    peers: [
      { labels: { 'k8s-app': 'kube-dns' }, namespace: 'kube-system' },
      { labels: { 'k8s-app': 'node-local-dns' }, namespace: 'kube-system' },
      { cidrs: nameServers },
    ],
    ports: [
      { port: 53, protocol: 'UDP' },
      { port: 53, protocol: 'TCP' },
    ],
  };
}

/** For containers that say nothing, so that the scheduler knows of them. */
const DEFAULT_REQUEST = { cpu: '50m', memory: '64Mi' };

/** A namespace that lets nothing in or out but questions to DNS, and bounds what is put into it. */
export class Namespace extends Construct {
  public constructor(scope: Construct, id: string, props: NamespaceProps) {
    super(scope, id);
    const { name, podSecurity, kubernetesVersion, quota } = props;
    put<INamespace>(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name,
        labels: {
          ...Object.fromEntries(
            ['enforce', 'warn', 'audit'].flatMap((mode) => [
              [`pod-security.kubernetes.io/${mode}`, podSecurity],
              [`pod-security.kubernetes.io/${mode}-version`, `v${kubernetesVersion}`],
            ]),
          ),
          ...(props.waitForTargets ? { 'elbv2.k8s.aws/pod-readiness-gate-inject': 'enabled' } : {}),
        },
      },
    });
    put<INetworkPolicy>(this, 'DefaultDeny', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'default-deny', namespace: name },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    });
    new PodNetworkPolicy(this, 'Dns', { name: 'dns', namespace: name, labels: {}, to: [dnsAt(props.nameServers)] });
    put<IResourceQuota>(this, 'Quota', {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'byoc', namespace: name },
      spec: {
        hard: {
          pods: String(quota.pods),
          'services.loadbalancers': String(quota.loadBalancers),
          'services.nodeports': String(quota.nodePorts),
        },
      },
    });
    put<ILimitRange>(this, 'Limits', {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: 'byoc', namespace: name },
      spec: { limits: [{ type: 'Container', defaultRequest: DEFAULT_REQUEST }] },
    });
    // Pods that name no account get this one, and with it no token.
    new ServiceAccount(this, 'DefaultAccount', {
      metadata: { name: 'default', namespace: name },
      automountToken: false,
    });
    if (props.caBundle !== undefined) {
      new ConfigMap(this, 'CaBundle', {
        metadata: { name: CA_BUNDLE.configMap, namespace: name },
        data: { [CA_BUNDLE.key]: props.caBundle },
      });
    }
  }
}

export interface NamespacesProps {
  readonly namespaces: readonly NamespaceProps[];
}

/** Every namespace of an installation. */
export class Namespaces extends Construct {
  public constructor(scope: Construct, id: string, props: NamespacesProps) {
    super(scope, id);
    for (const namespace of props.namespaces) new Namespace(this, namespace.name, namespace);
  }
}

const ZONES = 3;
/** Kubernetes' own recommendation: https://kubernetes.io/docs/setup/best-practices/cluster-large/ */
const PODS_PER_NODE = 110;
/** Enough for every component twice over while it rolls; Prometheus' jobs come and go. */
const SYSTEM_PODS = 50;

/** System namespaces, then those of the product. */
export function namespacesPropsOf(config: DataPlaneConfig): NamespacesProps {
  const { listeners, plan, environment } = config;
  const common = {
    kubernetesVersion: plan.kubernetesVersion,
    nameServers: clusterNetworkOf(config).nameServers,
    ...(environment.caBundle === undefined ? {} : { caBundle: environment.caBundle }),
  };
  const behind = (namespace: string) => listeners.filter(({ component }) => NAMESPACE_OF[component] === namespace);
  const nodes = config.nodeProfiles.reduce((sum, { maxNodesPerZone }) => sum + maxNodesPerZone * ZONES, 0);
  return {
    namespaces: [
      ...systemNamespacesOf(config).map(({ name, podSecurity }) => {
        // Where the cloud's own controller makes load balancers, each component and exposure has one.
        const loadBalancers =
          config.cloud === 'aws'
            ? 0
            : new Set(behind(name).map(({ component, exposure }) => `${component} ${exposure}`)).size;
        return {
          ...common,
          name,
          podSecurity,
          quota: {
            pods: podSecurity === 'privileged' ? nodes + SYSTEM_PODS : SYSTEM_PODS,
            loadBalancers,
            // A LoadBalancer Service takes one for each of its ports.
            nodePorts: loadBalancers === 0 ? 0 : behind(name).length + loadBalancers,
          },
          waitForTargets: config.cloud === 'aws' && behind(name).length > 0,
        };
      }),
      ...config.namespaces.map((name) => ({
        ...common,
        name,
        podSecurity: 'restricted' as const,
        quota: { pods: nodes * PODS_PER_NODE, loadBalancers: 0, nodePorts: 0 },
        waitForTargets: false,
      })),
    ],
  };
}
