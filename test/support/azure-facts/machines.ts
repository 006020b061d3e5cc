import type { Deployment } from '../terraform-facts/deployment';
import { list, single } from '../terraform-facts/read';
import { type Binding, bindingsOf } from './bindings';
import { clusterOf } from './cluster-block';
import type { ManagedIdentity } from './managed-identities';
import { keysOf } from './vault-keys';

/** Who acts by identities that no pod acts by. */
type Machine = 'cluster' | 'nodes' | 'encryption';

const KEYS = 'data:Microsoft.KeyVault/vaults/keys';

/**
 * All that AKS, its nodes and what encrypts may do, on what. Written apart from the library, to compare the two.
 * https://learn.microsoft.com/azure/aks/concepts-identity, https://learn.microsoft.com/azure/aks/use-kms-etcd-encryption
 */
const MAY: Readonly<
  Record<
    Machine,
    readonly (readonly [permission: RegExp, on: (deployment: Deployment<'azure'>) => readonly unknown[]])[]
  >
> = {
  cluster: [
    [/^Microsoft\.Network\/virtualNetworks\/subnets\/(read|join\/action|joinLoadBalancer\/action)$/, subnets],
    [/^Microsoft\.Network\/virtualNetworks\/join\/action$/, networkOfPrivateApi],
    [/^Microsoft\.Network\/natGateways\/read$/, group],
    [/^Microsoft\.Network\/publicIPAddresses\/(read|join\/action)$/, group],
    [
      /^Microsoft\.ManagedIdentity\/userAssignedIdentities\/assign\/action$/,
      (deployment) => identities('nodes', deployment),
    ],
    [/^Microsoft\.Compute\/diskEncryptionSets\/read$/, (deployment) => [clusterOf(deployment).disk_encryption_set_id]],
    [new RegExp(`^${KEYS}/(en|de)crypt/action$`), secretsKeys],
    [
      /^Microsoft\.KeyVault\/vaults\/PrivateEndpointConnectionsApproval\/action$/,
      (deployment) => secretsKeys(deployment).map((key) => key.replace(/\/keys\/[^/]+$/, '')),
    ],
  ],
  nodes: [],
  encryption: [
    [
      new RegExp(`^${KEYS}/(read|wrap/action|unwrap/action)$`),
      (deployment) => {
        const used = accountsOf(deployment).map((block) => single(block.customer_managed_key)?.key_vault_key_id);
        return keysOf(deployment).flatMap(({ id, newest }) => (used.includes(newest) ? [id] : []));
      },
    ],
  ],
};

/** Who acts by an identity. Undefined: none of these. */
export function machineOf({ id }: ManagedIdentity, deployment: Deployment<'azure'>): Machine | undefined {
  const machines = Object.keys(MAY) as Machine[];
  return machines.find((machine) => identities(machine, deployment).includes(id));
}

/** What is assigned to an identity of a machine beyond what it may. */
export function excessOf(identity: ManagedIdentity, deployment: Deployment<'azure'>): string[] {
  const machine = machineOf(identity, deployment);
  if (machine === undefined) return [];
  const isMeant = (name: string, { on, condition, endsAt }: Binding) =>
    condition === '' &&
    endsAt === undefined &&
    MAY[machine].some(([permission, places]) => permission.test(name) && places(deployment).includes(on));
  return bindingsOf(deployment)
    .filter(({ principal }) => principal === identity.principal)
    .flatMap((binding) => binding.permissions.filter((name) => !isMeant(name, binding)));
}

function identities(machine: Machine, deployment: Deployment<'azure'>): readonly unknown[] {
  const { identity, kubelet_identity } = clusterOf(deployment);
  switch (machine) {
    case 'cluster':
      return list(single(identity)?.identity_ids);
    case 'nodes':
      return [single(kubelet_identity)?.user_assigned_identity_id];
    case 'encryption':
      return accountsOf(deployment).flatMap((account) => list(single(account.identity)?.identity_ids));
  }
}

function accountsOf({ custody }: Deployment<'azure'>) {
  return custody.all('azurerm_storage_account').map(({ block }) => block);
}

/** Resource ids of the keys of Kubernetes secrets. */
function secretsKeys(deployment: Deployment<'azure'>): readonly string[] {
  const used = single(clusterOf(deployment).key_management_service)?.key_vault_key_id;
  return keysOf(deployment).flatMap(({ id, pinned }) => (pinned === used ? [id] : []));
}

function group({ config: { environment } }: Deployment<'azure'>): readonly string[] {
  return [`/subscriptions/${environment.subscription}/resourceGroups/byoc-${environment.id}`];
}

/** AKS links the zone of a private API to the network: in the installation's, by the group; in the customer's, by its id. */
function networkOfPrivateApi(deployment: Deployment<'azure'>): readonly unknown[] {
  const { kubernetesApi, network } = deployment.config.environment;
  if (kubernetesApi.access !== 'private') return [];
  return network.kind === 'existing' ? [network.virtualNetworkId] : group(deployment);
}

/** In the installation's network, the group that nothing else is in; in the customer's, each subnet. */
function subnets(deployment: Deployment<'azure'>): readonly unknown[] {
  const { network } = deployment.config.environment;
  if (network.kind !== 'existing') return group(deployment);
  const { nodeSubnet, apiServerSubnet, loadBalancerSubnet, privateLinkSubnet } = network;
  return [nodeSubnet, apiServerSubnet, loadBalancerSubnet, privateLinkSubnet].map((subnet) => subnet?.id);
}
