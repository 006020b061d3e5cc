import { type AwsRole, aws } from './aws';
import { type AzureRole, azure } from './azure';
import type { Cloud, CloudFacts } from './cloud-facts';
import { type GcpRole, gcp } from './gcp';

/** Roles of the ranges of each cloud's network. */
export interface NetworkRoles {
  aws: AwsRole;
  gcp: GcpRole;
  azure: AzureRole;
}

const FACTS: { readonly [C in Cloud]: CloudFacts<NetworkRoles[C]> } = { aws, gcp, azure };

/** What one cloud's documentation says, as data. */
export function factsOf<C extends Cloud>(cloud: C): CloudFacts<NetworkRoles[C]> {
  return FACTS[cloud];
}
