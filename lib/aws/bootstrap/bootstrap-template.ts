import { CfnCondition, CfnOutput, Fn, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Plan } from '../../core/plan/plan';
import { withOwnRights } from '../own-rights';
import { Parameters } from '../parameters';
import { AwsBootstrap } from './bootstrap';
import { askForExceptions, askForInstallation, askForLimits, askForPhases, askForVendor } from './bootstrap-questions';

export interface AwsBootstrapTemplateProps {
  /**
   * The vendor that the template is for, from its plan. What the plan says is no parameter then.
   *
   * @default - the template asks who the vendor is
   */
  readonly vendor?: NonNullable<Plan['vendor']['aws']>;
  /**
   * Kubernetes group of the vendor's support engineers.
   *
   * @default byoc-support
   */
  readonly supportGroup?: string;
  /**
   * Where the vendor's telemetry goes, from its plan: filled in, for the customer to change.
   *
   * @default - the template asks, with nothing filled in
   */
  readonly telemetry?: { readonly queue?: string | undefined; readonly billing?: string | undefined };
}

/**
 * The bootstrap as a template with parameters only: one click in the console, no tools, the same for all customers. It is
 * to be rendered by `cdk-app/templates`, which writes few bytes; `cdk deploy` would need a bucket for it.
 */
export class AwsBootstrapTemplate extends Stack {
  public readonly bootstrap: AwsBootstrap;

  public constructor(
    scope: Construct,
    id: string,
    { vendor, supportGroup, telemetry }: AwsBootstrapTemplateProps = {},
  ) {
    super(scope, id, {
      description: 'Who may act in a BYOC installation. Stays with the customer; every parameter can be changed later',
      synthesizer: withOwnRights(),
    });
    const parameters = new Parameters(this);
    const installation = askForInstallation(parameters);
    const { mode, principals, externalId, ...rest } = askForVendor(parameters, vendor);
    const phases = askForPhases(parameters);
    const limits = askForLimits(parameters);
    const exceptions = askForExceptions(parameters, telemetry);

    parameters.assert('VendorIsKnown', Fn.conditionNot(Fn.conditionEquals(mode, 'self-managed')), [
      [Fn.conditionNot(Fn.conditionEquals(externalId, '')), 'ExternalId is needed unless Mode is self-managed'],
      ...(vendor === undefined
        ? [
            [
              // An empty list is that of one empty text, or one without members.
              Fn.conditionAnd(
                Fn.conditionNot(Fn.conditionContains([...principals], '')),
                Fn.conditionNot(Fn.conditionEachMemberEquals([...principals], '')),
              ),
              'VendorPrincipals is needed unless Mode is self-managed',
            ] as const,
          ]
        : []),
    ]);
    parameters.assert('ExternalIdIsUnique', undefined, [
      [
        Fn.conditionNot(Fn.conditionEquals(externalId, installation.environmentId)),
        'ExternalId must differ from EnvironmentId',
      ],
    ]);

    const condition = (name: string, value: string) =>
      new CfnCondition(this, name, { expression: Fn.conditionEquals(mode, value) });
    const managed = condition('IsManaged', 'managed');
    const vendorAccess = new CfnCondition(this, 'HasVendorAccess', {
      expression: Fn.conditionNot(Fn.conditionEquals(mode, 'self-managed')),
    });
    this.bootstrap = new AwsBootstrap(this, 'Bootstrap', {
      ...installation,
      ...phases,
      ...limits,
      ...exceptions,
      mode: { value: mode, managed, vendorAccess },
      vendor: { principals, externalId, principalArnLike: vendor?.principalArnLike ?? [], ...rest },
      supportGroup: supportGroup ?? 'byoc-support',
    });
    this.templateOptions.metadata = { 'AWS::CloudFormation::Interface': parameters.interface };
    const { deploymentRole, vendorAccessRole } = this.bootstrap;
    new CfnOutput(this, 'DeploymentRoleArn', { value: deploymentRole.roleArn });
    if (vendorAccessRole !== undefined) {
      new CfnOutput(this, 'VendorRoleArn', { value: vendorAccessRole.roleArn, condition: vendorAccess });
    }
  }
}
