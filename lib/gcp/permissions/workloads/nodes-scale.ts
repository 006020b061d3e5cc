import type { CapabilityGrants } from './context';

/** Nothing: GKE sets the size of node pools itself. */
export const nodesScale: CapabilityGrants = () => [];
