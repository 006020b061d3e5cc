import { ConfigError, type Problem } from './config-error';
import type { CustomerEnvironment, VendorPlan } from './config-types';
import { readEnvironment, readPlan } from './load';
import { type DataPlaneConfig, type ResolveOptions, resolveConfig } from './resolve-config';

/**
 * Reads a plan and an environment and joins them.
 *
 * @throws ConfigError naming file, line and path of every problem in both
 */
export function loadConfig(planFile: string, environmentFile: string, options: ResolveOptions = {}): DataPlaneConfig {
  const problems: Problem[] = [];
  const plan = attempt(() => readPlan(planFile), problems);
  const environment = attempt(() => readEnvironment(environmentFile), problems);
  if (plan === undefined || environment === undefined) throw new ConfigError(problems);
  // Not checked yet: resolveConfig does, and names the problems of both together.
  return resolveConfig(plan as VendorPlan, environment as CustomerEnvironment, options);
}

function attempt<Result>(load: () => Result, problems: Problem[]): Result | undefined {
  try {
    return load();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}
