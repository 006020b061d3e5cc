import { Construct } from 'constructs';
import type { DeployedOutputs } from '../../core/outputs';
import type { Component } from '../../core/plan/listener';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { put } from '../manifest';
import { NAMESPACE_OF } from '../system-namespaces';
import { consumerSubnetOf } from './consumer-subnet';
import { listenerServiceName } from './listener-services';

/** Somebody who may connect from another network. */
export interface PrivateConsumer {
  /** Project id. */
  readonly project: string;
  /** How many endpoints the project may have. */
  readonly connectionLimit: number;
}

export interface ServiceAttachmentProps {
  /** Name of the Service that owns the internal load balancer; the attachment has the same one. */
  readonly service: string;
  readonly namespace: string;
  /** Subnet that consumers' addresses are translated into: its name, or its resource name in a Shared VPC. */
  readonly natSubnet: string;
  /** Everybody else is left waiting. */
  readonly consumers: readonly PrivateConsumer[];
}

/**
 * Publishes an internal load balancer of Google Cloud by Private Service Connect. GKE's controller makes what it says, and
 * needs no identity of ours for it. Connections come from the NAT subnet: the PROXY protocol, which would name the
 * consumer, would have to be spoken by every client inside the network, too.
 */
export class ServiceAttachment extends Construct {
  public constructor(scope: Construct, id: string, props: ServiceAttachmentProps) {
    super(scope, id);
    const { service, namespace, natSubnet, consumers } = props;
    put<ServiceAttachmentObject>(this, 'Resource', {
      apiVersion: 'networking.gke.io/v1',
      kind: 'ServiceAttachment',
      metadata: { name: service, namespace },
      spec: {
        connectionPreference: 'ACCEPT_MANUAL',
        natSubnets: [natSubnet],
        proxyProtocol: false,
        resourceRef: { kind: 'Service', name: service },
        consumerAllowList: consumers.map(({ project, connectionLimit }) => ({ project, connectionLimit })),
      },
    });
  }
}

/**
 * https://cloud.google.com/kubernetes-engine/docs/how-to/internal-load-balancing-across-vpc-net, and field by field
 * https://github.com/kubernetes/ingress-gce/blob/master/pkg/apis/serviceattachment/v1/types.go
 */
interface ServiceAttachmentObject {
  readonly apiVersion: 'networking.gke.io/v1';
  readonly kind: 'ServiceAttachment';
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly connectionPreference: 'ACCEPT_MANUAL';
    readonly natSubnets: readonly string[];
    readonly proxyProtocol: boolean;
    readonly resourceRef: { readonly kind: 'Service'; readonly name: string };
    readonly consumerAllowList: readonly PrivateConsumer[];
  };
}

/**
 * The attachment of a component's internal listeners. Undefined: nobody may connect to them from another network.
 *
 * @throws ConfigError if the outputs name no subnet for it
 */
export function serviceAttachmentPropsOf(
  config: DataPlaneConfig,
  outputs: DeployedOutputs,
  component: Component,
): ServiceAttachmentProps | undefined {
  if (config.cloud !== 'gcp') return undefined;
  const { endpointServices, network, region } = config.environment;
  const published = endpointServices.find((service) => service.component === component);
  if (published === undefined) return undefined;
  const subnet = consumerSubnetOf(outputs, 'privateServiceConnectSubnet');
  const hostProject = network.kind === 'existing' ? network.hostProject : undefined;
  const { projects, connectionLimit } = published;
  return {
    service: listenerServiceName(component, 'internal'),
    namespace: NAMESPACE_OF[component],
    natSubnet:
      // GKE looks a name up in the project of the cluster.
      hostProject === undefined ? subnet : `projects/${hostProject}/regions/${region}/subnetworks/${subnet}`,
    consumers: projects.map((project) => ({ project, connectionLimit })),
  };
}
