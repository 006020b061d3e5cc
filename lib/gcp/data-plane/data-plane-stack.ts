import type { Construct } from 'constructs';
import { dataPlaneOutputs } from '../../core/outputs';
import { declareOutputs } from '../../terraform/installation';
import { GcpCustody } from '../custody/custody';
import { InstallationStack, type InstallationStackProps } from '../installation-stack';
import { GcpDataPlane } from './data-plane';
import { reachCommand } from './reach';

/** The data plane of an installation as a stack: backend and outputs are set here. It reads no other stack. */
export class GcpDataPlaneStack extends InstallationStack {
  public readonly dataPlane: GcpDataPlane;

  public constructor(scope: Construct, id: string, props: InstallationStackProps) {
    super(scope, id, props, 'data-plane');
    const { config } = props;
    const custody = GcpCustody.fromNames(this, 'Custody', config);
    this.dataPlane = new GcpDataPlane(this, 'DataPlane', { config, custody });
    declareOutputs(this, [
      ...dataPlaneOutputs(this.dataPlane.outputs),
      {
        name: 'ReachTheCluster',
        value: reachCommand(config),
        description: 'How to reach the Kubernetes API; see docs/gcp/reach-the-cluster.md',
      },
    ]);
  }
}
