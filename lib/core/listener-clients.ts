import { Cidr } from './cidr';
import type { Report } from './config-error';
import type { Environment } from './environment/environment';
import type { DefaultedListener } from './listener-defaults';

/** A shorter prefix is no allow-list any more. */
const SHORTEST_CLIENT_PREFIX = 8;

/** Who may reach listeners, as the environment says it: by address, and through private endpoints. */
export function checkClients(listeners: readonly DefaultedListener[], environment: Environment, report: Report): void {
  checkPublicIngress(listeners, environment, report);
  checkAllowLists(listeners, environment, report);
  checkEndpointServices(listeners, environment, report);
}

/** What opens nothing, or everything. */
function checkPublicIngress(listeners: readonly DefaultedListener[], environment: Environment, report: Report): void {
  const { publicIngress } = environment;
  if (publicIngress === undefined) return;
  if (!listeners.some(({ exposure }) => exposure === 'external')) {
    report.warn(['environment', 'publicIngress'], 'opens nothing: the plan has no external listener');
  }
  for (const cidr of publicIngress.allowedCidrs) {
    if (Cidr.parse(cidr).prefix >= SHORTEST_CLIENT_PREFIX) continue;
    report.warn(
      ['environment', 'publicIngress', 'allowedCidrs'],
      `${cidr} lets a large part of the internet in to the external listeners`,
    );
  }
}

/** A list of clients belongs to a listener of the gateway, which is what can tell clients apart. */
function checkAllowLists(
  listeners: readonly DefaultedListener[],
  { listenerAllowLists }: Environment,
  report: Report,
): void {
  const known = listeners.filter(({ component }) => component === 'ingress').map(({ name }) => name);
  for (const name of Object.keys(listenerAllowLists)) {
    if (known.includes(name)) continue;
    report.problem(
      ['environment', 'listenerAllowLists', name],
      `name an ingress listener of the plan (${known.join(', ') || 'none'})`,
      name,
      'choose one of them or remove it',
    );
  }
}

/** PrivateLink, Private Service Connect and Private Link offer the internal load balancer of a component, which must exist. */
function checkEndpointServices(
  listeners: readonly DefaultedListener[],
  { cloud, endpointServices, listenerAllowLists }: Environment,
  report: Report,
): void {
  const internal = listeners.filter(({ exposure }) => exposure === 'internal');
  // A subnet serves one service attachment: https://cloud.google.com/vpc/docs/about-vpc-hosted-services#psc-subnets
  if (cloud === 'gcp' && endpointServices.length > 1) {
    report.problem(
      ['environment', 'endpointServices'],
      'be one entry: the subnet for Private Service Connect serves one load balancer',
      endpointServices.map(({ component }) => component),
      'keep one, and put all projects in it',
    );
  }
  endpointServices.forEach(({ component }, index) => {
    const path = ['environment', 'endpointServices', index, 'component'];
    if (!internal.some((listener) => listener.component === component)) {
      const choices = [...new Set(internal.map((listener) => listener.component))].join(', ') || 'none';
      report.problem(
        path,
        `have an internal listener in the plan (${choices})`,
        component,
        'remove it or choose another',
      );
    }
    if (cloud !== 'gcp' && endpointServices.findIndex((other) => other.component === component) < index) {
      const fix = `put all ${cloud === 'aws' ? 'principals' : 'subscriptions'} in one entry`;
      report.problem(path, 'be named once', component, fix);
    }
    // Through Private Service Connect and Private Link, clients have addresses of a subnet of the network.
    if (component !== 'ingress' || cloud !== 'aws') return;
    for (const listener of internal) {
      if (listener.component !== 'ingress' || listenerAllowLists[listener.name] !== undefined) continue;
      report.warn(
        path,
        `lets nobody in to '${listener.name}' until environment.listenerAllowLists.${listener.name} names the consumers' addresses: the gateway sees them, and they are outside the network`,
      );
    }
  });
}
