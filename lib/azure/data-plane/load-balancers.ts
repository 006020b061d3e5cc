import { PublicIp } from '@cdktf/provider-azurerm/lib/public-ip';
import { Construct } from 'constructs';
import { Cidr } from '../../core/cidr';
import { factsOf } from '../../core/clouds/facts';
import { groupListeners, type ListenerGroup } from '../../core/listener-groups';
import type { ResolvedListener } from '../../core/listeners';
import { pascalCase } from '../../core/names';
import type { ListenerOutput } from '../../core/outputs';
import type { Component } from '../../core/plan/listener';
import { namesOf } from '../names';
import type { AzurePlace } from '../place';

/** What an address needs to know of a listener. */
export type AzureListener = Pick<
  ResolvedListener,
  'name' | 'component' | 'exposure' | 'port' | 'containerPort' | 'readinessPort' | 'proxyProtocol'
>;

export interface AzureLoadBalancersProps extends AzurePlace {
  /** Zones of the external addresses: `1`, `2` and `3`. */
  readonly zones: readonly string[];
  /** Listeners of every component and exposure. */
  readonly listeners: readonly AzureListener[];
  /** Name of the subnet of internal load balancers. */
  readonly subnet: string;
  /** Its addresses; no token. Nothing else may take any of the first. */
  readonly subnetCidr: string;
}

/** Where each component has its internal address: it stays there whatever listeners come and go. */
const POSITIONS: Readonly<Record<Component, number>> = { agent: 0, proxy: 1, ingress: 2 };

/**
 * Address of a component's internal load balancer: one of the first three that Azure leaves in a subnet. Azure reserves no
 * addresses in a network, so nothing is made: the Service asks for it, and gets it because nothing else is in the subnet.
 */
export function internalAddress(subnetCidr: string, component: Component): string {
  const { start } = factsOf('azure').split.addressing.reservedAddresses;
  return String(Cidr.parse(subnetCidr).part(start + POSITIONS[component], 32)).replace('/32', '');
}

/**
 * One address per component and exposure that the listeners ask for. The load balancers themselves are made by AKS, from
 * the Services of the manifests.
 */
export class AzureLoadBalancers extends Construct {
  /** External addresses by component and exposure: `ingress-external`. */
  public readonly external: Readonly<Record<string, PublicIp>>;
  /** All addresses, by the same; external ones are known once deployed. */
  public readonly addresses: Readonly<Record<string, string>>;
  /** Listeners by name, as the manifests need them. The subnet says nothing of an external one. */
  public readonly listeners: Readonly<Record<string, ListenerOutput<'azure'>>>;

  public constructor(scope: Construct, id: string, props: AzureLoadBalancersProps) {
    super(scope, id);
    const { subnet, subnetCidr } = props;
    const groups = groupListeners(props.listeners).map((group) => {
      const external = group.exposure === 'external' ? this.reserve(group, props) : undefined;
      const address = external === undefined ? internalAddress(subnetCidr, group.component) : external.ipAddress;
      return { ...group, external, address };
    });
    this.external = Object.fromEntries(
      groups.flatMap(({ key, external }) => (external === undefined ? [] : [[key, external]])),
    );
    this.addresses = Object.fromEntries(groups.map(({ key, address }) => [key, address]));
    this.listeners = Object.fromEntries(
      groups.flatMap(({ listeners, address }) =>
        listeners.map(({ name, component, exposure, port, containerPort, readinessPort, proxyProtocol }) => [
          name,
          { component, exposure, port, containerPort, readinessPort, proxyProtocol, address, subnet },
        ]),
      ),
    );
  }

  private reserve(
    { key, component, exposure }: ListenerGroup<AzureListener>,
    { environmentId, subscription, resourceGroup, region, zones, tags }: AzureLoadBalancersProps,
  ): PublicIp {
    return new PublicIp(this, pascalCase(key), {
      resourceGroupName: resourceGroup,
      location: region,
      name: namesOf(environmentId, subscription).loadBalancerAddress(component, exposure),
      allocationMethod: 'Static',
      // AKS makes load balancers of no other kind.
      sku: 'Standard',
      zones: [...zones],
      tags: { ...tags },
    });
  }
}
