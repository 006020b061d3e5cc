import type { AddOnFact } from '../contract/facts';
import type { Deployment } from '../terraform-facts/deployment';
import { single } from '../terraform-facts/read';
import type { Block } from '../terraform-facts/room';
import { clusterOf } from './cluster';

/**
 * What GKE runs in the cluster beside what every cluster has: add-ons that are turned on. They come with the cluster, in
 * the versions of its channel, and have no identity that anybody could give them.
 */
export function addOnFacts(deployment: Deployment<'gcp'>): AddOnFact[] {
  return addOnsOf(clusterOf(deployment)).map((name) => ({
    name,
    afterNodes: false,
    waitsFor: [],
    trusted: [],
    tiedTo: [],
  }));
}

/** Names of the add-ons that a cluster has. */
export function addOnsOf({ addons_config }: Block): string[] {
  return Object.entries(single(addons_config) ?? {}).flatMap(([name, value]) => {
    const { disabled, enabled } = single(value) ?? {};
    return disabled === false || enabled === true ? [name] : [];
  });
}
