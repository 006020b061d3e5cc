import { ApiObject, JsonPatch } from 'cdk8s';
import { Service, ServiceType } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { installationName, pascalCase } from '../../core/names';
import type { DeployedOutputs, ListenerOutput } from '../../core/outputs';
import type { Component, Exposure } from '../../core/plan/listener';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { dnsAnnotations } from '../charts/external-dns';
import { put } from '../manifest';
import { clusterNetworkOf } from '../network/cluster-network';
import { NAMESPACE_OF } from '../system-namespaces';
import type { TargetGroupBinding } from '../target-group-binding';
import { type PrivateLinkService, privateLinkAnnotations, privateLinkServiceOf } from './private-link-service';

/** A listener, and its name in the plan. */
export type NamedListener = ListenerOutput & {
  readonly name: string;
  /** Host that external-dns writes a record for. @default - nobody writes one */
  readonly host?: string;
};

/** Name of the Service behind a component's listeners of one exposure. */
export function listenerServiceName(component: Component, exposure: Exposure): string {
  return `${component}-${exposure}`;
}

export interface ListenerServicesProps {
  /** Namespace of the pods. */
  readonly namespace: string;
  /** Labels of the pods that answer. */
  readonly selector: Readonly<Record<string, string>>;
  /** Listeners of one component. */
  readonly listeners: readonly NamedListener[];
  readonly component: Component;
  /** Name of the installation, `byoc-<env>`: on Azure, that of the resource group that public addresses are in. */
  readonly installation: string;
  /** Networks that may reach listeners, where the cloud's controller makes the load balancer. */
  readonly clients: Readonly<Record<Exposure, readonly string[]>>;
  /** How the internal load balancer is offered to other networks, on Azure. @default - it is not */
  readonly privateLink?: PrivateLinkService;
}

/**
 * What ties pods to their load balancers. On AWS the data plane owns the load balancer, and a TargetGroupBinding
 * registers the pods; on Google Cloud and Azure a Service owns it and takes the address that is reserved for it.
 */
export class ListenerServices extends Construct {
  public constructor(scope: Construct, id: string, props: ListenerServicesProps) {
    super(scope, id);
    for (const exposure of ['internal', 'external'] as const) {
      const listeners = props.listeners.filter((listener) => listener.exposure === exposure);
      const [first] = listeners;
      if (first === undefined) continue;
      const bound = listeners.flatMap((listener) => ('targetGroupArn' in listener ? [listener] : []));
      const name = listenerServiceName(props.component, exposure);
      const service = this.service(name, exposure, first, listeners, props);
      for (const listener of bound) {
        put<TargetGroupBinding>(this, `Target${pascalCase(listener.name)}`, {
          apiVersion: 'elbv2.k8s.aws/v1beta1',
          kind: 'TargetGroupBinding',
          metadata: { name: listener.name, namespace: props.namespace },
          spec: {
            targetGroupARN: listener.targetGroupArn,
            targetType: 'ip',
            ipAddressType: 'ipv4',
            serviceRef: { name: service.name, port: listener.containerPort },
          },
        });
      }
    }
  }

  private service(
    name: string,
    exposure: Exposure,
    first: NamedListener,
    listeners: readonly NamedListener[],
    props: ListenerServicesProps,
  ): Service {
    const ownsLoadBalancer = !('targetGroupArn' in first);
    const hosts = [...new Set(listeners.flatMap(({ host }) => (host === undefined ? [] : [host])))];
    // Network policies see the port after translation: behind a target group, both are the pod's.
    const ports = new Map(
      listeners.map((listener) => [ownsLoadBalancer ? listener.port : listener.containerPort, listener.containerPort]),
    );
    const service = new Service(this, pascalCase(name), {
      metadata: {
        name,
        namespace: props.namespace,
        // Istio would take the Service's port for the gateway's own where the two differ.
        ...(ownsLoadBalancer && props.component === 'ingress'
          ? { labels: { 'experimental.istio.io/disable-gateway-port-translation': 'true' } }
          : {}),
        annotations: {
          ...loadBalancerAnnotations(first, props),
          ...(hosts.length > 0 ? dnsAnnotations(hosts, ownsLoadBalancer ? undefined : first.address) : {}),
        },
      },
      type: ownsLoadBalancer ? ServiceType.LOAD_BALANCER : ServiceType.CLUSTER_IP,
      ...(ownsLoadBalancer ? { loadBalancerSourceRanges: [...props.clients[exposure]] } : {}),
      ports: [...ports].map(([port, targetPort]) => ({ name: `tcp-${port}`, port, targetPort })),
    });
    for (const [label, value] of Object.entries(props.selector)) service.selectLabel(label, value);
    const object = ApiObject.of(service);
    // Else a node in between would put its own address in place of the client's, which lists and policies name.
    if (ownsLoadBalancer) object.addJsonPatch(JsonPatch.add('/spec/externalTrafficPolicy', 'Local'));
    if ('addressName' in first) object.addJsonPatch(JsonPatch.add('/spec/loadBalancerClass', GKE_CLASSES[exposure]));
    return service;
  }
}

/**
 * Passthrough load balancers with network endpoint groups: of no other kind can GKE be told to leave the firewall alone.
 * https://cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer
 */
const GKE_CLASSES: Readonly<Record<Exposure, string>> = {
  internal: 'networking.gke.io/l4-regional-internal',
  external: 'networking.gke.io/l4-regional-external',
};

/** What the cloud's controller reads. Nothing on AWS, where the data plane owns the load balancer. */
function loadBalancerAnnotations(
  listener: NamedListener,
  { installation, privateLink }: ListenerServicesProps,
): Record<string, string> {
  const { address, exposure } = listener;
  // https://cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer-parameters#spd-static-ip
  if ('addressName' in listener) return { 'networking.gke.io/load-balancer-ip-addresses': listener.addressName };
  if (!('subnet' in listener)) return {};
  // https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/
  return {
    'service.beta.kubernetes.io/azure-load-balancer-ipv4': address,
    ...(exposure === 'internal'
      ? {
          'service.beta.kubernetes.io/azure-load-balancer-internal': 'true',
          'service.beta.kubernetes.io/azure-load-balancer-internal-subnet': listener.subnet,
          ...(privateLink === undefined ? {} : privateLinkAnnotations(privateLink)),
        }
      : // AKS looks for public addresses in the resource group of the nodes: https://learn.microsoft.com/azure/aks/static-ip
        { 'service.beta.kubernetes.io/azure-load-balancer-resource-group': installation }),
  };
}

/** Listeners of one component as the outputs name them. Undefined: there are none. */
export function listenerServicesPropsOf(
  config: DataPlaneConfig,
  outputs: DeployedOutputs,
  component: Component,
  selector: Readonly<Record<string, string>>,
): ListenerServicesProps | undefined {
  const writesRecords = config.plan.clusterServices.includes('external-dns');
  const listeners = Object.entries(outputs.listeners).flatMap(([name, listener]): NamedListener[] => {
    const host = writesRecords ? config.listeners.find((each) => each.name === name)?.host : undefined;
    return listener.component === component ? [{ ...listener, name, ...(host === undefined ? {} : { host }) }] : [];
  });
  const { clients } = clusterNetworkOf(config);
  if (listeners.length === 0) return undefined;
  const installation = installationName(config.environment.id);
  const privateLink = privateLinkServiceOf(config, outputs, component);
  return {
    namespace: NAMESPACE_OF[component],
    selector,
    component,
    installation,
    listeners,
    clients,
    ...(privateLink === undefined ? {} : { privateLink }),
  };
}
