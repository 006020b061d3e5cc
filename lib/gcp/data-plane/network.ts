import { ComputeNetwork } from '@cdktf/provider-google/lib/compute-network';
import { ComputeSubnetwork, type ComputeSubnetworkConfig } from '@cdktf/provider-google/lib/compute-subnetwork';
import { Construct, DependencyGroup, type IDependable } from 'constructs';
import type { GcpRole } from '../../core/clouds/gcp';
import { type NetworkLayout, rangesOf } from '../../core/network-layout';
import { privateAddressesOf } from '../../core/private-addresses';
import { namesOf } from '../names';
import {
  ExistingNetwork,
  type ExistingNetworkNames,
  type ExistingNetworkResources,
  namedNetwork,
} from './existing-network';
import { GcpNat } from './nat';
import type { IGcpNetwork } from './network-contract';
import { GcpPrivateEndpoints } from './private-endpoints';

export interface GcpNetworkProps {
  /** Id of the environment, 2 to 16 lower-case letters and digits; no token, names are made from it. */
  readonly environmentId: string;
  /** Id of the project; no token. */
  readonly project: string;
  /** Region of the subnets. */
  readonly region: string;
  /** Ranges by role, from `layoutNetwork`. */
  readonly layout: NetworkLayout<GcpRole>;
  /** NAT with three reserved addresses, with one, or none: then the customer adds routes. It is regional in any case. */
  readonly nat: 'per-zone' | 'single' | 'none';
  /** Whether connections of nodes and pods are logged: half of them, every ten minutes. */
  readonly flowLogs: boolean;
  /** Labels of addresses and endpoints; networks and subnets take none. */
  readonly labels: Readonly<Record<string, string>>;
  /**
   * Services that are reached through private endpoints.
   *
   * @default - none; Google's APIs are reached through Private Google Access in any case
   */
  readonly privateEndpoints?: {
    /** Whether Google's APIs get an address of the network. */
    readonly googleApis: boolean;
    /** Service attachment of the vendor's control plane. @default - it is reached through the internet */
    readonly controlPlane?: string;
  };
}

/** Names of the secondary ranges of the nodes' subnet. */
const POD_RANGE = 'pods';
const SERVICE_RANGE = 'services';

/** Cloud NAT has no gateway per zone; more addresses are more ports. */
const NAT_ADDRESSES = { 'per-zone': 3, single: 1 } as const;

/** https://cloud.google.com/vpc/docs/flow-logs */
const FLOW_LOGS = { aggregationInterval: 'INTERVAL_10_MIN', flowSampling: 0.5, metadata: 'INCLUDE_ALL_METADATA' };

/** A VPC drawn subnet by subnet from a layout: every address is known in advance. */
export class GcpNetwork extends Construct implements IGcpNetwork {
  /** Uses a network of the customer's, or one that a host project shares, by names. Creates nothing. */
  public static fromNames(scope: Construct, id: string, props: ExistingNetworkNames): IGcpNetwork {
    return new ExistingNetwork(scope, id, namedNetwork(props));
  }

  /** Uses a network that the same app makes or reads. Creates nothing and changes nothing in it. */
  public static fromResources(scope: Construct, id: string, props: ExistingNetworkResources): IGcpNetwork {
    return new ExistingNetwork(scope, id, props);
  }

  public readonly project: string;
  public readonly network: string;
  public readonly nodeSubnet: string;
  public readonly podRange = POD_RANGE;
  public readonly serviceRange = SERVICE_RANGE;
  public readonly controlPlaneSubnet: string;
  public readonly privateServiceConnectSubnet: string;
  /** NAT of the nodes. @default - there is none */
  public readonly nat?: GcpNat;
  /** Private addresses of services. @default - there are none */
  public readonly privateEndpoints?: GcpPrivateEndpoints;
  public readonly egressAddresses: readonly string[];
  public readonly wayOut: IDependable;

