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
import { list } from '../terraform-facts/read';
import type { Resource } from '../terraform-facts/room';
import { allowances, type FirewallRule, opensPort } from './openings';

/*
 * A load balancer of Google Cloud belongs to a Service: GKE makes it, with the address that the Service names. Who reaches
 * it is said by the firewall and by the Service, and what it reaches by the network policies of the pods.
 */

/** Probes of passthrough load balancers: https://cloud.google.com/load-balancing/docs/health-check-concepts#ip-ranges */
const PROBES: Readonly<Record<string, readonly string[]>> = {
  internal: ['35.191.0.0/16', '130.211.0.0/22'],
  external: ['35.191.0.0/16', '209.85.152.0/22', '209.85.204.0/22'],
};
/** Where nodes say whether they have a pod that is ready: at a node port of the Service. */
const NODE_PORTS = [30_000, 32_767];
const EXPOSURES: Readonly<Record<string, string>> = {
  'networking.gke.io/l4-regional-internal': 'internal',
  'networking.gke.io/l4-regional-external': 'external',
};

export function listenerFacts(deployment: Deployment<'gcp'>): ListenerFact[] {
  return listenerPorts(deployment).map((port) => listenerFact(port, deployment));
}

function listenerFact(listener: ListenerPort, deployment: Deployment<'gcp'>): ListenerFact {
  const { name, service, port, containerPort } = listener;
  const { dataPlane, manifests } = deployment;
  const { metadata, spec } = service;
  const reserved = metadata.annotations?.['networking.gke.io/load-balancer-ip-addresses'];
  const address = dataPlane.all('google_compute_address').find(({ block }) => block.name === reserved);
  const exposure = EXPOSURES[spec.loadBalancerClass] ?? String(spec.loadBalancerClass);
  const attachments = manifests.filter(
    ({ kind, metadata: other, spec: attachment }) =>
      kind === 'ServiceAttachment' &&
      other.namespace === metadata.namespace &&
      attachment.resourceRef.name === metadata.name,
  );
  return {
    name,
    // An address of the other kind is refused by GKE.
    exposure: address?.block.address_type === exposure.toUpperCase() ? exposure : 'none',
    address: address?.block.address ?? `${address?.address}.address`,
    target: reserved,
    port,
    containerPort,
    healthPort: probesAreLetIn(exposure, deployment) ? readinessPort(service, deployment) : 0,
    // Only a service attachment adds the header; a passthrough load balancer changes nothing.
    proxyProtocol: attachments.some((attachment) => attachment.spec.proxyProtocol !== false),
    allowedCidrs: letIn(service, port, address, deployment),
    podPorts: podPortsOf(manifests)(service),
    placedIn: list(address?.block.subnetwork),
    privateConsumers: attachments.flatMap((attachment) =>
      list(attachment.spec.consumerAllowList).map(({ project }) => project),
    ),
    consumersMustBeAccepted: attachments.every(
      (attachment) => attachment.spec.connectionPreference === 'ACCEPT_MANUAL',
    ),
  };
}

/** Networks that firewall and Service let in, both the same. A firewall that is not ours lets in what the Service does. */
function letIn(
  service: Manifest,
  port: number,
  address: Resource | undefined,
  deployment: Deployment<'gcp'>,
): string[] {
  if (deployment.config.network.kind === 'existing') return [...sourcesOf(service)];
  const sources: readonly string[] = allowances(deployment)
    .filter((rule) => rule.direction === 'INGRESS' && opensPort(rule, port) && isFor(rule, address))
    // Without a destination, every node is one.
    .flatMap(({ block }) =>
      list(block.source_ranges).map((cidr) =>
        list(block.destination_ranges).length > 0 ? cidr : `${cidr} at every address`,
      ),
    );
  return letInByBoth(service, sources);
}

/** Whether a rule is for the address of a load balancer. */
function isFor({ block }: FirewallRule, address: Resource | undefined): boolean {
  const destinations = list(block.destination_ranges);
  const own = address?.block.address ?? `${address?.address}.address`;
  return destinations.length === 0 || destinations.some((cidr) => String(cidr).replace(/\/32$/, '') === own);
}

/** Ports of the pods behind a Service that its clients and the probes of load balancers may reach. */
const podPortsOf = podPorts(Object.values(PROBES).flat());

/** Whether the firewall lets probes in to the nodes. One that is not ours is taken to do so. */
function probesAreLetIn(exposure: string, deployment: Deployment<'gcp'>): boolean {
  if (deployment.config.network.kind === 'existing') return true;
  return list(PROBES[exposure]).every((cidr) =>
    allowances(deployment).some(
      (rule) =>
        rule.direction === 'INGRESS' &&
        list(rule.block.source_ranges).includes(cidr) &&
        NODE_PORTS.every((port) => opensPort(rule, port)),
    ),
  );
}
