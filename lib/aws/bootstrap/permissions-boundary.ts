import { aws_iam as iam, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from '../acknowledge';
import { namesOf } from '../names';
import { boundaryPermissions } from '../permissions/boundary';
import type { PolicyRecord } from '../permissions/permission';
import type { Optional, Switch } from '../switch';
import { checkProps } from './check-props';
import { CompactPolicy } from './policy-document';

export interface AwsPermissionsBoundaryProps {
  /** Id of the environment, 2 to 16 lower-case letters and digits; may be a token. */
  readonly environmentId: string;
  /**
   * Whether objects are refused to credentials that are used outside the VPCs of the account. Needs an S3 endpoint in
   * the network.
   */
  readonly onlyFromNetwork: Switch;
  /**
   * Names of the customer's own buckets that take the place of custody's.
   *
   * @default - none
   */
  readonly ownBuckets?: readonly string[];
  /**
   * Bucket and prefix of the vendor that usage is written to: `vendor-billing/usage/`.
   *
   * @default - nothing is written to another bucket
   */
  readonly billingPrefix?: Optional<string>;
  /**
   * ARN of the queue that state is sent to.
   *
   * @default - nothing is sent to a queue
   */
  readonly telemetryQueue?: Optional<string>;
}

/**
 * What the roles of an installation may be given at most, and what they may never do. It gives nothing by itself. Only
 * the customer can change it: the deployment role may touch no policy.
 */
export class AwsPermissionsBoundary extends Construct {
  public readonly resource: iam.CfnManagedPolicy;
  /** The policy, to be given to roles as their boundary. */
  public readonly policy: iam.IManagedPolicy;
  /** What it allows at most, and what it denies. */
  public readonly policies: readonly PolicyRecord[];

  /** @throws Error if a prop is not what it should be: it would open more than it says */
  public constructor(scope: Construct, id: string, props: AwsPermissionsBoundaryProps) {
    super(scope, id);
    checkProps(this, props);
    const { partition, region, account } = Stack.of(this);
    const names = namesOf(props.environmentId).bootstrap;
    const permissions = boundaryPermissions({
      partition,
      region,
      account,
      environmentId: props.environmentId,
      ownBuckets: props.ownBuckets ?? [],
      billingPrefix: props.billingPrefix,
      telemetryQueue: props.telemetryQueue,
      onlyFromNetwork: props.onlyFromNetwork,
    });
    this.policies = [{ holder: 'boundary', name: names.boundary, attached: 'always, by custody', permissions }];
    this.resource = new iam.CfnManagedPolicy(this, 'Resource', {
      managedPolicyName: names.boundary,
      path: names.path,
      description: `Limit of every role of installation ${props.environmentId}`,
      policyDocument: new CompactPolicy(permissions),
    });
    acknowledgeWildcards(this.resource, permissions);
    this.policy = iam.ManagedPolicy.fromManagedPolicyArn(this, 'Policy', this.resource.ref);
  }
}
