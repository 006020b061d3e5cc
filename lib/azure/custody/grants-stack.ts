import type { Construct } from 'constructs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { declareOutputs } from '../../terraform/installation';
import { InstallationStack, type InstallationStackProps } from '../installation-stack';
import { variableOf } from '../stack-variables';
import { AzureAdministrators } from './administrators';
import { issuerRule } from './cluster-issuer';
import { AzureClusterLogs } from './cluster-logs';
import { AzureGrants } from './grants';
import { AzureSupportAccess } from './support-access';

/**
 * Who acts by which identity, who is let into the cluster and where it logs, as a stack: the last to be applied, by the
 * customer. All of it needs the cluster, which is found by its name; its issuer is a variable.
 */
export class AzureGrantsStack extends InstallationStack {
  public readonly grants: AzureGrants;
  public readonly administrators: AzureAdministrators;
  public readonly supportAccess: AzureSupportAccess;
  public readonly clusterLogs: AzureClusterLogs;

  public constructor(scope: Construct, id: string, props: InstallationStackProps) {
    super(scope, id, props, 'grants');
    const { environment, identities, plan }: DataPlaneConfig<'azure'> = props.config;
    const { id: environmentId, subscription, administrators, access, timeBoundAssignments, own } = environment;
    const { supportExpiresAt } = access;
    const place = { environmentId, subscription };
    this.grants = new AzureGrants(this, 'Grants', {
      ...place,
      issuer: variableOf(this, 'grants', 'cluster_issuer', issuerRule(environment)),
      identities,
    });
    this.administrators = new AzureAdministrators(this, 'Administrators', { ...place, groups: administrators });
    this.supportAccess = new AzureSupportAccess(this, 'SupportAccess', {
      ...place,
      ...(supportExpiresAt === undefined
        ? {}
        : {
            support: { groups: plan.support.azure, expiresAt: supportExpiresAt, timeBound: timeBoundAssignments },
          }),
    });
    this.clusterLogs = new AzureClusterLogs(this, 'ClusterLogs', {
      ...place,
      ...(own.logWorkspace === undefined ? {} : { workspace: own.logWorkspace }),
    });
    declareOutputs(this, [
      {
        name: 'VendorGrants',
        value: JSON.stringify(this.grants.vendorGrants),
        description: 'What the vendor must grant on its own queue and container, and to whom',
      },
    ]);
  }
}
