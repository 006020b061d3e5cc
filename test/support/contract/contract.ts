import type { Cloud } from '../../../lib/core/clouds/cloud-facts';
import type { DataPlaneConfig } from '../../../lib/core/resolve-config';
import { CLUSTER } from './cluster';
import type { ContractItem } from './contract-item';
import { DATA } from './data';
import type { DataPlaneFacts } from './facts';
import { IDENTITIES } from './identities';
import { LISTENERS } from './listeners';
import { NETWORK } from './network';
import { NODES } from './nodes';
import { OUTPUTS } from './outputs';
import { SUPPORT } from './support';
import { WHOLE } from './whole';

/** Renders a cloud's custody and data plane, and reads the facts. */
export interface DataPlaneHarness<C extends Cloud = Cloud> {
  readonly cloud: C;
  readonly configurations: {
    readonly minimal: DataPlaneConfig<C>;
    readonly full: DataPlaneConfig<C>;
  } & Readonly<Record<string, DataPlaneConfig<C>>>;
  readonly facts: (config: DataPlaneConfig<C>) => DataPlaneFacts;
}

/** The contract. No item knows a cloud, and none can be left out. */
export const DATA_PLANE_CONTRACT: readonly ContractItem[] = [
  ...WHOLE,
  ...NETWORK,
  ...CLUSTER,
  ...SUPPORT,
  ...NODES,
  ...IDENTITIES,
  ...DATA,
  ...LISTENERS,
  ...OUTPUTS,
];

/** The contract as tests, for every configuration of a cloud. */
export function testDataPlane<C extends Cloud>({ cloud, configurations, facts }: DataPlaneHarness<C>): void {
  describe.each(Object.entries(configurations))(`the data plane on ${cloud}, %s`, (_, config) => {
    let found: DataPlaneFacts;
    beforeAll(() => {
      found = facts(config);
    });

    test.each(DATA_PLANE_CONTRACT.map(({ name, holds }) => [name, holds] as const))('%s', (__, holds) => {
      expect(holds(found, config)).toBe(true);
    });
  });
}

/** The first item that does not hold. */
export function firstBroken(facts: DataPlaneFacts, config: DataPlaneConfig): string | undefined {
  return DATA_PLANE_CONTRACT.find(({ holds }) => {
    try {
      return holds(facts, config) !== true;
    } catch {
      return true;
    }
  })?.name;
}
