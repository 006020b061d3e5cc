import type { CapabilityGrants } from './context';

/** Nothing: GKE registers pods with load balancers itself, with the rights of its service agent. */
export const targetsRegister: CapabilityGrants = () => [];
