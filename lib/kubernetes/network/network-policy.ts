import { Construct } from 'constructs';
import type {
  INetworkPolicy,
  INetworkPolicyPeer,
  INetworkPolicyPort,
} from 'kubernetes-models/networking.k8s.io/v1' with { 'resolution-mode': 'import' };
import { Cidr } from '../../core/cidr';
import { put } from '../manifest';

/** Who is at the other end: addresses, pods of this namespace, or pods of another one. */
export type Peer =
  | {
      /** IPv4 networks in CIDR notation. */
      readonly cidrs: readonly string[];
      /** Networks that are left out; each is written for the network that it lies in. @default [] */
      readonly except?: readonly string[];
    }
  | {
      /** Labels of the pods. Empty: all of them. */
      readonly labels: Readonly<Record<string, string>>;
      /** Their namespace. @default - the policy's own */
      readonly namespace?: string;
    };

export interface Port {
  readonly port: number;
  /** Last port of a range. @default - `port` alone */
  readonly endPort?: number;
  readonly protocol: 'TCP' | 'UDP';
}

/** Peers and the ports on which they are reached, or come. */
export interface NetworkRule {
  /** A rule without peers opens nothing. */
  readonly peers: readonly Peer[];
  /** TCP ports, or ports with their protocol. */
  readonly ports: readonly (number | Port)[];
}

export interface PodNetworkPolicyProps {
  readonly name: string;
  readonly namespace: string;
  /** Labels of the pods it opens. Empty: all pods of the namespace. */
  readonly labels: Readonly<Record<string, string>>;
  /** Who may reach them. @default [] */
  readonly from?: readonly NetworkRule[];
  /** Whom they may reach. @default [] */
  readonly to?: readonly NetworkRule[];
}

/** What pods may do beyond the default of their namespace, which is nothing. */
export class PodNetworkPolicy extends Construct {
  public constructor(scope: Construct, id: string, props: PodNetworkPolicyProps) {
    super(scope, id);
    const { name, namespace, labels } = props;
    const ingress = rulesOf(props.from ?? []).map(([from, ports]) => ({ from, ports }));
    const egress = rulesOf(props.to ?? []).map(([to, ports]) => ({ to, ports }));
    // Without a rule in either direction, the default of the namespace says it already.
    if (ingress.length === 0 && egress.length === 0) return;
    put<INetworkPolicy>(this, 'Resource', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name, namespace },
      spec: {
        podSelector: selectorOf(labels),
        policyTypes: [
          ...(ingress.length > 0 ? (['Ingress'] as const) : []),
          ...(egress.length > 0 ? (['Egress'] as const) : []),
        ],
        ...(ingress.length > 0 ? { ingress } : {}),
        ...(egress.length > 0 ? { egress } : {}),
      },
    });
  }
}

/** To Kubernetes, a rule with an empty list of peers means everybody: it must not be written. */
function rulesOf(rules: readonly NetworkRule[]): [INetworkPolicyPeer[], INetworkPolicyPort[]][] {
  return rules.flatMap(({ peers, ports }): [INetworkPolicyPeer[], INetworkPolicyPort[]][] => {
    const written = peers.flatMap(peersOf);
    if (written.length === 0 || ports.length === 0) return [];
    return [
      [written, ports.map((port) => (typeof port === 'number' ? { port, protocol: 'TCP' as const } : { ...port }))],
    ];
  });
}

function peersOf(peer: Peer): INetworkPolicyPeer[] {
  if ('cidrs' in peer) {
    return peer.cidrs.map((cidr) => {
      const except = (peer.except ?? []).filter((part) => Cidr.parse(cidr).contains(Cidr.parse(part)));
      return { ipBlock: { cidr, ...(except.length > 0 ? { except } : {}) } };
    });
  }
  return [
    {
      podSelector: selectorOf(peer.labels),
      ...(peer.namespace === undefined
        ? {}
        : { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': peer.namespace } } }),
    },
  ];
}

function selectorOf(labels: Readonly<Record<string, string>>) {
  return Object.keys(labels).length === 0 ? {} : { matchLabels: { ...labels } };
}
