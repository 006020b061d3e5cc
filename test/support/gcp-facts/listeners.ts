import { Cidr } from '../../../lib/core/cidr';
import type { ListenerFact } from '../contract/facts';
import { once } from '../once';
import type { Deployment, Manifest } from './deployment';
import { allowances, type FirewallRule, opensPort } from './openings';
import { list } from './read';
import type { Resource } from './room';

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

export function listenerFacts(deployment: Deployment): ListenerFact[] {
  return deployment.manifests
    .filter(({ kind, spec }) => kind === 'Service' && spec.type === 'LoadBalancer')
    .flatMap((service) => list(service.spec.ports).map((port) => listenerFact(service, port, deployment)));
}

function listenerFact(service: Manifest, { port, targetPort }: Manifest, deployment: Deployment): ListenerFact {
  const { config, dataPlane, manifests } = deployment;
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
  const listener = config.listeners.find(
    (each) => `${each.component}-${each.exposure}` === metadata.name && each.port === port,
  );
  return {
    name: listener?.name ?? `${metadata.name} ${port}`,
    // An address of the other kind is refused by GKE.
    exposure: address?.block.address_type === exposure.toUpperCase() ? exposure : 'none',
    address: address?.block.address ?? `${address?.address}.address`,
    target: reserved,
    port,
    containerPort: targetPort,
    healthPort: probesAreLetIn(exposure, deployment) ? readinessPort(service, deployment) : 0,
    // Only a service attachment adds the header; a passthrough load balancer changes nothing.
    proxyProtocol: attachments.some((attachment) => attachment.spec.proxyProtocol !== false),
    allowedCidrs: letIn(service, port, address, deployment),
    podPorts: podPorts(manifests)(service),
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
function letIn(service: Manifest, port: number, address: Resource | undefined, deployment: Deployment): string[] {
  const ranges: readonly string[] = service.spec.loadBalancerSourceRanges ?? ['0.0.0.0/0'];
  if (deployment.config.network.kind === 'existing') return [...ranges];
  const sources: readonly string[] = allowances(deployment)
    .filter((rule) => rule.direction === 'INGRESS' && opensPort(rule, port) && isFor(rule, address))
    // Without a destination, every node is one.
    .flatMap(({ block }) =>
      list(block.source_ranges).map((cidr) =>
        list(block.destination_ranges).length > 0 ? cidr : `${cidr} at every address`,
      ),
    );
  return [
    ...[...new Set(sources)].map((cidr) => (ranges.includes(cidr) ? cidr : `${cidr} by the firewall alone`)),
    ...ranges.filter((cidr) => !sources.includes(cidr)).map((cidr) => `${cidr} by the Service alone`),
  ];
}

/** Whether a rule is for the address of a load balancer. */
function isFor({ block }: FirewallRule, address: Resource | undefined): boolean {
  const destinations = list(block.destination_ranges);
  const own = address?.block.address ?? `${address?.address}.address`;
  return destinations.length === 0 || destinations.some((cidr) => String(cidr).replace(/\/32$/, '') === own);
}

/** Ports of the pods behind a Service that its clients and the probes of load balancers may reach. */
const podPorts = once((manifests: readonly Manifest[]) =>
  once(({ metadata, spec }: Manifest): readonly number[] => {
    const clients: readonly string[] = [
      ...(spec.loadBalancerSourceRanges ?? ['0.0.0.0/0']),
      ...Object.values(PROBES).flat(),
    ];
    const rules = manifests
      .filter(
        ({ kind, metadata: other, spec: policy }) =>
          kind === 'NetworkPolicy' &&
          other.namespace === metadata.namespace &&
          selects(policy.podSelector?.matchLabels ?? {}, spec.selector),
      )
      .flatMap(({ spec: policy }) => list(policy.ingress));
    return rules
      .filter(({ from }) =>
        list(from).some(
          ({ ipBlock }) =>
            ipBlock !== undefined && clients.some((cidr) => Cidr.parse(cidr).overlaps(Cidr.parse(ipBlock.cidr))),
        ),
      )
      .flatMap(({ ports }) => list(ports).map((each) => each.port));
  }),
);

/** Whether the firewall lets probes in to the nodes. One that is not ours is taken to do so. */
function probesAreLetIn(exposure: string, deployment: Deployment): boolean {
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

/** Where the pods behind a Service say whether they are ready. */
function readinessPort({ metadata, spec }: Manifest, { manifests, charts }: Deployment): number {
  const [deployment] = manifests.filter(
    ({ kind, metadata: other, spec: each }) =>
      kind === 'Deployment' &&
      other.namespace === metadata.namespace &&
      selects(spec.selector, each.template.metadata.labels),
  );
  const containers = list(deployment?.spec.template.spec.containers);
  const probed = containers.find(({ readinessProbe }) => readinessProbe !== undefined);
  const port = probed?.readinessProbe.httpGet?.port;
  const named = list(probed?.ports).find(({ name }) => name === port)?.containerPort;
  // The gateway's pods are those of its chart, which says on which port they answer.
  const gateway = Object.values(charts).find(({ labels }) => labels !== undefined && selects(spec.selector, labels));
  const status = list(gateway?.service?.ports).find(({ name }) => name === 'status-port')?.targetPort;
  return named ?? port ?? status ?? 0;
}

/** Whether a selector fits labels. */
function selects(selector: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>> = {}): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}
