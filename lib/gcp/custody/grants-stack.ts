import type { Construct } from 'constructs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { declareOutputs } from '../../terraform/installation';
import { InstallationStack, type InstallationStackProps } from '../installation-stack';
import { labelsOf, namesOf } from '../names';
import { DeployedCustody } from './deployed-custody';
import { GcpGrants } from './grants';
import { GcpPrivateZones, privateZonesOf } from './private-zones';

/**
 * What workloads may do, and where the names of private endpoints lead, as a stack: the last to be applied, by the customer.
 * It needs the cluster, whose identities it binds, and the network, which sees the zones.
 */
export class GcpGrantsStack extends InstallationStack {
  public readonly grants: GcpGrants;
  /** @default - the network has no private endpoints, or is the customer's */
  public readonly privateZones?: GcpPrivateZones;

  public constructor(scope: Construct, id: string, props: InstallationStackProps) {
    super(scope, id, props, 'grants');
    const { environment, identities }: DataPlaneConfig<'gcp'> = props.config;
    const { buckets } = new DeployedCustody(this, 'Custody', props.config);
    const { id: environmentId, project, projectNumber } = environment;
    const domain = environment.dns?.domain;
    this.grants = new GcpGrants(this, 'Grants', { environmentId, project, projectNumber, identities, buckets, domain });
    const zones = privateZonesOf(props.config);
    if (zones.length > 0) {
      this.privateZones = new GcpPrivateZones(this, 'PrivateZones', {
        environmentId,
        project,
        network: `projects/${project}/global/networks/${namesOf(environmentId, project).network}`,
        zones,
        labels: labelsOf(props.config),
      });
    }
    declareOutputs(this, [
      {
        name: 'VendorGrants',
        value: JSON.stringify(this.grants.vendorGrants),
        description: 'What the vendor must grant on its own topic and bucket',
      },
    ]);
  }
}
