import { ComputeAddress } from '@cdktf/provider-google/lib/compute-address';
import { ComputeRouter } from '@cdktf/provider-google/lib/compute-router';
import { ComputeRouterNat } from '@cdktf/provider-google/lib/compute-router-nat';
import { Construct } from 'constructs';
import { namesOf } from '../names';

export interface GcpNatProps {
  /** Id of the environment, 2 to 16 lower-case letters and digits; no token, names are made from it. */
  readonly environmentId: string;
  /** Id of the project; no token. */
  readonly project: string;
  /** Region of subnet, router and addresses. */
  readonly region: string;
  /** Resource name of the network. */
  readonly network: string;
  /** Resource name of the subnet whose nodes and pods call out. */
  readonly subnet: string;
  /** Names of its secondary ranges that call out. */
  readonly secondaryRanges: readonly string[];
  /** How many addresses are reserved. Each has 64,512 ports for each destination. */
  readonly addresses: number;
  /** Labels of the addresses. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Ports of a node: it starts with few and gets more. Powers of two: https://cloud.google.com/nat/docs/ports-and-addresses */
const MIN_PORTS = 64;
const MAX_PORTS = 4096;

/** Cloud NAT: one for all zones, with reserved addresses that others can put on their allow-lists. */
export class GcpNat extends Construct {
  public readonly router: ComputeRouter;
  /** The addresses that connections come from; known once deployed. */
  public readonly addresses: readonly string[];

  public constructor(scope: Construct, id: string, props: GcpNatProps) {
    super(scope, id);
    const { project, region } = props;
    const names = namesOf(props.environmentId, project);
    this.router = new ComputeRouter(this, 'Router', { project, region, name: names.router, network: props.network });
    const reserved = Array.from(
      { length: props.addresses },
      (_, index) =>
        new ComputeAddress(this, `Address${index + 1}`, {
          project,
          region,
          name: names.natAddress(index),
          addressType: 'EXTERNAL',
          networkTier: 'PREMIUM',
          labels: { ...props.labels },
          // Else one that is no longer wanted would be deleted while the NAT still has it.
          lifecycle: { createBeforeDestroy: true },
        }),
    );
    new ComputeRouterNat(this, 'Resource', {
      project,
      region,
      name: names.router,
      router: this.router.name,
      natIpAllocateOption: 'MANUAL_ONLY',
      natIps: reserved.map(({ selfLink }) => selfLink),
      sourceSubnetworkIpRangesToNat: 'LIST_OF_SUBNETWORKS',
      subnetwork: [
        {
          name: props.subnet,
          sourceIpRangesToNat: ['PRIMARY_IP_RANGE', 'LIST_OF_SECONDARY_IP_RANGES'],
          secondaryIpRangeNames: [...props.secondaryRanges],
        },
      ],
      // The two exclude each other: https://cloud.google.com/nat/docs/ports-and-addresses#dynamic-port-limitations
      enableDynamicPortAllocation: true,
      enableEndpointIndependentMapping: false,
      minPortsPerVm: MIN_PORTS,
      maxPortsPerVm: MAX_PORTS,
      logConfig: { enable: true, filter: 'ERRORS_ONLY' },
    });
    this.addresses = reserved.map(({ address }) => address);
  }
}
