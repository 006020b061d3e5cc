import type { CapabilityGrants } from './context';

/** Nothing: AKS sets the size of node pools itself. */
export const nodesScale: CapabilityGrants = () => [];
