import { ComputeAddress } from '@cdktf/provider-google/lib/compute-address';
import { Construct } from 'constructs';
import { groupListeners, type ListenerGroup } from '../../core/listener-groups';
import type { ResolvedListener } from '../../core/listeners';
import { pascalCase } from '../../core/names';
import type { ListenerOutput } from '../../core/outputs';
import { namesOf } from '../names';

/** What an address needs to know of a listener. */
export type GcpListener = Pick<
  ResolvedListener,
  'name' | 'component' | 'exposure' | 'port' | 'containerPort' | 'readinessPort' | 'proxyProtocol'
>;

export interface GcpLoadBalancersProps {
  /** Id of the environment, 2 to 16 lower-case letters and digits; no token, names are made from it. */
  readonly environmentId: string;
  /** Project of the cluster, also where the subnet is shared by another: GKE looks addresses up there. No token. */
  readonly project: string;
  /** Region of the subnet and of the cluster. */
  readonly region: string;
  /** Listeners of every component and exposure. */
  readonly listeners: readonly GcpListener[];
  /** Resource name of the subnet that internal addresses are taken from. */
  readonly subnet: string;
  /** Labels of the addresses. */
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * One reserved address per component and exposure that the listeners ask for. The load balancers themselves are made by
 * GKE, from the Services of the manifests, which take the addresses by name.
 */
export class GcpLoadBalancers extends Construct {
  /** Reserved addresses by component and exposure: `proxy-internal`. */
  public readonly reserved: Readonly<Record<string, ComputeAddress>>;
  /** The same as IPs, known once deployed. */
  public readonly addresses: Readonly<Record<string, string>>;
  /** Listeners by name, as the manifests need them. */
  public readonly listeners: Readonly<Record<string, ListenerOutput<'gcp'>>>;

  public constructor(scope: Construct, id: string, props: GcpLoadBalancersProps) {
    super(scope, id);
    const groups = groupListeners(props.listeners).map((group) => ({ ...group, reserved: this.reserve(group, props) }));
    this.reserved = Object.fromEntries(groups.map(({ key, reserved }) => [key, reserved]));
    this.addresses = Object.fromEntries(groups.map(({ key, reserved }) => [key, reserved.address]));
    this.listeners = Object.fromEntries(
      groups.flatMap(({ listeners, reserved }) =>
        listeners.map(({ name, component, exposure, port, containerPort, readinessPort, proxyProtocol }) => [
          name,
          {
            component,
            exposure,
            port,
            containerPort,
            readinessPort,
            proxyProtocol,
            address: reserved.address,
            addressName: reserved.name,
          },
        ]),
      ),
    );
  }

  private reserve(
    { key, component, exposure }: ListenerGroup<GcpListener>,
    { environmentId, project, region, subnet, labels }: GcpLoadBalancersProps,
  ): ComputeAddress {
    return new ComputeAddress(this, pascalCase(key), {
      project,
      region,
      name: namesOf(environmentId, project).loadBalancerAddress(component, exposure),
      description: `Load balancer of ${component}, ${exposure}`,
      labels: { ...labels },
      // One Service has one address. Only TCP and UDP on the same one would need SHARED_LOADBALANCER_VIP.
      ...(exposure === 'internal'
        ? { addressType: 'INTERNAL', purpose: 'GCE_ENDPOINT', subnetwork: subnet }
        : { addressType: 'EXTERNAL', networkTier: 'PREMIUM' }),
    });
  }
}
