import type { BucketFact } from '../contract/facts';
import type { Deployment } from '../terraform-facts/deployment';
import { isKept } from '../terraform-facts/read';
import { keyOf } from './keys';
import { keepsToTls } from './transport';

export function bucketFacts(deployment: Deployment<'gcp'>): BucketFact[] {
  const { config, custody } = deployment;
  const { plan, environment } = config;
  const made = custody.all('google_storage_bucket').map((resource): BucketFact => {
    const { name, encryption, versioning, uniform_bucket_level_access, public_access_prevention } = resource.block;
    const isPrivate = public_access_prevention === 'enforced';
    const identitiesOnly = uniform_bucket_level_access === true;
    return {
      name: plan.buckets.find((bucket) => name.startsWith(`byoc-${environment.id}-${bucket.name}-`))?.name ?? name,
      ref: name,
      made: true,
      kept: isKept(resource),
      publicAccess: !isPrivate,
      tlsOnly: isPrivate && identitiesOnly && keepsToTls(deployment, name),
      versioned: versioning?.enabled === true,
      identitiesOnly,
      ...keyOf(encryption?.default_kms_key_name, 'objects', deployment),
    };
  });
  const own = Object.entries(environment.own.buckets).map(([name, ref]) => ({
    name,
    ref,
    made: false,
    kept: true,
    publicAccess: false,
    tlsOnly: true,
    versioned: false,
    identitiesOnly: true,
  }));
  return [...made, ...own];
}
