import { runSimulation, type Simulation } from '@cloud-copilot/iam-simulate';
import { ACCOUNT, REGION, type Rendered } from './aws';

/** A policy as IAM reads it. */
export interface Document {
  readonly Statement: readonly unknown[];
}

/** Who asks. */
export interface Principal {
  /** ARN of a role, or the name of a service. */
  readonly arn: string;
  readonly policies: readonly Document[];
}

/** A resource that the stack does not make. */
export interface ForeignResource {
  readonly arn: string;
  readonly account: string;
  readonly policy?: Document;
}

export type Context = Readonly<Record<string, string | string[]>>;

/** `refused`: no statement allows it. `denied`: a statement denies it, which wins over every other policy and grant. */
export type Verdict = 'allowed' | 'refused' | 'denied';

/** A sentence that is true if each of the actions gets the verdict. */
export type Story = readonly [
  sentence: string,
  verdict: Verdict,
  who: Principal,
  actions: string | readonly string[],
  context?: Context,
];

/** The key of the stack. */
export const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/k`;
/** When requests are made that say nothing else. */
const NOW = '2026-10-01T00:00:00Z';
const VERDICTS = { Allowed: 'allowed', ImplicitlyDenied: 'refused', ExplicitlyDenied: 'denied' } as const;

/** A principal of any account, with one statement that allows these actions everywhere. */
export function identity(arn: string, ...actions: string[]): Principal {
  const Statement = [{ Effect: 'Allow', Action: actions, Resource: '*' }];
  return { arn, policies: actions.length === 0 ? [] : [{ Statement }] };
}

/** An AWS service that acts for itself. */
export function service(name: string): Principal {
  return { arn: name, policies: [] };
}

/** What a service says of a request that it makes with the rights of its caller. */
export function through(name: string): Context {
  return { 'kms:ViaService': `${name}.${REGION}.amazonaws.com`, 'aws:ViaAWSService': 'true' };
}

/** The policies of a rendered custody, and what IAM makes of them. AWS managed policies are left out. */
export class Access {
  private readonly principals = new Map<string, Principal>();
  private readonly resourcePolicies = new Map<string, Document>();

  public constructor(private readonly custody: Rendered) {
    for (const { Properties } of Object.values(custody.all('AWS::IAM::Role'))) {
      const { RoleName, Path, Policies = [], AssumeRolePolicyDocument } = this.withArns(Properties);
      const arn = `arn:aws:iam::${ACCOUNT}:role${Path}${RoleName}`;
      const policies = Policies.map(({ PolicyDocument }: { PolicyDocument: Document }) => PolicyDocument);
      this.principals.set(RoleName, { arn, policies });
      this.resourcePolicies.set(arn, AssumeRolePolicyDocument);
    }
    for (const { Properties } of Object.values(custody.all('AWS::S3::BucketPolicy'))) {
      const { Bucket, PolicyDocument } = this.withArns(Properties);
      this.resourcePolicies.set(this.arnOf(Bucket.slice(1, -1)), PolicyDocument);
    }
    this.resourcePolicies.set(KEY, custody.one('Encryption').Properties.KeyPolicy);
  }

  /** A role of the stack by its name. */
  public role(name: string): Principal {
    const found = this.principals.get(name);
    if (found === undefined) throw new Error(`no role '${name}' in ${[...this.principals.keys()].join(', ')}`);
    return found;
  }

  /** ARN of the bucket with this name in the plan. */
  public bucket(name: string): string {
    return this.arnOf(`CustodyObjectStorage${name}`);
  }

  /** What IAM answers. Throws where the simulator cannot tell. */
  public async ask(
    who: Principal,
    action: string,
    resource: string | ForeignResource,
    context: Context = {},
  ): Promise<Verdict> {
    const { arn, account, policy } =
      typeof resource === 'string'
        ? { arn: resource, account: resource.split(':')[4] || ACCOUNT, policy: this.policyOf(resource) }
        : resource;
    const simulation: Simulation = standIn({
      request: {
        principal: who.arn,
        action,
        resource: { resource: arn, accountId: account },
        contextVariables: { ...facts(who.arn, action), ...context },
      },
      identityPolicies: who.policies.map((document, index) => ({ name: String(index), policy: document })),
      resourcePolicy: policy,
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    });
    const answer = await runSimulation(simulation, {});
    if (answer.resultType !== 'single') throw new Error(`${action} on ${arn}: ${JSON.stringify(answer)}`);
    const ignored = answer.result.ignoredContextKeys ?? [];
    if (ignored.length > 0) throw new Error(`${action} has no ${ignored.join(', ')}`);
    return VERDICTS[answer.overallResult];
  }

  /** One test per story of a resource. */
  public tell(resource: string | ForeignResource, stories: readonly Story[]): void {
    for (const [sentence, verdict, who, actions, context] of stories) {
      test(sentence, async () => {
        const answers = [actions]
          .flat()
          .map(async (action) => [action, await this.ask(who, action, resource, context)]);
        expect(await Promise.all(answers)).toEqual([actions].flat().map((action) => [action, verdict]));
      });
    }
  }

  private policyOf(arn: string): Document | undefined {
    return this.resourcePolicies.get(arn.startsWith('arn:aws:s3:') ? (arn.split('/')[0] ?? arn) : arn);
  }

  private arnOf(id: string): string {
    const { Type, Properties } = this.custody.one(id);
    if (Type === 'AWS::KMS::Key') return KEY;
    if (Type === 'AWS::S3::Bucket') return `arn:aws:s3:::${Properties.BucketName}`;
    throw new Error(`no ARN for a ${Type}`);
  }

  /** References as the ARNs that they will be. */
  private withArns<Value>(value: Value): Value {
    return JSON.parse(JSON.stringify(value).replace(/<(\w+)\.Arn>/g, (_, id: string) => this.arnOf(id)));
  }
}

/**
 * The simulator knows condition keys that end in a name of the caller's behind a slash (tags), not behind a colon
 * (encryption context), and leaves those out of the request. A tag stands in for them, in policies and request alike.
 */
function standIn<Value>(value: Value): Value {
  return JSON.parse(
    JSON.stringify(value).replaceAll('"kms:EncryptionContext:', '"aws:PrincipalTag/kms:EncryptionContext:'),
  );
}

/** What AWS says of every request; the simulator fills in none of it. */
function facts(principal: string, action: string): Context {
  const account = principal.startsWith('arn:') ? principal.split(':')[4] : undefined;
  const caller: Context =
    account === undefined
      ? { 'aws:PrincipalIsAWSService': 'true', 'aws:PrincipalServiceName': principal }
      : {
          'aws:PrincipalIsAWSService': 'false',
          'aws:PrincipalArn': principal,
          'aws:PrincipalAccount': account,
          ...(action.startsWith('kms:') ? { 'kms:CallerAccount': account } : {}),
        };
  return {
    ...caller,
    'aws:CurrentTime': NOW,
    'aws:RequestedRegion': REGION,
    'aws:SecureTransport': 'true',
    'aws:ViaAWSService': 'false',
    ...(action.startsWith('s3:') ? { 's3:TlsVersion': '1.3' } : {}),
  };
}
