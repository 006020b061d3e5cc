import type { CapabilityGrants } from './context';

/** Nothing: AKS registers nodes with load balancers itself, with the identity of the cluster. */
export const targetsRegister: CapabilityGrants = () => [];
