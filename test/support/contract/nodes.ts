import type { DataPlaneConfig } from '../../../lib/core/resolve-config';
import { equal, keyRefs, none, same, sorted } from './compare';
import type { ContractItem } from './contract-item';
import type { DataPlaneFacts, PoolFact } from './facts';

const poolsWanted = ({ nodeProfiles, zones }: DataPlaneConfig) =>
  nodeProfiles.flatMap((profile) => zones.names.map((zone) => ({ profile, zone })));

/** One property of each pool, beside the one that its profile asks for. */
const pools = (
  facts: DataPlaneFacts,
  config: DataPlaneConfig,
  read: (pool: PoolFact) => unknown,
  wanted: (profile: DataPlaneConfig['nodeProfiles'][number]) => unknown,
) =>
  none(
    poolsWanted(config).flatMap(({ profile, zone }) => {
      const pool = facts.pools.find((other) => other.profile === profile.name && other.zone === zone);
      const found = pool && read(pool);
      return equal(found, wanted(profile)) ? [] : [`${profile.name} ${zone}: ${JSON.stringify(found)}`];
    }),
  );

/** What holds for the nodes of every profile. */
export const NODES: readonly ContractItem[] = [
  {
    name: 'every profile has nodes in every zone, and there are no others',
    holds: ({ pools: found }, config) =>
      same(
        sorted(found.map(({ profile, zone }) => `${profile} ${zone}`)),
        sorted(poolsWanted(config).map(({ profile, zone }) => `${profile.name} ${zone}`)),
      ),
  },
  {
    name: 'nodes are as many as the limits say',
    holds: (facts, config) =>
      pools(
        facts,
        config,
        ({ min, max }) => [min, max],
        ({ minNodesPerZone, maxNodesPerZone }) => [minNodesPerZone, maxNodesPerZone],
      ),
  },
  {
    name: 'nodes have the labels of their profile, and its name',
    holds: (facts, config) =>
      pools(
        facts,
        config,
        ({ labels }) => ({ ...labels }),
        ({ name, labels }) => ({ 'byoc/profile': name, ...labels }),
      ),
  },
  {
    name: 'nodes have the taints of their profile, in the words of Kubernetes',
    holds: (facts, config) =>
      pools(
        facts,
        config,
        ({ taints }) => taints,
        ({ taints }) => taints,
      ),
  },
  {
    name: 'nodes have the architecture and the machine types of their profile',
    holds: (facts, config) =>
      pools(
        facts,
        config,
        ({ architecture, machineTypes }) => [architecture, machineTypes],
        ({ architecture, machineTypes }) => [architecture, machineTypes],
      ),
  },
  {
    name: 'nodes have the Kubernetes version of the cluster',
    holds: (facts, config) =>
      pools(
        facts,
        config,
        ({ version }) => version,
        () => facts.cluster.version,
      ),
  },
  {
    name: 'nodes have the operating system of the environment',
    holds: (facts, config) =>
      pools(
        facts,
        config,
        ({ image }) => image,
        () => config.environment.nodeImage,
      ),
  },
  {
    name: 'nodes have a disk of the size of their profile',
    holds: (facts, config) =>
      pools(
        facts,
        config,
        ({ diskGiB }) => diskGiB,
        ({ diskGiB }) => diskGiB,
      ),
  },
  {
    name: 'every disk of a node is encrypted with a key of the installation',
    holds: (facts) =>
      none(
        [
          ...facts.pools.filter(({ allDisksEncrypted }) => !allDisksEncrypted),
          ...facts.pools.filter(({ key }) => key === undefined || !keyRefs(facts).includes(key)),
        ].map(({ profile, zone }) => `${profile} ${zone}`),
      ),
  },
  {
    name: 'local disks are set up where a profile has them',
    holds: (facts, config) =>
      pools(
        facts,
        config,
        ({ localDisks }) => localDisks,
        ({ localDisk }) => localDisk,
      ),
  },
  {
    name: 'pods cannot take the identity of their node',
    holds: (facts, config) =>
      pools(
        facts,
        config,
        ({ metadataClosed }) => metadataClosed,
        () => true,
      ),
  },
  {
    name: 'nodes lie in the range of their zone, away from load balancers that face the internet',
    holds: ({ network, pools: found }) =>
      none(
        found.flatMap(({ profile, zone, ranges }) => {
          const places = ranges.map((ref) => network.ranges.find((range) => range.ref === ref));
          const right = places.every(
            (range) =>
              range !== undefined && (range.zone ?? zone) === zone && !range.loadBalancers.includes('external'),
          );
          return right && places.length === 1 ? [] : [`${profile} ${zone}`];
        }),
      ),
  },
  {
    name: 'nodes wait for every add-on that they need, and nothing that needs nodes',
    holds: ({ addOns, pools: found }) => {
      const needed = sorted(addOns.filter(({ afterNodes }) => !afterNodes).map(({ name }) => name));
      return none(
        found.filter(({ after }) => !equal(sorted(after), needed)).map(({ profile, zone }) => `${profile} ${zone}`),
      );
    },
  },
  {
    name: "the customer's staff open sessions on nodes exactly where the environment says so",
    holds: ({ nodeShell }, { environment }) => nodeShell === undefined || same(nodeShell, environment.nodeShell),
  },
];
