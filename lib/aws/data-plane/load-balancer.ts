import { aws_ec2 as ec2, aws_elasticloadbalancingv2 as elbv2 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { ResolvedListener } from '../../core/listeners';
import type { Component, Exposure } from '../../core/plan/listener';
import { acknowledge } from '../acknowledge';
import { idsOf } from '../ids';
import { NO_EGRESS } from './interface-endpoints';

/** What a load balancer needs to know of a listener. */
export type AwsListener = Pick<
  ResolvedListener,
  'name' | 'port' | 'containerPort' | 'readinessPort' | 'readinessPath' | 'drainSeconds' | 'proxyProtocol'
>;

export interface AwsLoadBalancerProps {
  /** Component that the listeners lead to; for descriptions only. */
  readonly component: Component;
  /** `internal` or `external`: internet-facing. */
  readonly exposure: Exposure;
  /** Listeners of this component and exposure; ports are TCP. */
  readonly listeners: readonly AwsListener[];
  /** VPC of the subnets. */
  readonly vpcId: string;
  /** One subnet per zone: private ones, or public ones for an external load balancer. */
  readonly subnets: readonly ec2.ISubnet[];
  /** Networks that are let in. */
  readonly allowedCidrs: readonly string[];
  /** Security group of the pods. */
  readonly cluster: ec2.IConnectable;
  /** Whether the load balancer refuses to be deleted. */
  readonly protection: boolean;
  /**
   * Principals that may ask for a PrivateLink connection.
   *
   * @default - there is no endpoint service
   */
  readonly endpointPrincipals?: readonly string[];
}

const HEALTH_CHECK_SECONDS = 10;
const HEALTH_CHECK_COUNT = 2;

/**
 * One network load balancer. Pods are registered by a TargetGroupBinding without `spec.networking`; the rules between
 * load balancer and pods are here, so that the controller needs no right to write any. No names: CloudFormation makes
 * them, and replaces a target group by making the new one first.
 */
export class AwsLoadBalancer extends Construct implements ec2.IConnectable {
  public readonly connections: ec2.Connections;
  /** DNS name. */
  public readonly address: string;
  /** Target groups by listener. */
  public readonly targetGroupArns: Readonly<Record<string, string>>;

  public constructor(scope: Construct, id: string, props: AwsLoadBalancerProps) {
    super(scope, id);
    const { component, exposure, listeners } = props;
    // A load balancer that was made without a group never gets one.
    const group = new ec2.CfnSecurityGroup(this, 'SecurityGroup', {
      groupDescription: `Load balancer of ${component}, ${exposure}`,
      vpcId: props.vpcId,
      securityGroupEgress: NO_EGRESS,
    });
    this.connections = new ec2.Connections({
      securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(this, 'Group', group.attrGroupId)],
    });
    const loadBalancer = new elbv2.CfnLoadBalancer(this, 'Resource', {
      type: 'network',
      scheme: exposure === 'external' ? 'internet-facing' : 'internal',
      ipAddressType: 'ipv4',
      subnets: props.subnets.map(({ subnetId }) => subnetId),
      securityGroups: [group.attrGroupId],
      // Through PrivateLink, the source is an address of the consumer's network: principals and acceptance decide.
      enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: props.endpointPrincipals === undefined ? 'on' : 'off',
      loadBalancerAttributes: attributes({
        'deletion_protection.enabled': props.protection,
        'load_balancing.cross_zone.enabled': true,
      }),
    });
    acknowledge(loadBalancer, {
      id: 'AwsSolutions::AwsSolutions-ELB2',
      reason:
        'network load balancers write access logs for TLS listeners only; these are TCP, and flow logs cover them',
    });
    this.address = loadBalancer.attrDnsName;
    this.targetGroupArns = Object.fromEntries(
      listeners.map((listener) => [listener.name, this.listen(loadBalancer, listener, props.vpcId)]),
    );
    for (const port of new Set(listeners.map(({ port }) => port))) this.letIn(group, port, props.allowedCidrs);
    const behind = new Set(listeners.flatMap(({ containerPort, readinessPort }) => [containerPort, readinessPort]));
    for (const port of behind) this.letThrough(group, props.cluster, port, component);
    if (props.endpointPrincipals !== undefined) this.offer(loadBalancer, props.endpointPrincipals);
  }

  private listen(loadBalancer: elbv2.CfnLoadBalancer, listener: AwsListener, vpcId: string): string {
    const targetGroup = new elbv2.CfnTargetGroup(this, `Targets-${listener.name}`, {
      vpcId,
      targetType: 'ip',
      protocol: 'TCP',
      port: listener.containerPort,
      ipAddressType: 'ipv4',
      healthCheckProtocol: 'HTTP',
      healthCheckPort: String(listener.readinessPort),
      healthCheckPath: listener.readinessPath,
      healthCheckIntervalSeconds: HEALTH_CHECK_SECONDS,
      healthyThresholdCount: HEALTH_CHECK_COUNT,
      unhealthyThresholdCount: HEALTH_CHECK_COUNT,
      targetGroupAttributes: attributes({
        'deregistration_delay.timeout_seconds': listener.drainSeconds,
        'deregistration_delay.connection_termination.enabled': false,
        'preserve_client_ip.enabled': false,
        'proxy_protocol_v2.enabled': listener.proxyProtocol,
        // A pod that is told to stop says that it is not ready and goes on serving: cutting its connections then
        // would defeat the drain time.
        'target_health_state.unhealthy.connection_termination.enabled': false,
      }),
    });
    // By port: a load balancer has one listener on each, and a renamed one must not clash with itself.
    new elbv2.CfnListener(this, `Listener-${listener.port}`, {
      loadBalancerArn: loadBalancer.ref,
      protocol: 'TCP',
      port: listener.port,
      defaultActions: [{ type: 'forward', targetGroupArn: targetGroup.ref }],
    });
    return targetGroup.ref;
  }

  private letIn(group: ec2.CfnSecurityGroup, port: number, cidrs: readonly string[]): void {
    for (const [cidr, cidrId] of idsOf(cidrs)) {
      new ec2.CfnSecurityGroupIngress(this, `From-${cidrId}-${port}`, {
        groupId: group.attrGroupId,
        description: `Clients in ${cidr}`,
        ipProtocol: 'tcp',
        fromPort: port,
        toPort: port,
        cidrIp: cidr,
      });
    }
  }

  private letThrough(group: ec2.CfnSecurityGroup, cluster: ec2.IConnectable, port: number, component: Component): void {
    const [pods] = cluster.connections.securityGroups;
    if (pods === undefined)
      throw new Error(`'cluster' of ${this.node.path} must have a security group, got none; pass the AwsCluster`);
    new ec2.CfnSecurityGroupEgress(this, `ToPods-${port}`, {
      groupId: group.attrGroupId,
      description: `Pods of ${component}`,
      ipProtocol: 'tcp',
      fromPort: port,
      toPort: port,
      destinationSecurityGroupId: pods.securityGroupId,
    });
    new ec2.CfnSecurityGroupIngress(this, `PodsFrom-${port}`, {
      groupId: pods.securityGroupId,
      description: `Load balancer of ${component}`,
      ipProtocol: 'tcp',
      fromPort: port,
      toPort: port,
      sourceSecurityGroupId: group.attrGroupId,
    });
  }

  private offer(loadBalancer: elbv2.CfnLoadBalancer, principals: readonly string[]): void {
    const service = new ec2.CfnVPCEndpointService(this, 'EndpointService', {
      acceptanceRequired: true,
      networkLoadBalancerArns: [loadBalancer.ref],
    });
    new ec2.CfnVPCEndpointServicePermissions(this, 'EndpointServicePermissions', {
      serviceId: service.ref,
      allowedPrincipals: [...principals],
    });
  }
}

function attributes(values: Readonly<Record<string, boolean | number>>): { key: string; value: string }[] {
  return Object.entries(values).map(([key, value]) => ({ key, value: String(value) }));
}
