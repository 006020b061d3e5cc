import type { TaggedFact } from '../contract/facts';
import { type Deployment, roomsOf } from '../terraform-facts/deployment';
import { single } from '../terraform-facts/read';
import type { Block } from '../terraform-facts/room';

/** Types that take labels, and where; a test compares them with the provider's own bindings. */
export const LABELS: Readonly<Record<string, (block: Block) => Labels | undefined>> = {
  google_compute_address: ({ labels }) => labels,
  google_compute_forwarding_rule: ({ labels }) => labels,
  google_compute_global_address: ({ labels }) => labels,
  google_compute_global_forwarding_rule: ({ labels }) => labels,
  google_container_cluster: ({ resource_labels }) => resource_labels,
  google_container_node_pool: ({ node_config }) => single(node_config)?.resource_labels,
  google_dns_managed_zone: ({ labels }) => labels,
  google_kms_crypto_key: ({ labels }) => labels,
  google_storage_bucket: ({ labels }) => labels,
};

type Labels = Readonly<Record<string, string>>;

/** What belongs to one profile. */
const OF_PROFILE = ['google_container_node_pool'];

export function taggedFacts(deployment: Deployment<'gcp'>): TaggedFact[] {
  return roomsOf(deployment)
    .flatMap(({ resources }) => resources)
    .filter(({ type }) => LABELS[type] !== undefined)
    .map(({ type, address, block }) => {
      const tags = LABELS[type]?.(block) ?? {};
      return {
        id: address,
        kind: type,
        environment: tags['byoc-environment'],
        product: tags['byoc-product'],
        profile: tags['byoc-profile'],
        ofProfile: OF_PROFILE.includes(type),
        tags,
      };
    });
}
