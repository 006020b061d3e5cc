import { Cidr } from '../../../lib/core/cidr';
import type { ListenerFact } from '../contract/facts';
import type { Deployment, Manifest } from '../terraform-facts/deployment';
import {
  type ListenerPort,
  letInByBoth,
  listenerPorts,
  podPorts,
  readinessPort,
  sourcesOf,
} from '../terraform-facts/listener-services';
import type { Resource } from '../terraform-facts/room';
import { nodeSubnetOf, rangesOf } from './cluster-block';
import { isReserved, rangesIn } from './network';
import { type AllowRule, leadsTo, letInTo, opensPort } from './security-groups';

/*
 * A load balancer of Azure belongs to a Service: AKS makes it, with the address that the Service asks for. Who reaches it is
 * said by the security group of the nodes and by the Service, and what it reaches by the network policies of the pods.
 * https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/
 */
const BALANCER = 'service.beta.kubernetes.io/azure-load-balancer-';
const PRIVATE_LINK = 'service.beta.kubernetes.io/azure-pls-';

/** Where probes of every load balancer come from: https://learn.microsoft.com/azure/load-balancer/load-balancer-custom-probe-overview */
const PROBES = ['168.63.129.16/32'];
/** Where nodes say whether they have a pod that is ready: at a node port of the Service. */
const NODE_PORTS = [30_000, 32_767];

const podPortsOf = podPorts(PROBES);

export function listenerFacts(deployment: Deployment<'azure'>): ListenerFact[] {
  return listenerPorts(deployment).map((port) => listenerFact(port, deployment));
}

function listenerFact(listener: ListenerPort, deployment: Deployment<'azure'>): ListenerFact {
  const { name, service, port, containerPort } = listener;
  const ranges = rangesIn(deployment);
  const annotations: Readonly<Record<string, string>> = service.metadata.annotations ?? {};
  const isInternal = annotations[`${BALANCER}internal`] === 'true';
  const asked = annotations[`${BALANCER}ipv4`] ?? '';
  const subnet = annotations[`${BALANCER}internal-subnet`];
  // Without a name, AKS takes the subnet of the nodes.
  const place = ranges.find(({ ref, role }) =>
    subnet === undefined ? role === 'nodes' : ref.endsWith(`/subnets/${subnet}`),
  );
  const isPlaced = place !== undefined && Cidr.tryParse(`${asked}/32`)?.overlaps(Cidr.parse(place.cidr)) === true;
  const reserved = reservationOf(asked, annotations, deployment);
  const isShared = annotations[`${PRIVATE_LINK}create`] === 'true';
  return {
    name,
    exposure: isInternal ? (isPlaced ? 'internal' : 'none') : reserved === undefined ? 'none' : 'external',
    address: asked,
    // An external one lies in no subnet; outputs name the one that internal ones are in.
    target: isInternal ? (subnet ?? '') : (nameOf(ranges.find(({ role }) => role === 'load-balancers')?.ref) ?? ''),
    port,
    containerPort,
    // Only then a node says whether it has such a pod, and clients keep their address.
    healthPort:
      service.spec.externalTrafficPolicy === 'Local' && probesAreLetIn(deployment)
        ? readinessPort(service, deployment)
        : 0,
    // Only a Private Link service adds the header; a load balancer changes nothing.
    proxyProtocol: isShared && annotations[`${PRIVATE_LINK}proxy-protocol`] === 'true',
    allowedCidrs: letIn(service, port, asked, deployment),
    podPorts: podPortsOf(deployment.manifests)(service),
    placedIn: isInternal && place !== undefined ? [place.ref] : [],
    privateConsumers: isShared ? (annotations[`${PRIVATE_LINK}visibility`] ?? '').split(' ').filter(Boolean) : [],
    consumersMustBeAccepted: annotations[`${PRIVATE_LINK}auto-approval`] === undefined,
  };
}

function nameOf(id: string | undefined): string | undefined {
  return id?.split('/').at(-1);
}

/** The address of an external one, if AKS finds it where the Service says. */
function reservationOf(
  address: string,
  annotations: Readonly<Record<string, string>>,
  { dataPlane }: Deployment<'azure'>,
): Resource | undefined {
  return dataPlane
    .all('azurerm_public_ip')
    .find(
      (each) =>
        address === `${each.address}.ip_address` &&
        annotations[`${BALANCER}resource-group`] === each.block.resource_group_name &&
        isReserved(each.block),
    );
}

/** Networks that the nodes' group and the Service let in, both the same. A group that is not ours lets in what the Service does. */
function letIn(service: Manifest, port: number, address: string, deployment: Deployment<'azure'>): string[] {
  if (deployment.config.network.kind === 'existing') return [...sourcesOf(service)];
  const sources = inwards(deployment)
    .filter((rule) => opensPort(rule, port) && leadsTo(rule, address))
    .flatMap((rule) =>
      rule.destinations.length === 1 ? rule.sources : rule.sources.map((source) => `${source} at other addresses`),
    );
  return letInByBoth(service, sources);
}

/** Whether the nodes' group lets probes in. One that is not ours is taken to do so. */
function probesAreLetIn(deployment: Deployment<'azure'>): boolean {
  if (deployment.config.network.kind === 'existing') return true;
  const nodes = rangesOf(nodeSubnetOf(deployment), deployment);
  return inwards(deployment).some(
    ({ sources, destinations, ...rule }) =>
      sources.includes('AzureLoadBalancer') &&
      nodes.every((range) => destinations.includes(range)) &&
      NODE_PORTS.every((port) => opensPort(rule, port)),
  );
}

function inwards(deployment: Deployment<'azure'>): readonly AllowRule[] {
  return letInTo(nodeSubnetOf(deployment), deployment).filter(({ direction }) => direction === 'Inbound');
}
