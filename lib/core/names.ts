import type { CloudFacts, NameLimit } from './clouds/cloud-facts';
import type { Report } from './config-error';
import type { Environment } from './environment/environment';
import type { Plan } from './plan/plan';
import type { Identity } from './workloads';

/** What everything of one installation is called, where a name must be known in advance: the cluster, for example. */
export function installationName(environmentId: string): string {
  return `byoc-${environmentId}`;
}

/** `state-exporter` becomes `StateExporter`. Distinct names stay distinct: every word starts with a letter. */
export function pascalCase(name: string): string {
  return name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** Buckets that every product has. */
const NEEDED_BUCKETS = ['data', 'state'];

/** Names that must be unique, known or within a limit. */
export function checkNames(
  plan: Plan,
  environment: Environment,
  identities: readonly Identity[],
  facts: CloudFacts,
  report: Report,
): void {
  const buckets = plan.buckets.map(({ name }) => name);
  buckets.forEach((name, index) => {
    if (buckets.indexOf(name) < index)
      report.problem(['plan', 'buckets', index, 'name'], 'be used once', name, 'choose another name');
  });
  for (const needed of NEEDED_BUCKETS) {
    if (!buckets.includes(needed))
      report.problem(['plan', 'buckets'], `have a bucket named '${needed}'`, buckets, 'add it');
  }
  identities.forEach(({ name, kind }, index) => {
    const taken =
      facts.builtInIdentities.includes(name) || identities.slice(index + 1).some((other) => other.name === name);
    if (kind === 'workload' && taken) {
      report.problem(
        ['plan', 'workloads', index, 'name'],
        'differ from the names of other workloads, of cluster services and of roles that every installation has',
        name,
        'choose another name',
      );
    }
  });
  checkKnown('buckets', buckets);
  if (environment.cloud === 'gcp') checkBucketNames(buckets, environment, facts, report);
  if (environment.cloud === 'azure') checkNamesOnAzure(buckets, environment, facts, report);
  if (environment.cloud === 'aws') {
    if (environment.bucketNames === 'account-regional') checkRegionalBuckets(buckets, environment, facts, report);
    // Custody makes the support role itself: its expiry is in the trust.
    const builtIn = facts.builtInIdentities.filter((name) => name !== 'support');
    checkKnown('roles', [...builtIn, ...identities.map(({ name }) => name)]);
  }
  function checkKnown(part: 'buckets' | 'roles', known: readonly string[]): void {
    const own: Record<string, unknown> = environment.own;
    for (const name of Object.keys((own[part] ?? {}) as object)) {
      if (known.includes(name)) continue;
      report.problem(
        ['environment', 'own', part, name],
        `name one of the ${part} of the installation`,
        name,
        `choose one of ${known.join(', ')}`,
      );
    }
  }
}

/** Names of buckets are made from the two, and Cloud Storage takes none with `google` in it. */
function checkBucketNames(
  buckets: readonly string[],
  { id, own }: Extract<Environment, { cloud: 'gcp' }>,
  facts: CloudFacts,
  report: Report,
): void {
  buckets.forEach((name, index) => {
    const fullName = `${installationName(id)}-${name}`;
    if (own.buckets[name] !== undefined || !breaks(facts.nameLimits.bucket, fullName)) return;
    report.problem(
      ['plan', 'buckets', index, 'name'],
      'make a name that Cloud Storage takes, together with environment.id',
      fullName,
      `choose another one; see ${facts.nameLimits.bucket?.source.url}`,
    );
  });
}

/** Nowhere in a name that Azure's DNS has: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-reserved-resource-name */
const RESERVED_ON_AZURE = ['microsoft', 'windows'];

/** Storage accounts, key vault and API server are named after the environment, containers after buckets. */
function checkNamesOnAzure(
  buckets: readonly string[],
  { id, own }: Extract<Environment, { cloud: 'azure' }>,
  facts: CloudFacts,
  report: Report,
): void {
  for (const word of RESERVED_ON_AZURE) {
    if (!id.includes(word)) continue;
    report.problem(['environment', 'id'], `be without '${word}', which Azure reserves`, id, 'choose another id');
  }
  buckets.forEach((name, index) => {
    if (own.buckets[name] !== undefined || !breaks(facts.nameLimits.storageContainer, name)) return;
    report.problem(
      ['plan', 'buckets', index, 'name'],
      'be a name that Azure takes for a container',
      name,
      `choose another one; see ${facts.nameLimits.storageContainer?.source.url}`,
    );
  });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html */
const NO_BUCKET_NAMESPACE = ['me-south-1', 'me-central-1'];

/** A name in the account's own namespace ends with account and region, which leaves little room. */
function checkRegionalBuckets(
  buckets: readonly string[],
  { id, account, region, own }: Extract<Environment, { cloud: 'aws' }>,
  facts: CloudFacts,
  report: Report,
): void {
  if (NO_BUCKET_NAMESPACE.includes(region)) {
    const path = ['environment', 'bucketNames'];
    report.problem(path, `be generated in ${region}, which has no account namespace`, 'account-regional', 'remove it');
  }
  buckets.forEach((name, index) => {
    const fullName = `${installationName(id)}-${name}-${account}-${region}-an`;
    if (own.buckets[name] !== undefined || !breaks(facts.nameLimits.bucket, fullName)) return;
    report.problem(
      ['plan', 'buckets', index, 'name'],
      `give a bucket name of at most ${facts.nameLimits.bucket?.maxLength} characters`,
      fullName,
      'shorten it or environment.id, or set environment.bucketNames to generated',
    );
  });
}

/** The customer's tags, within the limits of the cloud. */
export function checkTags(environment: Environment, facts: CloudFacts, report: Report): void {
  const path = ['environment', 'tags'];
  const { mostTags, reservedTags, nameLimits } = facts;
  const { tagKey, tagValue } = nameLimits;
  const count = Object.keys(environment.tags).length;
  if (count > mostTags) report.problem(path, `be at most ${mostTags}`, count, 'remove some');
  if (facts.cloud === 'azure') checkTagsDiffer(Object.keys(environment.tags), report);
  for (const [key, value] of Object.entries(environment.tags)) {
    if (reservedTags.some((prefix) => key.startsWith(prefix)) || breaks(tagKey, key)) {
      report.problem(
        [...path, key],
        `be a tag key of ${facts.cloud} that does not start with ${reservedTags.join(' or ')}`,
        key,
        'choose another key',
      );
    }
    if (tagValue !== undefined && breaks(tagValue, value)) {
      report.problem([...path, key], `have a value that ${facts.cloud} accepts`, value, `see ${tagValue.source.url}`);
    }
  }
}

/** Azure takes keys that differ in upper and lower case as one. */
function checkTagsDiffer(keys: readonly string[], report: Report): void {
  keys.forEach((key, index) => {
    const twin = keys.slice(0, index).find((other) => other.toLowerCase() === key.toLowerCase());
    if (twin === undefined) return;
    const rule = `differ from '${twin}' in more than upper and lower case`;
    report.problem(['environment', 'tags', key], rule, key, 'remove one of them');
  });
}

function breaks(limit: NameLimit | undefined, name: string): boolean {
  if (limit === undefined) return false;
  return name.length < limit.minLength || name.length > limit.maxLength || !limit.pattern.test(name);
}
