import type { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { groupListeners } from '../../core/listener-groups';
import type { ResolvedListener } from '../../core/listeners';
import { pascalCase } from '../../core/names';
import type { ListenerOutput } from '../../core/outputs';
import type { Component } from '../../core/plan/listener';
import { AwsLoadBalancer } from './load-balancer';
import type { IAwsNetwork } from './network-contract';

export interface AwsLoadBalancersProps {
  /** Listeners of every component and exposure. */
  readonly listeners: readonly ResolvedListener[];
  /** Network of the load balancers. */
  readonly network: IAwsNetwork;
  /** Security group of the pods. */
  readonly cluster: ec2.IConnectable;
  /** Networks that may reach external listeners. */
  readonly externalCidrs: readonly string[];
  /** Whether the load balancers refuse to be deleted. */
  readonly protection: boolean;
  /** Components whose internal load balancer is offered through PrivateLink, and to whom. */
  readonly endpointServices: readonly { readonly component: Component; readonly principals: readonly string[] }[];
}

/** One network load balancer per component and exposure that the listeners ask for. */
export class AwsLoadBalancers extends Construct {
  /** Load balancers by component and exposure: `ProxyInternal`. */
  public readonly loadBalancers: Readonly<Record<string, AwsLoadBalancer>>;
  /** Listeners by name, as the manifests need them. */
  public readonly listeners: Readonly<Record<string, ListenerOutput<'aws'>>>;

  public constructor(scope: Construct, id: string, props: AwsLoadBalancersProps) {
    super(scope, id);
    const { network } = props;
    const listeners: Record<string, ListenerOutput<'aws'>> = {};
    const loadBalancers: Record<string, AwsLoadBalancer> = {};
    for (const group of groupListeners(props.listeners)) {
      const { component, exposure } = group;
      const name = pascalCase(`${component}-${exposure}`);
      const principals =
        exposure === 'internal'
          ? props.endpointServices.find((service) => service.component === component)?.principals
          : undefined;
      const loadBalancer = new AwsLoadBalancer(this, name, {
        ...group,
        vpcId: network.vpc.vpcId,
        subnets: exposure === 'external' ? network.publicSubnets : network.privateSubnets,
        allowedCidrs: exposure === 'external' ? props.externalCidrs : network.internalCidrs,
        cluster: props.cluster,
        protection: props.protection,
        ...(principals === undefined ? {} : { endpointPrincipals: principals }),
      });
      loadBalancers[name] = loadBalancer;
      for (const listener of group.listeners) {
        const { port, containerPort, readinessPort, proxyProtocol } = listener;
        listeners[listener.name] = {
          component,
          exposure,
          port,
          containerPort,
          readinessPort,
          proxyProtocol,
          address: loadBalancer.address,
          targetGroupArn: loadBalancer.targetGroupArns[listener.name] ?? '',
        };
      }
    }
    this.loadBalancers = loadBalancers;
    this.listeners = listeners;
  }
}
