import { Template } from 'aws-cdk-lib/assertions';
import { AwsPermissionsBoundary } from '../../lib/aws/bootstrap/permissions-boundary';
import { evaluateWithArns, managedPoliciesOf, principalsOf, resourcePoliciesOf } from '../../scripts/access/principals';
import {
  Account,
  type Context,
  type ForeignResource,
  type PolicyDocument,
  type Principal,
  type Verdict,
} from '../../scripts/access/simulator';
import { type EvaluationInput, evaluate, type TemplateJson } from '../../scripts/access/template';
import { ACCOUNT, REGION, type Rendered, testStack } from './aws';
import { fullPlan } from './config';

export type { Context, ForeignResource, Principal, Verdict } from '../../scripts/access/simulator';

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

const PLACE = { account: ACCOUNT, region: REGION, partition: 'aws', stackName: 'custody' };

/** The boundary that the bootstrap of the full configuration makes. */
function boundary(): Readonly<Record<string, PolicyDocument>> {
  const { billing, queue } = fullPlan().telemetry ?? {};
  const stack = testStack();
  new AwsPermissionsBoundary(stack, 'Boundary', {
    environmentId: 'acme',
    onlyFromNetwork: true,
    billingPrefix: billing?.aws,
    telemetryQueue: queue?.aws,
  });
  return managedPoliciesOf(evaluate(Template.fromStack(stack).toJSON() as TemplateJson, PLACE), PLACE);
}

/**
 * The policies of a rendered custody with the bootstrap's boundary, and what IAM makes of them. AWS managed policies
 * are left out. Requests come from a VPC of the account unless they say otherwise.
 */
export class Access {
  private readonly principals: Readonly<Record<string, Principal>>;
  private readonly account: Account;
  private readonly bucketNames: ReadonlyMap<string, string>;

  public constructor({ json }: Rendered) {
    const reference: EvaluationInput['reference'] = (_, type) => (type === 'AWS::KMS::Key' ? KEY : undefined);
    const resources = evaluateWithArns(json, { ...PLACE, reference });
    const entries = Object.entries(resources);
    const key = entries.find(([, { type }]) => type === 'AWS::KMS::Key')?.[1].properties;
    this.principals = principalsOf(resources, PLACE, boundary());
    this.account = new Account(PLACE, { ...resourcePoliciesOf(resources, PLACE), [KEY]: key.KeyPolicy });
    this.bucketNames = new Map(
      entries
        .filter(([, { type }]) => type === 'AWS::S3::Bucket')
        .map(([id, { properties }]) => [id.replace(/^CustodyObjectStorage|[0-9A-F]{8}$/g, ''), properties.BucketName]),
    );
  }

  /** A role of the stack by its name. */
  public role(name: string): Principal {
    const found = this.principals[name];
    if (found === undefined) throw new Error(`no role '${name}' in ${Object.keys(this.principals).join(', ')}`);
    return found;
  }

  /** ARN of the bucket with this name in the plan. */
  public bucket(name: string): string {
    const found = this.bucketNames.get(name);
    if (found === undefined) throw new Error(`no bucket '${name}' in ${[...this.bucketNames.keys()].join(', ')}`);
    return `arn:aws:s3:::${found}`;
  }

  /** What IAM answers. Throws where the simulator cannot tell. */
  public ask(
    who: Principal,
    action: string,
    resource: string | ForeignResource,
    context: Context = {},
  ): Promise<Verdict> {
    return this.account.ask(who, action, resource, { 'aws:VpceAccount': ACCOUNT, ...context });
  }

  /**
   * One test per story of a resource. What is allowed is so inside the boundary; what is not is so without its help.
   */
  public tell(resource: string | ForeignResource, stories: readonly Story[]): void {
    for (const [sentence, verdict, principal, actions, context] of stories) {
      const { arn, policies } = principal;
      const who = verdict === 'allowed' ? principal : { arn, policies };
      test(sentence, async () => {
        const answers = [actions]
          .flat()
          .map(async (action) => [action, await this.ask(who, action, resource, context)]);
        expect(await Promise.all(answers)).toEqual([actions].flat().map((action) => [action, verdict]));
      });
    }
  }
}
