import { once } from '../once';
import type { DataPlaneFacts } from './facts';

/** How a harness reads each fact of what is deployed. */
export type FactReaders<Deployment> = {
  readonly [Name in keyof DataPlaneFacts]-?: (deployment: Deployment) => DataPlaneFacts[Name];
};

/** Facts that are read when they are first asked for: a contract that is broken early asks for few. */
export function readFacts<Deployment extends object>(
  readers: FactReaders<Deployment>,
  deployment: Deployment,
): DataPlaneFacts {
  const facts = {};
  for (const [name, read] of Object.entries(readers)) {
    const known = once<Deployment, unknown>(read);
    Object.defineProperty(facts, name, { enumerable: true, get: () => known(deployment) });
  }
  // There is a reader for each name.
  return facts as DataPlaneFacts;
}
