import type { Construct } from 'constructs';
import { InstallationStack, type InstallationStackProps } from '../installation-stack';
import { namesOf } from '../names';
import { withOwnRights } from '../own-rights';
import { AwsDetections } from './detections';

/** Detections as a stack of their own: with them, the bootstrap would be too large to be pasted into the console. */
export class AwsDetectionsStack extends InstallationStack {
  public readonly detections: AwsDetections;

  public constructor(scope: Construct, id: string, props: InstallationStackProps) {
    const { environment } = props.config;
    super(
      scope,
      id,
      { synthesizer: withOwnRights(), ...props },
      {
        stackName: namesOf(environment.id).stacks.detections,
        description: 'Tells the customer of what the vendor does; stays with the customer',
      },
    );
    this.detections = new AwsDetections(this, 'Detections', {
      environmentId: environment.id,
      trailExists: environment.cloudTrail,
      ...(environment.detections.email === undefined ? {} : { email: environment.detections.email }),
    });
    this.declare([{ name: 'TopicArn', value: this.detections.topic.ref, description: 'Subscribe to it to be told' }]);
  }
}
