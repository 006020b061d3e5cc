import { groupListeners } from '../../core/listener-groups';
import type { ResolvedListener } from '../../core/listeners';
import type { Component, Exposure } from '../../core/plan/listener';
import type { SubnetRole } from './network';

/** Subnets that have a security group. That of the API server is AKS's own, which nothing else can be put into. */
export const GUARDED_SUBNETS = ['nodes', 'private-endpoints', 'load-balancers', 'private-link'] as const;
export type GuardedSubnet = Extract<SubnetRole, (typeof GUARDED_SUBNETS)[number]>;

/** A rule of a security group, for what comes into a subnet. */
export interface SecurityRule {
  readonly subnet: GuardedSubnet;
  /** Name of the rule: `health-probes`. */
  readonly name: string;
  readonly action: 'Allow' | 'Deny';
  /** Lower ones come first. Each rule keeps its own, whatever other rules there are: two cannot change places. */
  readonly priority: number;
  readonly protocol: 'Tcp' | '*';
  /** Where packets come from: networks, or one name that Azure gives to its own. */
  readonly sources: readonly string[];
  /** Addresses they go to. @default - every one that is in the subnet, or routed to it */
  readonly destinations?: readonly string[];
  /** TCP ports. @default - every port */
  readonly ports?: readonly string[];
  /** Why there is the rule, in 140 letters. */
  readonly reason: string;
}

/** What the rules depend on. */
export interface SecurityRulesInput {
  /** Addresses of nodes. */
  readonly nodeCidr: string;
  /** Addresses of pods, which lie outside the network: between nodes, packets keep them. */
  readonly podCidr: string;
  /**
   * Addresses of the API server.
   *
   * @default - it has no subnet of its own, and reaches nodes by connections that these open
   */
  readonly apiServerCidr?: string;
  /** Listeners of every component and exposure. */
  readonly listeners: readonly Pick<ResolvedListener, 'component' | 'exposure' | 'port'>[];
  /** Addresses of their load balancers by component and exposure: `proxy-internal`. */
  readonly addresses: Readonly<Record<string, string>>;
  /** Networks that may reach internal listeners: the network and its peers. */
  readonly internalCidrs: readonly string[];
  /** Networks that may reach external listeners. */
  readonly externalCidrs: readonly string[];
}

/** The last one that a rule of ours may have, before Azure's own, which let the whole network in. */
const DENY_PRIORITY = 4096;
/** Priorities of the clients of load balancers, by component. */
const CLIENTS: Readonly<Record<Component, number>> = { agent: 200, proxy: 210, ingress: 220 };
/** A component has at most two load balancers. */
const EXPOSURES: Readonly<Record<Exposure, number>> = { internal: 0, external: 1 };

/**
 * Who may connect to what is in the subnets. Load balancers have no security group of their own: packets to one keep its
 * address and the port of the Service until they are on the node (a floating IP), so rules of the nodes' subnet name
 * these. https://learn.microsoft.com/azure/load-balancer/load-balancer-floating-ip
 */
export function securityRules(input: SecurityRulesInput): SecurityRule[] {
  const { nodeCidr, podCidr, apiServerCidr } = input;
  const cluster = [nodeCidr, podCidr];
  const allow = { action: 'Allow', protocol: 'Tcp' } as const;
  return [
    {
      ...allow,
      subnet: 'nodes',
      name: 'cluster',
      priority: 100,
      protocol: '*',
      sources: cluster,
      destinations: cluster,
      // https://learn.microsoft.com/azure/aks/concepts-network-azure-cni-overlay#network-security-groups
      reason: 'Nodes and pods reach each other: network policies in the cluster say which may',
    },
    ...(apiServerCidr === undefined
      ? []
      : [
          {
            ...allow,
            subnet: 'nodes' as const,
            name: 'api-server',
            priority: 110,
            sources: [apiServerCidr],
            destinations: cluster,
            reason: 'The API server asks kubelets, webhooks and metrics, at ports that these choose',
          },
        ]),
    {
      ...allow,
      subnet: 'nodes',
      name: 'health-probes',
      priority: 120,
      // 168.63.129.16, from which nothing but the platform speaks:
      // https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
      sources: ['AzureLoadBalancer'],
      destinations: [nodeCidr],
      reason: 'Load balancers ask nodes whether they have a pod that is ready',
    },
    ...groupListeners(input.listeners).map((group): SecurityRule => {
      const address = input.addresses[group.key];
      return {
        ...allow,
        subnet: 'nodes',
        name: `clients-${group.key}`,
        priority: CLIENTS[group.component] + EXPOSURES[group.exposure],
        sources: group.exposure === 'internal' ? input.internalCidrs : input.externalCidrs,
        ...(address === undefined ? {} : { destinations: [address] }),
        ports: [...new Set(group.listeners.map(({ port }) => String(port)))],
        reason: `Clients of ${group.component}, ${group.exposure}`,
      };
    }),
    {
      ...allow,
      subnet: 'private-endpoints',
      name: 'cluster',
      priority: 100,
      // Outside the cluster, pods have the address of their node.
      sources: [nodeCidr, ...(apiServerCidr === undefined ? [] : [apiServerCidr])],
      ports: ['443'],
      reason: 'Pods, behind their nodes, call buckets and the control plane; the API server its key',
    },
    ...GUARDED_SUBNETS.map(
      (subnet): SecurityRule => ({
        subnet,
        name: 'deny-all',
        action: 'Deny',
        priority: DENY_PRIORITY,
        protocol: '*',
        sources: ['*'],
        reason: 'Everything that no other rule lets in is refused, also from the network itself',
      }),
    ),
  ];
}
