import type { Construct } from 'constructs';
import { dataPlaneOutputs } from '../../core/outputs';
import { declareOutputs } from '../../terraform/installation';
import { AzureCustody } from '../custody/custody';
import { InstallationStack, type InstallationStackProps } from '../installation-stack';
import { variablesOutput } from '../stack-variables';
import { AzureDataPlane } from './data-plane';
import { reachCommand } from './reach';

/**
 * The data plane of an installation as a stack: backend and outputs are set here. It reads no other stack: what no name
 * leads to in custody are variables of this one.
 */
export class AzureDataPlaneStack extends InstallationStack {
  public readonly dataPlane: AzureDataPlane;

  public constructor(scope: Construct, id: string, props: InstallationStackProps) {
    super(scope, id, props, 'data-plane');
    const { config } = props;
    const custody = AzureCustody.fromNames(this, 'Custody', config);
    this.dataPlane = new AzureDataPlane(this, 'DataPlane', { config, custody });
    declareOutputs(this, [
      ...dataPlaneOutputs(this.dataPlane.outputs),
      variablesOutput('grants', { cluster_issuer: this.dataPlane.outputs.cluster.issuer }),
      {
        name: 'ReachTheCluster',
        value: reachCommand(config),
        description: 'How to reach the Kubernetes API; see docs/azure/reach-the-cluster.md',
      },
    ]);
  }
}
