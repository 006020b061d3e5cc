import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { withOwnRights } from '../own-rights';
import { Parameters } from '../parameters';
import { PATTERNS } from '../patterns';
import { AwsDetections } from './detections';

/** Detections as a template with parameters only. */
export class AwsDetectionsTemplate extends Stack {
  public constructor(scope: Construct, id: string) {
    super(scope, id, {
      description: 'Tells you of what the vendor of a BYOC installation does. Stays with the customer',
      synthesizer: withOwnRights(),
    });
    const parameters = new Parameters(this).group('Installation');
    const environmentId = parameters.ask({
      name: 'EnvironmentId',
      label: 'Name of the installation',
      description: 'The same as in the bootstrap',
      ...PATTERNS.environmentId,
    }).valueAsString;
    const trailExists = parameters.askWhether({
      name: 'TrailExists',
      label: 'CloudTrail trail',
      description: 'Whether a trail logs management events here. Without one, only changes of stacks are seen',
      fallback: 'false',
    });
    const email = parameters.askIfAny({
      name: 'Email',
      label: 'E-mail address',
      description: 'Who is told; must confirm. Empty: subscribe to the topic yourself',
      pattern: '[^\\s@]+@[^\\s@]+\\.[^\\s@]+',
      rule: 'an e-mail address',
    });
    const { topic } = new AwsDetections(this, 'Detections', { environmentId, trailExists, email });
    this.templateOptions.metadata = { 'AWS::CloudFormation::Interface': parameters.interface };
    new CfnOutput(this, 'TopicArn', { value: topic.ref, description: 'Subscribe to it to be told' });
  }
}