  public constructor(scope: Construct, id: string, props: GcpNetworkProps) {
    super(scope, id);
    const { environmentId, project, region, layout, nat, labels } = props;
    const names = namesOf(environmentId, project);
    const network = new ComputeNetwork(this, 'Resource', {
      project,
      name: names.network,
      autoCreateSubnetworks: false,
      routingMode: 'REGIONAL',
      // NAT and Private Google Access need the route to the internet gateway.
      deleteDefaultRoutesOnCreate: false,
      // An organization's policies come first.
      networkFirewallPolicyEnforcementOrder: 'BEFORE_CLASSIC_FIREWALL',
    });
    const subnet = (name: string, role: GcpRole, settings: Partial<ComputeSubnetworkConfig>) =>
      rangesOf(layout, role).map(
        ({ cidr }) =>
          new ComputeSubnetwork(this, name, {
            project,
            region,
            name: names.subnet(role),
            network: network.id,
            ipCidrRange: cidr,
            ...settings,
          }),
      );
    const [nodes] = subnet('Nodes', 'nodes', {
      privateIpGoogleAccess: true,
      stackType: 'IPV4_ONLY',
      secondaryIpRange: [...secondary(layout, 'pods', POD_RANGE), ...secondary(layout, 'services', SERVICE_RANGE)],
      ...(props.flowLogs ? { logConfig: FLOW_LOGS } : {}),
    });
    const [controlPlane] = subnet('ControlPlane', 'control-plane', {
      privateIpGoogleAccess: true,
      stackType: 'IPV4_ONLY',
    });
    const [consumers] = subnet('PrivateServiceConnect', 'private-service-connect', {
      purpose: 'PRIVATE_SERVICE_CONNECT',
    });
    if (nodes === undefined || controlPlane === undefined || consumers === undefined) {
      const missing = 'nodes, control-plane and private-service-connect';
      throw new Error(
        `'layout' of ${this.node.path} must have ranges for ${missing}, got ${layout.ranges.map(({ role }) => role).join(', ')}; use layoutNetwork`,
      );
    }
    // Only one can be active per region and network, and only Envoy load balancers use it.
    const proxies = subnet('ProxyOnly', 'proxy-only', { purpose: 'REGIONAL_MANAGED_PROXY', role: 'ACTIVE' });
    const common = { environmentId, project, region, labels, network: network.id };
    if (nat !== 'none') {
      this.nat = new GcpNat(this, 'Nat', {
        ...common,
        subnet: nodes.id,
        secondaryRanges: [POD_RANGE],
        addresses: NAT_ADDRESSES[nat],
      });
    }
    if (props.privateEndpoints !== undefined) {
      const { googleApis, controlPlane: serviceAttachment } = props.privateEndpoints;
      const addresses = privateAddressesOf(layout);
      this.privateEndpoints = new GcpPrivateEndpoints(this, 'PrivateEndpoints', {
        ...common,
        ...(googleApis ? { googleApis: { address: addresses.googleApis } } : {}),
        ...(serviceAttachment === undefined
          ? {}
          : { controlPlane: { serviceAttachment, subnet: nodes.id, address: addresses.controlPlane } }),
      });
    }
    this.wayOut = new DependencyGroup(
      ...[nodes, controlPlane, consumers, ...proxies],
      ...[this.nat, this.privateEndpoints].filter((part) => part !== undefined),
    );
    this.egressAddresses = this.nat?.addresses ?? [];
    this.project = project;
    this.network = network.id;
    this.nodeSubnet = nodes.id;
    this.controlPlaneSubnet = controlPlane.id;
    this.privateServiceConnectSubnet = consumers.name;
  }
}

function secondary(layout: NetworkLayout<GcpRole>, role: GcpRole, rangeName: string) {
  return rangesOf(layout, role).map(({ cidr }) => ({ rangeName, ipCidrRange: cidr }));
}
