import { groupListeners } from '../../core/listener-groups';
import type { ResolvedListener } from '../../core/listeners';
import type { Component, Exposure } from '../../core/plan/listener';
import type { SubnetRole } from './network';

/** Subnets that have a security group. */
export const GUARDED_SUBNETS = ['nodes', 'private-endpoints', 'load-balancers', 'private-link', 'api-server'] as const;
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
   * @default - it has no subnet of its own: a private endpoint among the nodes leads to it, and it reaches nodes by
   * connections that these open
   */
  readonly apiServerCidr?: string;
  /** Networks beside the nodes that may reach the API server. */
  readonly apiClients: readonly string[];
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

/** HTTPS, as clients of the API server speak. */
const API_PORT = '443';

/** Who reaches the API server. What AKS asks of these rules: https://learn.microsoft.com/azure/aks/api-server-vnet-integration */
function apiServerRules({ nodeCidr, apiServerCidr, apiClients }: SecurityRulesInput): SecurityRule[] {
  const allow = { action: 'Allow', protocol: 'Tcp' } as const;
  const clients = (place: Pick<SecurityRule, 'subnet' | 'name' | 'priority' | 'destinations'>): SecurityRule[] =>
    apiClients.length === 0
      ? []
      : [
          {
            ...allow,
            ...place,
            sources: apiClients,
            ports: [API_PORT],
            reason: 'Networks that may reach the API server',
          },
        ];
  if (apiServerCidr === undefined) {
    // Which of the nodes' addresses its endpoint takes, AKS decides; on the others, nothing of nodes listens there.
    return clients({ subnet: 'nodes', name: 'api-clients', priority: 130, destinations: [nodeCidr] });
  }
  const common = { ...allow, subnet: 'api-server', destinations: [apiServerCidr] } as const;
  return [
    {
      ...common,
      name: 'nodes',
      priority: 100,
      // Outside the cluster, pods have the address of their node.
      sources: [nodeCidr],
      ports: [API_PORT, '4443'],
      reason: 'Nodes, and pods behind them, call the API server',
    },
    {
      ...common,
      name: 'itself',
      priority: 110,
      protocol: '*',
      sources: [apiServerCidr],
      reason: "The API server's own machines: only API servers can be put into this subnet",
    },
    {
      ...common,
      name: 'health-probes',
      priority: 120,
      sources: ['AzureLoadBalancer'],
      ports: ['9988'],
      reason: 'The load balancer of the API server asks whether it is ready',
    },
    // Those of a public API, too: it is not written anywhere whether packets to its public address pass this group.
    ...clients({ subnet: 'api-server', name: 'clients', priority: 200, destinations: [apiServerCidr] }),
  ];
}

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
    ...apiServerRules(input),
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
