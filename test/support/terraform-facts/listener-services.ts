import { Cidr } from '../../../lib/core/cidr';
import { once } from '../once';
import type { Deployment, Manifest, TerraformCloud } from './deployment';
import { list } from './read';

/** A port of a Service that the cloud makes a load balancer for. */
export interface ListenerPort {
  /** Name of the listener in the plan; of the Service and its port, if the plan has none. */
  readonly name: string;
  readonly service: Manifest;
  readonly port: number;
  readonly containerPort: number;
}

/** Every port of every load balancer. */
export function listenerPorts<C extends TerraformCloud>({ config, manifests }: Deployment<C>): ListenerPort[] {
  return manifests
    .filter(({ kind, spec }) => kind === 'Service' && spec.type === 'LoadBalancer')
    .flatMap((service) =>
      list(service.spec.ports).map(({ port, targetPort }): ListenerPort => {
        const { name } = service.metadata;
        const listener = config.listeners.find(
          (each) => `${each.component}-${each.exposure}` === name && each.port === port,
        );
        return { name: listener?.name ?? `${name} ${port}`, service, port, containerPort: targetPort };
      }),
    );
}

/** Networks that a Service lets in. */
export function sourcesOf({ spec }: Manifest): readonly string[] {
  return spec.loadBalancerSourceRanges ?? ['0.0.0.0/0'];
}

/** Networks that rules of the network and the Service let in, both the same. */
export function letInByBoth(service: Manifest, byNetwork: readonly string[]): string[] {
  const ranges = sourcesOf(service);
  return [
    ...[...new Set(byNetwork)].map((cidr) => (ranges.includes(cidr) ? cidr : `${cidr} by the network alone`)),
    ...ranges.filter((cidr) => !byNetwork.includes(cidr)).map((cidr) => `${cidr} by the Service alone`),
  ];
}

/** Ports of the pods behind a Service that its clients, and the probes of load balancers, may reach. */
export function podPorts(probes: readonly string[]) {
  return once((manifests: readonly Manifest[]) =>
    once((service: Manifest): readonly number[] => {
      const { metadata, spec } = service;
      const clients = [...sourcesOf(service), ...probes];
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
}

/** Where the pods behind a Service say whether they are ready. */
export function readinessPort<C extends TerraformCloud>(
  { metadata, spec }: Manifest,
  { manifests, charts }: Deployment<C>,
): number {
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
