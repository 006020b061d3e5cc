import type { DataPlaneConfig } from '../../../lib/core/resolve-config';
import type { DataPlaneFacts } from './facts';

export interface ContractItem {
  readonly name: string;
  /** True, or what is wrong. */
  readonly holds: (facts: DataPlaneFacts, config: DataPlaneConfig) => true | string;
}
