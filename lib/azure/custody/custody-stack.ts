import type { Construct } from 'constructs';
import { custodyOutputs } from '../../core/outputs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { isBound } from '../../core/vendor-phases';
import { declareOutputs } from '../../terraform/installation';
import { InstallationStack, type InstallationStackProps } from '../installation-stack';
import { tagsOf } from '../names';
import { deploymentContext } from '../permissions/deployment/context';
import { vendorRoles } from '../permissions/vendor-roles';
import { variableOf, variablesOutput } from '../stack-variables';
import { AzureCustody, type AzureCustodyProps } from './custody';
import type { OwnKeys } from './encryption';

/** The custody of an installation as a stack: backend and outputs are set here. */
export class AzureCustodyStack extends InstallationStack {
  public readonly custody: AzureCustody;

  public constructor(scope: Construct, id: string, props: InstallationStackProps) {
    super(scope, id, props, 'custody');
    this.custody = new AzureCustody(this, 'Custody', azureCustodyProps(this, props.config));
    const { outputs, etcdKey, kubeletIdentity } = this.custody;
    const { clientId, objectId } = kubeletIdentity;
    declareOutputs(this, [
      ...custodyOutputs(outputs),
      variablesOutput('data-plane', {
        ...(props.config.environment.own.encryptionKey === undefined ? { etcd_key_id: etcdKey } : {}),
        kubelet_client_id: clientId,
        kubelet_object_id: objectId,
      }),
    ]);
  }
}

/**
 * What custody takes from a configuration.
 *
 * @param scope of the variable, where the vendor's principal is one that the bootstrap makes
 */
export function azureCustodyProps(scope: Construct, config: DataPlaneConfig<'azure'>): AzureCustodyProps {
  const { environment, plan } = config;
  const { id: environmentId, subscription, tenant, region, own, access, dataOnDelete, protection } = environment;
  const context = deploymentContext(config);
  const keys = ownKeysOf(own);
  const principalId = principalOf(scope, config);
  return {
    environmentId,
    subscription,
    tenant,
    region,
    tags: tagsOf(config),
    vaultIsPrivate: environment.apiServer === 'vnet-integration',
    dataOnDelete,
    locked: protection,
    buckets: plan.buckets,
    ownBuckets: own.buckets,
    identities: config.identities,
    context,
    logRetentionDays: environment.logRetentionDays,
    ...(own.logWorkspace === undefined ? {} : { logWorkspace: own.logWorkspace }),
    vendor: {
      access: {
        mode: access.mode,
        allowInstall: access.allowInstall,
        allowDelete: access.allowDelete,
        timeBound: environment.timeBoundAssignments,
        ...(access.vendorExpiresAt === undefined ? {} : { expiresAt: access.vendorExpiresAt }),
      },
      ...(principalId === undefined ? {} : { principalId }),
    },
    ...(keys === undefined ? {} : { keys }),
  };
}

/** `https://V.vault.azure.net/keys/N/<version>` is known by its name in the vault, and by its id without the version. */
function ownKeysOf(own: DataPlaneConfig<'azure'>['environment']['own']): OwnKeys | undefined {
  const { encryptionKey, keyVault } = own;
  if (encryptionKey === undefined || keyVault === undefined) return undefined;
  const parts = encryptionKey.split('/');
  const resourceId = `${keyVault}/keys/${parts[4]}`;
  return {
    vault: keyVault,
    etcd: { id: encryptionKey, resourceId },
    data: { id: parts.slice(0, 5).join('/'), versionedId: encryptionKey, resourceId },
  };
}

/** Who the vendor is, if custody has a role for it now. */
function principalOf(scope: Construct, config: DataPlaneConfig<'azure'>): string | undefined {
  const { access, vendorObjectId } = config.environment;
  const roles = vendorRoles(deploymentContext(config)).filter(
    ({ record }) => record.grantedIn === 'custody' && isBound(record, access),
  );
  if (roles.length === 0) return undefined;
  if (vendorObjectId !== undefined) return vendorObjectId;
  if (config.plan.vendor.azure?.oidc === undefined) return undefined;
  return variableOf(scope, 'custody', 'vendor_principal_id');
}
