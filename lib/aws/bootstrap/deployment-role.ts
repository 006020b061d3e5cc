import { aws_iam as iam, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from '../acknowledge';
import { namesOf, type RoleKind } from '../names';
import { type DeploymentPolicy, deploymentPolicies } from '../permissions/deployment';
import type { PolicyRecord } from '../permissions/permission';
import { choose, either, type Optional, type Switch } from '../switch';
import { checkProps } from './check-props';
import { limit } from './limit';
import { CompactPolicy } from './policy-document';

export interface AwsDeploymentRoleProps {
  /** Id of the environment, 2 to 16 lower-case letters and digits; may be a token. */
  readonly environmentId: string;
  /** Whether network, cluster and load balancers may be made, rules opened, and parts of the network removed. */
  readonly allowInstall: Switch;
  /** Whether VPC, cluster and load balancers may be deleted. */
  readonly allowDelete: Switch;
  /** Whether the Kubernetes API may be on the internet. IAM does not see the allow-list: the template has it. */
  readonly publicApi: Switch;
  /** Whether load balancers may be on the internet. */
  readonly externalLoadBalancers: Switch;
  /** Kubernetes group of the vendor's support engineers: `byoc-support`. */
  readonly supportGroup: string;
  /**
   * ARNs of the customer's IAM roles that administer the cluster.
   *
   * @default - no template can make anybody an administrator
   */
  readonly administrators?: Optional<readonly string[]>;
  /**
   * Id of the customer's own VPC: `vpc-0123456789abcdef0`. The role then changes no network.
   *
   * @default - the data plane makes its own network
   */
  readonly vpcId?: Optional<string>;
  /**
   * ARN of the customer's own key.
   *
   * @default - custody's key, told by its tag
   */
  readonly keyArn?: Optional<string>;
  /**
   * Names of endpoint services that the network may connect to, beside AWS's own.
   *
   * @default - none
   */
  readonly endpointServices?: Optional<readonly string[]>;
  /**
   * ARNs of the customer's own roles that take the place of custody's, by who uses them.
   *
   * @default - none
   */
  readonly ownRoles?: Partial<Readonly<Record<RoleKind, readonly string[]>>>;
  /**
   * A boundary of the customer's for this role.
   *
   * @default - none: the role can make no other, and its policies say what it may do
   */
  readonly permissionsBoundary?: Optional<string>;
}

/**
 * The role that CloudFormation works with when it makes, changes or removes a data plane. It makes no role, key, bucket
 * or log group and changes no policy of one; what it may do depends on the phase, by whole policies that are attached or
 * not.
 */
export class AwsDeploymentRole extends Construct {
  public readonly resource: iam.CfnRole;
  public readonly roleArn: string;
  /** What it may do, and when. */
  public readonly policies: readonly PolicyRecord[];

  /** @throws Error if a prop is not what it should be: it would open more than it says */
  public constructor(scope: Construct, id: string, props: AwsDeploymentRoleProps) {
    super(scope, id);
    checkProps(this, props);
    const { partition, region, account } = Stack.of(this);
    const names = namesOf(props.environmentId).bootstrap;
    const policies = deploymentPolicies({
      partition,
      region,
      account,
      environmentId: props.environmentId,
      vpcId: props.vpcId,
      keyArn: props.keyArn,
      administrators: props.administrators,
      supportGroup: props.supportGroup,
      publicApi: props.publicApi,
      externalLoadBalancers: props.externalLoadBalancers,
      endpointServices: props.endpointServices,
      ownRoles: props.ownRoles ?? {},
    });
    this.policies = policies.map((policy) => ({
      ...policy,
      holder: 'deployment role',
      name: names.deploymentPolicy(policy.name),
    }));
    const attached: Readonly<Record<DeploymentPolicy['attached'], Switch>> = {
      always: true,
      install: props.allowInstall,
      delete: props.allowDelete,
      'install or delete': either(this, 'AllowRemoval', props.allowInstall, props.allowDelete),
    };
    this.resource = new iam.CfnRole(this, 'Resource', {
      roleName: names.deploymentRole,
      path: names.path,
      description: `CloudFormation, for the data plane of installation ${props.environmentId}`,
      assumeRolePolicyDocument: new CompactPolicy([], [trust(account)]),
      managedPolicyArns: policies.flatMap((policy) => {
        const arn = choose(attached[policy.attached], this.makePolicy(policy, names));
        return arn === undefined ? [] : [Token.asString(arn)];
      }),
    });
    limit(this.resource, props.permissionsBoundary);
    this.roleArn = this.resource.attrArn;
  }

  /** Made also where it is not attached: what a switch would give is there to be read. */
  private makePolicy(
    { name, permissions }: DeploymentPolicy,
    names: { path: string; deploymentPolicy: (name: string) => string },
  ): string {
    const policy = new iam.CfnManagedPolicy(this, name, {
      managedPolicyName: names.deploymentPolicy(name),
      path: names.path,
      policyDocument: new CompactPolicy(permissions),
    });
    acknowledgeWildcards(policy, permissions);
    return policy.ref;
  }
}

/** Only for stacks of this account: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html */
function trust(account: string): object {
  return {
    Effect: 'Allow',
    Principal: { Service: 'cloudformation.amazonaws.com' },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'aws:SourceAccount': account } },
  };
}
