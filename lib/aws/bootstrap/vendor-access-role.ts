import { Aws, Duration, type IResolvable, aws_iam as iam, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from '../acknowledge';
import { namesOf } from '../names';
import type { PolicyRecord } from '../permissions/permission';
import { type VendorPolicy, vendorPolicies } from '../permissions/vendor';
import { choose, chooseLater, isGiven, not, type Optional, type Premise, type Switch, valueIn } from '../switch';
import { checkTrusted } from '../trusted';
import { checkProps } from './check-props';
import { limit } from './limit';
import { CompactPolicy } from './policy-document';

export interface AwsVendorAccessRoleProps {
  /** Id of the environment, 2 to 16 lower-case letters and digits; may be a token. */
  readonly environmentId: string;
  /** ARNs of the vendor's IAM roles or users; an account root only with `principalArnLike`. */
  readonly principals: readonly string[];
  /**
   * Patterns of the ARNs of roles or users: whoever asks must match one as well.
   *
   * @default - none: `principals` are exact
   */
  readonly principalArnLike?: readonly string[];
  /** What the vendor must present; 16 to 1,224 characters, unique per customer. */
  readonly externalId: string;
  /** Whether the vendor executes what it proposes (mode `managed`); otherwise the customer does (mode `approved`). */
  readonly mayExecute: Switch;
  /** Whether the vendor may also delete its stacks, in mode `managed`. */
  readonly mayDelete: Switch;
  /**
   * When the access ends by itself, UTC: `2027-01-31T00:00:00Z`. Ends open sessions too.
   *
   * @default - it does not end by itself
   */
  readonly expiresAt?: Optional<string>;
  /**
   * Bucket and prefix from which the vendor publishes templates: `my-releases/templates/`.
   *
   * @default - templates of up to 51,200 bytes only, which are passed in the call
   */
  readonly artifactPrefix?: Optional<string>;
  /**
   * A boundary of the customer's for this role.
   *
   * @default - none: what the role may do is a page long
   */
  readonly permissionsBoundary?: Optional<string>;
}

const SESSION_HOURS = 1;

/**
 * The one role that the vendor takes in the customer's account. It proposes change sets for the stacks of one
 * installation, which CloudFormation carries out with the deployment role; it changes nothing itself and reads no data.
 */
export class AwsVendorAccessRole extends Construct {
  public readonly resource: iam.CfnRole;
  public readonly roleArn: string;
  /** What it may do, and when. */
  public readonly policies: readonly PolicyRecord[];

  /** @throws Error if it would let in others than the named, or would not end when it says */
  public constructor(scope: Construct, id: string, props: AwsVendorAccessRoleProps) {
    super(scope, id);
    checkProps(this, props);
    checkTrusted(this, { ...props, expiresAt: valueIn(props.expiresAt) });
    const { partition, region, account } = Stack.of(this);
    const names = namesOf(props.environmentId).bootstrap;
    const policies = vendorPolicies({
      partition,
      region,
      account,
      environmentId: props.environmentId,
      // Not the name that the stack has here: whoever deploys a template may choose another.
      stackName: Aws.STACK_NAME,
      artifactPrefix: props.artifactPrefix,
      expiresAt: props.expiresAt,
    });
    this.policies = policies.map((policy) => ({ ...policy, holder: 'vendor access role' }));
    const attached: Readonly<Record<VendorPolicy['attached'], Premise>> = {
      always: true,
      'mode managed': props.mayExecute,
      'mode managed, while deletion is allowed': props.mayDelete,
      'mode approved': not(props.mayExecute),
    };
    this.resource = new iam.CfnRole(this, 'Resource', {
      roleName: names.vendorRole,
      path: names.path,
      description: `Vendor of installation ${props.environmentId}: proposes changes, reads no data`,
      maxSessionDuration: Duration.hours(SESSION_HOURS).toSeconds(),
      assumeRolePolicyDocument: new CompactPolicy([], trust(props)),
      policies: policies.flatMap((policy) => inlinePolicy(policy, attached[policy.attached])),
    });
    limit(this.resource, props.permissionsBoundary);
    acknowledgeWildcards(
      this.resource,
      policies.flatMap(({ permissions }) => permissions),
    );
    this.roleArn = this.resource.attrArn;
  }
}

function inlinePolicy(
  { name: policyName, permissions }: VendorPolicy,
  on: Premise,
): (iam.CfnRole.PolicyProperty | IResolvable)[] {
  const policyDocument = new CompactPolicy(permissions);
  if (typeof on === 'boolean') return on ? [{ policyName, policyDocument }] : [];
  // What a condition chooses is not translated, so it is written as CloudFormation has it.
  return [chooseLater(on, { PolicyName: policyName, PolicyDocument: policyDocument })];
}

/** An account root is narrowed by who asks; others are exact. */
function trust({ principals, principalArnLike, externalId, expiresAt }: AwsVendorAccessRoleProps): object[] {
  const isRoot = (arn: string) => arn.endsWith(':root');
  // What is a list only at deployment has no root: the pattern of its parameter refuses one.
  if (Token.isUnresolved(principals)) return trustOf(principals, {}, externalId, expiresAt);
  const exact = principals.filter((arn) => !isRoot(arn));
  const roots = principals.filter(isRoot);
  const like = { ArnLike: { 'aws:PrincipalArn': principalArnLike } };
  return [
    ...(exact.length === 0 ? [] : trustOf(exact, {}, externalId, expiresAt)),
    ...(roots.length === 0 ? [] : trustOf(roots, like, externalId, expiresAt)),
  ];
}

/** Session tags and source identities come with calls of their own, for which IAM knows no external id. */
function trustOf(
  principals: readonly string[],
  narrowed: object,
  externalId: string,
  expiresAt: Optional<string>,
): object[] {
  const Principal = { AWS: principals };
  const ending =
    expiresAt === undefined
      ? {}
      : { DateLessThan: choose(isGiven(expiresAt), { 'aws:CurrentTime': valueIn(expiresAt) }) };
  return [
    {
      Effect: 'Allow',
      Principal,
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': externalId }, ...narrowed, ...ending },
    },
    {
      Effect: 'Allow',
      Principal,
      Action: ['sts:SetSourceIdentity', 'sts:TagSession'],
      Condition: { Bool: { 'aws:PrincipalIsAWSService': 'false' }, ...narrowed, ...ending },
    },
  ];
}
