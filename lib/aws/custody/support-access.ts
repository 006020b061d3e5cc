import { Duration, aws_iam as iam, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { namesOf } from '../names';
import { compilePolicy, type Permission } from '../permissions/permission';
import { supportPermissions } from '../permissions/roles';
import { checkTrusted } from '../trusted';
import { keepBoundary } from './boundary';

export interface AwsSupportAccessProps {
  /** Id of the environment; may be a token. */
  readonly environmentId: string;
  /** ARNs of the support engineers' roles or users. */
  readonly principals: readonly string[];
  /** What they must present; 16 characters at least. */
  readonly externalId: string;
  /** When the access ends by itself, UTC: `2027-01-31T00:00:00Z`. */
  readonly expiresAt: string;
  /**
   * Limits what the role can be given.
   *
   * @default - none
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;
  /**
   * What the role may never do, as a policy of its own.
   *
   * @default - none
   */
  readonly denials?: readonly Permission[];
}

const SESSION_HOURS = 1;

/**
 * A role for the vendor's support engineers that ends by itself. It leads to the Kubernetes API and no further: what
 * they may read there is a matter of Kubernetes roles. The expiry stands twice: in the trust it stops new sessions, in
 * the policy it stops the AWS calls of those that are open. A Kubernetes token made before lives on: tokens are made for
 * as long as the session of one hour lasts, and each is good for 15 minutes.
 */
export class AwsSupportAccess extends Construct {
  public readonly role: iam.Role;

  /** @throws Error if it would let in anybody, or would not end */
  public constructor(scope: Construct, id: string, props: AwsSupportAccessProps) {
    super(scope, id);
    checkTrusted(this, props);
    const { partition, region, account } = Stack.of(this);
    const names = namesOf(props.environmentId);
    const policy = compilePolicy(supportPermissions({ partition, region, account, clusterName: names.cluster }));
    policy.addStatements(
      new iam.PolicyStatement({
        sid: 'NothingAfterExpiry',
        effect: iam.Effect.DENY,
        actions: ['*'],
        resources: ['*'],
        conditions: { DateGreaterThanEquals: { 'aws:CurrentTime': props.expiresAt } },
      }),
    );
    this.role = new iam.Role(this, 'Resource', {
      description: 'Support engineers of the vendor, until the expiry in the trust policy',
      roleName: names.roleName('support'),
      path: names.rolePath('support'),
      maxSessionDuration: Duration.hours(SESSION_HOURS),
      assumedBy: new iam.PrincipalWithConditions(
        new iam.CompositePrincipal(...props.principals.map((arn) => new iam.ArnPrincipal(arn))),
        {
          StringEquals: { 'sts:ExternalId': props.externalId },
          DateLessThan: { 'aws:CurrentTime': props.expiresAt },
        },
      ),
      inlinePolicies: {
        Permissions: policy,
        ...(props.denials === undefined ? {} : { Denials: compilePolicy(props.denials) }),
      },
      ...(props.permissionsBoundary === undefined ? {} : { permissionsBoundary: props.permissionsBoundary }),
    });
    if (props.permissionsBoundary !== undefined) keepBoundary(this.role, props.permissionsBoundary);
  }
}
