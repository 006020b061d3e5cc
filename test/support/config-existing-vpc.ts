import type { AwsEnvironment, ExistingVpc, VendorPlan } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import { existingVpc, minimalEnvironment, minimalPlan, problemsOf } from './config';

export type Subnets = ExistingVpc['privateSubnets'];

/** The minimal configuration in a VPC of the customer's, with other fields of the VPC, environment and plan. */
export function resolveInVpc(
  network: Partial<ExistingVpc>,
  environment: Partial<AwsEnvironment> = {},
  plan: Partial<VendorPlan> = {},
) {
  // With fixed addresses, so that the way out is not doubtful.
  const controlPlane = { ...minimalPlan().controlPlane, cidrs: ['203.0.113.0/28'] };
  return resolveConfig(
    { ...minimalPlan(), controlPlane, ...plan },
    { ...minimalEnvironment(), network: { ...existingVpc(), ...network }, ...environment },
  );
}

/** The lines of the ConfigError for that configuration; none if it is right. */
export function problemsInVpc(...input: Parameters<typeof resolveInVpc>): string[] {
  return problemsOf(() => resolveInVpc(...input));
}

/** The subnets with other addresses, in their order. */
export function withCidrs(subnets: Subnets | undefined, cidrs: readonly string[]): Subnets {
  return (subnets ?? []).map((subnet, index) => ({ ...subnet, cidr: cidrs[index] ?? '' }));
}

/** The second of the subnets with other addresses. */
export function withSecond(subnets: Subnets | undefined, cidr: string): Subnets {
  return (subnets ?? []).map((subnet, index) => (index === 1 ? { ...subnet, cidr } : subnet));
}
