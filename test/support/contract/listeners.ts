import type { DataPlaneConfig } from '../../../lib/core/resolve-config';
import { equal, none, same, sorted } from './compare';
import type { ContractItem } from './contract-item';
import type { DataPlaneFacts, ListenerFact } from './facts';

/** One property of each listener, beside the one that the configuration asks for. */
const listeners = (
  facts: DataPlaneFacts,
  config: DataPlaneConfig,
  read: (listener: ListenerFact) => unknown,
  wanted: (listener: DataPlaneConfig['listeners'][number]) => unknown,
) =>
  none(
    config.listeners.flatMap((listener) => {
      const fact = facts.listeners.find(({ name }) => name === listener.name);
      const found = fact && read(fact);
      return equal(found, wanted(listener)) ? [] : [`${listener.name}: ${JSON.stringify(found)}`];
    }),
  );

const internalCidrs = ({ network }: DataPlaneConfig) => [network.cidr, ...network.peeredCidrs];

/** What holds for the listeners and their load balancers. */
export const LISTENERS: readonly ContractItem[] = [
  {
    name: 'the listeners are those of the plan that this environment has, on their ports',
    holds: ({ listeners: found }, config) => {
      const text = (list: readonly { name: string; exposure: string; port: number; containerPort: number }[]) =>
        sorted(list.map(({ name, exposure, port, containerPort }) => `${name} ${exposure} ${port} ${containerPort}`));
      return same(text(found), text(config.listeners));
    },
  },
  {
    name: 'PROXY protocol is on where the manifests expect it',
    holds: (facts, config) =>
      listeners(
        facts,
        config,
        ({ proxyProtocol }) => proxyProtocol,
        ({ proxyProtocol }) => proxyProtocol,
      ),
  },
  {
    name: 'pods are asked on their readiness port whether they are ready',
    holds: (facts, config) =>
      listeners(
        facts,
        config,
        ({ healthPort }) => healthPort,
        ({ readinessPort }) => readinessPort,
      ),
  },
  {
    name: 'internal listeners let the network and its peers in, external ones the allow-list, and nobody else',
    holds: (facts, config) =>
      listeners(
        facts,
        config,
        ({ allowedCidrs }) => sorted(allowedCidrs),
        ({ exposure }) => sorted(exposure === 'external' ? config.externalCidrs : internalCidrs(config)),
      ),
  },
  {
    name: 'load balancers reach pods on the ports of their listeners only',
    holds: ({ listeners: found }, config) =>
      none(
        found.flatMap(({ name, podPorts }) => {
          const own = config.listeners.find((listener) => listener.name === name);
          const shared = config.listeners.filter(
            ({ component, exposure }) => component === own?.component && exposure === own.exposure,
          );
          const wanted = new Set(shared.flatMap(({ containerPort, readinessPort }) => [containerPort, readinessPort]));
          return equal([...new Set(podPorts)].sort(), [...wanted].sort()) ? [] : [`${name}: ${podPorts.join(', ')}`];
        }),
      ),
  },
  {
    name: 'internal listeners lie where internal load balancers belong, external ones apart from them',
    holds: ({ listeners: found, network }) =>
      none(
        found.flatMap(({ name, exposure, placedIn }) => {
          const places = placedIn.map((ref) => network.ranges.find((range) => range.ref === ref)?.loadBalancers ?? []);
          const inside = places.map((loadBalancers) => loadBalancers.includes('internal'));
          const right = exposure === 'internal' ? inside.length > 0 && !inside.includes(false) : !inside.includes(true);
          return right ? [] : [name];
        }),
      ),
  },
  {
    name: 'a private connection from another network is named and accepted by hand',
    holds: ({ listeners: found }) =>
      none(
        found
          .filter(
            ({ privateConsumers, consumersMustBeAccepted }) =>
              privateConsumers.length > 0 &&
              (!consumersMustBeAccepted || privateConsumers.some((name) => name.includes('*'))),
          )
          .map(({ name }) => name),
      ),
  },
];
