import { Construct, DependencyGroup, type IDependable } from 'constructs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { namesOf, resourceIdsOf } from '../names';
import { variableOf } from '../stack-variables';
import type { IAzureCustody, KubeletIdentity } from './custody-contract';
import { containerPath } from './object-storage';

/** Nothing is read from the state of custody: all but three things have resource ids that are made of names. */
export class DeployedCustody extends Construct implements IAzureCustody {
  public readonly etcdKey: string;
  public readonly keyVault: string;
  public readonly keyVaultIsPrivate: boolean;
  public readonly ownsKeyVault: boolean;
  public readonly diskEncryptionSet: string;
  public readonly clusterIdentity: string;
  public readonly kubeletIdentity: KubeletIdentity;
  public readonly buckets: Readonly<Record<string, string>>;
  public readonly storageAccounts: Readonly<Record<string, string>>;
  public readonly ready: IDependable = new DependencyGroup();

  public constructor(scope: Construct, id: string, { environment, plan }: DataPlaneConfig<'azure'>) {
    super(scope, id);
    const { id: environmentId, subscription, own, apiServer } = environment;
    const names = namesOf(environmentId, subscription);
    const ids = resourceIdsOf(environmentId, subscription);
    this.etcdKey = own.encryptionKey ?? variableOf(this, 'data-plane', 'etcd_key_id');
    this.keyVault = own.keyVault ?? ids.keyVault;
    this.keyVaultIsPrivate = apiServer === 'vnet-integration';
    this.ownsKeyVault = own.keyVault === undefined;
    this.diskEncryptionSet = ids.diskEncryptionSet;
    this.clusterIdentity = ids.identity('cluster');
    this.kubeletIdentity = {
      id: ids.identity('kubelet'),
      clientId: variableOf(this, 'data-plane', 'kubelet_client_id'),
      objectId: variableOf(this, 'data-plane', 'kubelet_object_id'),
    };
    const ownNames = Object.keys(own.buckets);
    this.buckets = Object.fromEntries(
      plan.buckets.map(({ name }) => {
        const container = own.buckets[name];
        const ours = `${names.storageAccount(name)}/${names.container(name)}`;
        return [name, container === undefined ? ours : containerPath(container)];
      }),
    );
    this.storageAccounts = Object.fromEntries(
      plan.buckets.filter(({ name }) => !ownNames.includes(name)).map(({ name }) => [name, ids.storageAccount(name)]),
    );
  }
}
