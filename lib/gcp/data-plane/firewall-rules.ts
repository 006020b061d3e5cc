import { groupListeners } from '../../core/listener-groups';
import type { ResolvedListener } from '../../core/listeners';

/** A firewall rule for packets to nodes and their pods. */
export interface FirewallRule {
  /** Last part of its name: `health-checks`. */
  readonly name: string;
  readonly action: 'allow' | 'deny';
  /** Lower ones come first. */
  readonly priority: number;
  /** Where packets come from. */
  readonly sources: readonly string[];
  /** Addresses they go to. @default - every address of a node and its pods */
  readonly destinations?: readonly string[];
  /** TCP ports, or ranges of them. @default - every protocol and port */
  readonly ports?: readonly string[];
  /** Why there is the rule. */
  readonly reason: string;
}

/** What the rules depend on. */
export interface FirewallRulesInput {
  /** Listeners of every component and exposure. */
  readonly listeners: readonly Pick<ResolvedListener, 'component' | 'exposure' | 'port'>[];
  /** Addresses of their load balancers by component and exposure: `proxy-internal`. */
  readonly addresses: Readonly<Record<string, string>>;
  /** Networks that may reach internal listeners: the network and its peers. */
  readonly internalCidrs: readonly string[];
  /** Networks that may reach external listeners. */
  readonly externalCidrs: readonly string[];
  /**
   * Addresses from which the control plane comes.
   *
   * @default - it has an address in the subnet of the nodes, which GKE lets in to everything
   */
  readonly controlPlaneCidr?: string;
  /** Whether the customer's staff may reach SSH of the nodes through Identity-Aware Proxy. */
  readonly nodeShell: boolean;
}

/** The rules that GKE makes have 1000, and so do these: https://cloud.google.com/kubernetes-engine/docs/concepts/firewall-rules */
const ALLOW_PRIORITY = 1000;
/** Just before the rule that every network has, which denies as well and cannot log. */
const DENY_PRIORITY = 65_534;

/** Probes of passthrough load balancers: https://cloud.google.com/load-balancing/docs/firewall-rules */
const HEALTH_CHECKS = {
  internal: ['130.211.0.0/22', '35.191.0.0/16'],
  external: ['35.191.0.0/16', '209.85.152.0/22', '209.85.204.0/22'],
} as const;
/**
 * A node says at `spec.healthCheckNodePort` of a Service whether it has a pod of it:
 * https://kubernetes.io/docs/reference/networking/virtual-ips/#external-traffic-policy
 */
const NODE_PORTS = '30000-32767';
/** Where admission webhooks listen: 8443 and 9443 are customary, 15017 is Istio's. GKE itself opens 443 and 10250. */
const WEBHOOK_PORTS = ['8443', '9443', '15017'];
/** https://cloud.google.com/iap/docs/using-tcp-forwarding#create-firewall-rule */
const IDENTITY_AWARE_PROXY = '35.235.240.0/20';

/**
 * Who may connect to nodes and pods, beside those that GKE lets in by rules of its own: nodes, pods, and the kubelet's
 * callers. Packets to a passthrough load balancer keep its address and the port of the Service until they are on the
 * node, so rules name these: https://github.com/kubernetes/ingress-gce/blob/master/pkg/loadbalancers/l4netlb.go
 */
export function firewallRules(input: FirewallRulesInput): FirewallRule[] {
  const groups = groupListeners(input.listeners);
  const exposures = new Set(groups.map(({ exposure }) => exposure));
  const allow = { action: 'allow', priority: ALLOW_PRIORITY } as const;
  return [
    {
      name: 'deny-all',
      action: 'deny',
      priority: DENY_PRIORITY,
      sources: ['0.0.0.0/0'],
      reason: 'Everything that no other rule lets in is refused, and logged',
    },
    ...(groups.length === 0
      ? []
      : [
          {
            ...allow,
            name: 'health-checks',
            sources: [...new Set([...exposures].flatMap((exposure) => HEALTH_CHECKS[exposure]))].sort(),
            ports: [NODE_PORTS],
            reason: 'Load balancers ask nodes whether they have a pod that is ready',
          },
        ]),
    ...groups.map((group): FirewallRule => {
      const address = input.addresses[group.key];
      return {
        ...allow,
        name: `clients-${group.key}`,
        sources: group.exposure === 'internal' ? input.internalCidrs : input.externalCidrs,
        ...(address === undefined ? {} : { destinations: [`${address}/32`] }),
        ports: [...new Set(group.listeners.map(({ port }) => String(port)))],
        reason: `Clients of ${group.component}, ${group.exposure}`,
      };
    }),
    ...(input.controlPlaneCidr === undefined
      ? []
      : [
          {
            ...allow,
            name: 'webhooks',
            sources: [input.controlPlaneCidr],
            ports: WEBHOOK_PORTS,
            reason: 'The control plane asks admission webhooks',
          },
        ]),
    ...(input.nodeShell
      ? [
          {
            ...allow,
            name: 'node-shell',
            sources: [IDENTITY_AWARE_PROXY],
            ports: ['22'],
            reason: "The customer's staff opens shells on nodes through Identity-Aware Proxy",
          },
        ]
      : []),
  ];
}
