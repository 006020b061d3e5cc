import type { Construct } from 'constructs';
import { custodyOutputs } from '../../core/outputs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { isBound } from '../../core/vendor-phases';
import { declareOutputs } from '../../terraform/installation';
import { InstallationStack, type InstallationStackProps } from '../installation-stack';
import { labelsOf, namesOf } from '../names';
import { deploymentContext } from '../permissions/deployment/context';
import { vendorRoles } from '../permissions/vendor-roles';
import { GcpCustody, type GcpCustodyProps } from './custody';
import type { NodeAccountUser } from './workload-identity';

/** The custody of an installation as a stack: backend and outputs are set here. */
export class GcpCustodyStack extends InstallationStack {
  public readonly custody: GcpCustody;

  public constructor(scope: Construct, id: string, props: InstallationStackProps) {
    super(scope, id, props, 'custody');
    this.custody = new GcpCustody(this, 'Custody', gcpCustodyProps(props.config));
    declareOutputs(this, custodyOutputs(this.custody.outputs));
  }
}

/** What custody takes from a configuration. */
export function gcpCustodyProps(config: DataPlaneConfig<'gcp'>): GcpCustodyProps {
  const { environment, plan } = config;
  const { own, registry, access } = environment;
  const { supportExpiresAt } = access;
  return {
    environmentId: environment.id,
    project: environment.project,
    projectNumber: environment.projectNumber,
    region: environment.region,
    labels: labelsOf(config),
    identities: config.identities,
    buckets: plan.buckets,
    dataOnDelete: environment.dataOnDelete,
    logRetentionDays: environment.logRetentionDays,
    administrators: environment.administrators,
    ownBuckets: own.buckets,
    nodeAccountUsers: nodeAccountUsersOf(config),
    ...(own.encryptionKey === undefined ? {} : { encryptionKey: own.encryptionKey }),
    ...(registry === undefined ? {} : { registry }),
    ...(supportExpiresAt === undefined ? {} : { support: { groups: plan.support.gcp, expiresAt: supportExpiresAt } }),
  };
}

/** The vendor, where it applies changes: account and role are the bootstrap's, which is applied before. */
function nodeAccountUsersOf(config: DataPlaneConfig<'gcp'>): NodeAccountUser[] {
  const { id, project, access } = config.environment;
  return vendorRoles(deploymentContext(config))
    .filter(({ record }) => record.on === 'node service account' && isBound(record, access))
    .map(({ name, condition }) => ({
      role: name,
      member: `serviceAccount:${namesOf(id, project).vendorAccount.email}`,
      ...(condition === undefined ? {} : { condition }),
    }));
}
