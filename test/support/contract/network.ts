import { factsOf } from '../../../lib/core/clouds/facts';
import type { DataPlaneConfig } from '../../../lib/core/resolve-config';
import { none, same, sorted } from './compare';
import type { ContractItem } from './contract-item';

/** Whether ranges of a role lie in one zone each, as this cloud divides networks, or span the region. */
const isPerZone = ({ cloud }: DataPlaneConfig, role: string) =>
  factsOf(cloud).split.ranges.some((rule) => rule.role === role && rule.perZone);

/** What holds for the network and its ranges. */
export const NETWORK: readonly ContractItem[] = [
  {
    name: 'every range of the layout is drawn, with its addresses, in its zone, and no other',
    holds: ({ network }, config) => {
      if (config.network.kind === 'existing') {
        const lost = network.ranges.filter(({ role, zone }) => isPerZone(config, role) !== (zone !== undefined));
        return network.ranges.length > 0 ? none(lost) : 'there are none';
      }
      const text = (ranges: readonly { role: string; zone?: string; cidr: string }[]) =>
        sorted(ranges.map(({ role, zone, cidr }) => `${role} ${zone ?? 'everywhere'} ${cidr}`));
      return same(text(network.ranges), text(config.network.layout.ranges));
    },
  },
  {
    name: 'the zones are alike: ranges of one role differ in place and address only',
    holds: ({ network }) => {
      const roles = new Map<string, Set<string>>();
      for (const { role, loadBalancers, publicAddresses } of network.ranges) {
        const seen = roles.get(role) ?? new Set();
        roles.set(role, seen.add(JSON.stringify([loadBalancers, publicAddresses])));
      }
      return none([...roles].filter(([, seen]) => seen.size > 1).map(([role]) => role));
    },
  },
  {
    name: 'internal load balancers have a place in every zone',
    holds: ({ network }, { zones, network: { kind } }) => {
      if (kind === 'existing') return true;
      const places = network.ranges.filter(({ loadBalancers }) => loadBalancers.includes('internal'));
      return none(zones.names.filter((name) => !places.some(({ zone }) => zone === undefined || zone === name)));
    },
  },
  {
    name: 'external load balancers lie apart from nodes',
    holds: ({ network }) =>
      none(network.ranges.filter(({ loadBalancers }) => loadBalancers.length > 1).map(({ ref }) => ref)),
  },
  {
    name: 'no machine gets a public address by where it is placed',
    holds: ({ network }) => none(network.ranges.filter((range) => range.publicAddresses).map(({ ref }) => ref)),
  },
  {
    name: 'network and ranges can be told apart by name',
    holds: ({ network }, config) => {
      if (config.network.kind === 'existing') return true;
      const inside = network.ranges.filter(({ ref }) => ref !== '');
      const names = [network.name, ...inside.map(({ name }) => name)];
      return (!names.includes(undefined) && new Set(names).size === names.length) || `names are ${names.join(', ')}`;
    },
  },
  {
    name: 'every zone has a way out, unless the customer routes',
    holds: ({ network }, config) => {
      const ours = config.network.kind !== 'existing' && config.network.nat !== 'none';
      return same(sorted(network.zonesWithWayOut), ours ? sorted(config.zones.names) : []);
    },
  },
  {
    name: 'it calls out from known addresses exactly where the way out is ours',
    holds: ({ network }) => same(network.egressAddresses.length > 0, network.zonesWithWayOut.length > 0),
  },
  {
    name: 'connections are logged where the environment says so',
    holds: ({ network }, config) =>
      same(network.flowLogs, config.network.kind !== 'existing' && config.network.flowLogs),
  },
  {
    name: 'storage is reached without leaving the cloud',
    holds: ({ network }, config) => config.network.kind === 'existing' || network.storagePrivate || 'it is not',
  },
  {
    name: 'other services have private addresses exactly where the environment says so',
    holds: ({ network }, config) =>
      same(network.privateServices > 0, config.network.kind !== 'existing' && config.network.endpoints === 'private'),
  },
  {
    name: 'the control plane has a private address exactly where that is the way out',
    holds: ({ network }, { egress }) =>
      same(network.foreignServices, egress.mode === 'private-endpoint' ? [egress.serviceName] : []),
  },
];
