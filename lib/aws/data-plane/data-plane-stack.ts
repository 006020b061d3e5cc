import type { Construct } from 'constructs';
import { dataPlaneOutputs } from '../../core/outputs';
import { AwsCustody } from '../custody/custody';
import type { IAwsCustody } from '../custody/custody-contract';
import { InstallationStack, type InstallationStackProps } from '../installation-stack';
import { namesOf } from '../names';
import { AwsDataPlane, type AwsDataPlaneProps } from './data-plane';
import { reachCommand } from './reach';

export interface AwsDataPlaneStackProps
  extends InstallationStackProps,
    Pick<AwsDataPlaneProps, 'network' | 'administrators'> {
  /**
   * Key, roles and log groups.
   *
   * @default - the custody that is deployed under the names of the configuration
   */
  readonly custody?: IAwsCustody;
}

/** The data plane of an installation as a stack: name, tags, protection and outputs are set here. */
export class AwsDataPlaneStack extends InstallationStack {
  public readonly dataPlane: AwsDataPlane;

  public constructor(scope: Construct, id: string, props: AwsDataPlaneStackProps) {
    const { config, custody, synthesizer, ...parts } = props;
    super(scope, id, props, {
      stackName: namesOf(config.environment.id).stacks.dataPlane,
      description: 'Network, cluster, nodes and load balancers of an installation',
    });
    this.dataPlane = new AwsDataPlane(this, 'DataPlane', {
      config,
      custody: custody ?? AwsCustody.fromNames(this, 'Custody', config),
      ...parts,
    });
    this.declare([
      ...dataPlaneOutputs(this.dataPlane.outputs),
      {
        name: 'ReachTheCluster',
        value: reachCommand(config),
        description: 'How to reach the Kubernetes API; see docs/reach-the-cluster.md',
      },
    ]);
  }
}
