import { targetOf } from '../../../lib/core/outputs';
import { parseOutputs } from '../../../lib/core/parse-outputs';
import type { DataPlaneConfig } from '../../../lib/core/resolve-config';
import { keyRefs, same } from './compare';
import type { ContractItem } from './contract-item';
import type { DataPlaneFacts } from './facts';

/** What the manifests would read, were the rooms deployed. */
const outputsOf = (facts: DataPlaneFacts, config: DataPlaneConfig) =>
  parseOutputs(config, { custody: facts.custody.outputs, dataPlane: facts.dataPlane.outputs });

/** What holds for the outputs that others read. */
export const OUTPUTS: readonly ContractItem[] = [
  {
    name: 'its outputs are complete: the manifests can read them',
    holds: (facts, config) => {
      try {
        return same(outputsOf(facts, config).environmentId, config.environment.id);
      } catch (error) {
        return (error as Error).message;
      }
    },
  },
  {
    name: 'each room says whose it is and which version of the outputs it speaks',
    holds: ({ custody, dataPlane }, { environment }) =>
      same(
        [custody, dataPlane].map(({ outputs }) => [outputs.EnvironmentId, outputs.Contract]),
        [
          [environment.id, '1'],
          [environment.id, '1'],
        ],
      ),
  },
  {
    name: 'outputs lead to the cluster',
    holds: (facts, config) => {
      const { name, endpoint, issuer, version } = facts.cluster;
      return same(outputsOf(facts, config).cluster, { name, endpoint, version, issuer });
    },
  },
  {
    name: 'outputs lead to the network and the ranges of the nodes, in the order of the zones',
    holds: (facts, config) => {
      const { id, nodeSubnetIds } = outputsOf(facts, config).network;
      const ofNodes = [
        ...new Set(config.zones.names.flatMap((zone) => facts.pools.find((pool) => pool.zone === zone)?.ranges ?? [])),
      ];
      return same([id, nodeSubnetIds], [facts.network.ref, ofNodes]);
    },
  },
  {
    name: 'outputs say from which addresses the installation calls out',
    holds: (facts, config) => same(outputsOf(facts, config).network.egressAddresses, facts.network.egressAddresses),
  },
  {
    name: 'outputs lead to the range from which consumers in other networks come, where there is one',
    holds: (facts, config) => {
      const { privateServiceConnectSubnet, privateLinkSubnet } = outputsOf(facts, config).network;
      return same(privateServiceConnectSubnet ?? privateLinkSubnet, facts.network.consumerRange);
    },
  },
  {
    name: 'outputs lead to every bucket',
    holds: (facts, config) =>
      same(outputsOf(facts, config).buckets, Object.fromEntries(facts.buckets.map(({ name, ref }) => [name, ref]))),
  },
  {
    name: 'outputs lead to a key of the installation',
    holds: (facts, config) => keyRefs(facts).includes(outputsOf(facts, config).encryptionKey) || 'another key',
  },
  {
    name: "custody hands a key out to the other rooms, under a name of this installation or the customer's own",
    holds: (facts, { environment }) => {
      const handedOut = Object.entries(facts.custody.handedOut).filter(
        ([name]) => name.includes(environment.id) || name === environment.own.encryptionKey,
      );
      return handedOut.some(([, value]) => keyRefs(facts).includes(value)) || 'it does not';
    },
  },
  {
    name: 'outputs lead to every identity',
    holds: (facts, config) =>
      same(
        Object.fromEntries(
          Object.entries(outputsOf(facts, config).workloads).map(([name, identity]) => [
            name,
            Object.values(identity)[0],
          ]),
        ),
        Object.fromEntries(facts.identities.map(({ name, ref }) => [name, ref])),
      ),
  },
  {
    name: 'outputs lead to every listener and what its pods are tied to',
    holds: (facts, config) => {
      const found = Object.entries(outputsOf(facts, config).listeners).map(([name, listener]) => [
        name,
        listener.address,
        targetOf(listener),
      ]);
      return same(
        found,
        config.listeners.map(({ name }) => {
          const fact = facts.listeners.find((listener) => listener.name === name);
          return [name, fact?.address, fact?.target];
        }),
      );
    },
  },
  {
    name: 'it says how the Kubernetes API is reached',
    holds: ({ dataPlane, cluster }) =>
      dataPlane.outputs.ReachTheCluster?.includes(cluster.name) === true || 'no command for this cluster',
  },
];
