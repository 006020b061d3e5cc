import { ComputeAddress } from '@cdktf/provider-google/lib/compute-address';
import { ComputeForwardingRule } from '@cdktf/provider-google/lib/compute-forwarding-rule';
import { ComputeGlobalAddress } from '@cdktf/provider-google/lib/compute-global-address';
import { ComputeGlobalForwardingRule } from '@cdktf/provider-google/lib/compute-global-forwarding-rule';
import { Construct } from 'constructs';
import { namesOf } from '../names';

export interface GcpPrivateEndpointsProps {
  /** Id of the environment, 2 to 16 lower-case letters and digits; no token, names are made from it. */
  readonly environmentId: string;
  /** Id of the project; no token. */
  readonly project: string;
  /** Region of the subnet. */
  readonly region: string;
  /** Resource name of the network that gets the endpoints. */
  readonly network: string;
  /** Labels of addresses and endpoints. */
  readonly labels: Readonly<Record<string, string>>;
  /**
   * Google's APIs at an address of the network, which must lie outside its subnets, peers and routes:
   * https://cloud.google.com/vpc/docs/about-accessing-google-apis-endpoints#ip-requirements
   *
   * @default - they are reached at their public addresses, through Private Google Access
   */
  readonly googleApis?: { readonly address: string };
  /**
   * The vendor's control plane at an address of a subnet.
   *
   * @default - it is reached through the internet
   */
  readonly controlPlane?: {
    /** Service attachment of the vendor: `projects/P/regions/R/serviceAttachments/S`. */
    readonly serviceAttachment: string;
    /** Resource name of the subnet. */
    readonly subnet: string;
    /** A free address in it. */
    readonly address: string;
  };
}

/** The bundle of all APIs that there are endpoints for; `vpc-sc` has those of VPC Service Controls only. */
const ALL_APIS = 'all-apis';

/**
 * Private addresses of services (Private Service Connect), so that nodes need no way to the internet to reach them.
 * Names do not lead there by themselves: the customer's `GcpPrivateZones` make them, after the network. Until then, Google's
 * APIs are reached at their public addresses (Private Google Access), and the control plane as far as routes lead there.
 */
export class GcpPrivateEndpoints extends Construct {
  /** Endpoint of Google's APIs. @default - there is none */
  public readonly googleApis?: ComputeGlobalForwardingRule;
  /** Endpoint of the control plane. @default - there is none */
  public readonly controlPlane?: ComputeForwardingRule;

  public constructor(scope: Construct, id: string, props: GcpPrivateEndpointsProps) {
    super(scope, id);
    const { environmentId, project, region, network } = props;
    const names = namesOf(environmentId, project);
    const labels = { ...props.labels };
    // There is no load balancer behind an endpoint, and no DNS zone is made that nobody asked for.
    const endpoint = { loadBalancingScheme: '', noAutomateDnsZone: true };
    if (props.googleApis !== undefined) {
      const address = new ComputeGlobalAddress(this, 'GoogleApisAddress', {
        project,
        name: names.privateEndpoint('google-apis'),
        addressType: 'INTERNAL',
        purpose: 'PRIVATE_SERVICE_CONNECT',
        network,
        address: props.googleApis.address,
        labels,
      });
      this.googleApis = new ComputeGlobalForwardingRule(this, 'GoogleApis', {
        ...endpoint,
        project,
        name: names.googleApisEndpoint,
        target: ALL_APIS,
        network,
        ipAddress: address.id,
        labels,
      });
    }
    if (props.controlPlane !== undefined) {
      const { serviceAttachment, subnet, address } = props.controlPlane;
      const name = names.privateEndpoint('control-plane');
      const reserved = new ComputeAddress(this, 'ControlPlaneAddress', {
        project,
        region,
        name,
        addressType: 'INTERNAL',
        purpose: 'GCE_ENDPOINT',
        subnetwork: subnet,
        address,
        labels,
      });
      this.controlPlane = new ComputeForwardingRule(this, 'ControlPlane', {
        ...endpoint,
        project,
        region,
        name,
        target: serviceAttachment,
        network,
        ipAddress: reserved.id,
        // Else an endpoint whose service was made anew would stay dead.
        recreateClosedPsc: true,
        labels,
      });
    }
  }
}
