import { CAPABILITIES, type CapabilityId, CLUSTER_SERVICES } from '../lib';
import { resourceIdsOf } from '../lib/azure/names';
import type { DeploymentContext } from '../lib/azure/permissions/deployment/context';
import { CREATION_ROLES, SERVICE_ROLES } from '../lib/azure/permissions/left-out';
import { grantPolicies, vendorPolicies } from '../lib/azure/permissions/policies';
import { administratorGrants, clusterGrants, encryptionGrants, supportGrant } from '../lib/azure/permissions/roles';
import { workloadGrants } from '../lib/azure/permissions/workloads';
import { actionsOf, code, GROUPS, grantRow, PLACE, policy, replaced, row, where } from './rendered-azure-tables';

const IDS = resourceIdsOf(PLACE.environmentId, PLACE.subscription);

/** An environment that asks for everything; a smaller one leaves roles and lines out. */
export const AZURE_EVERYTHING: DeploymentContext = {
  ...PLACE,
  privateApi: true,
  externalListeners: true,
  storageAccounts: [IDS.storageAccount('data'), IDS.storageAccount('state')],
  keys: {
    keyVault: IDS.keyVault,
    etcd: `${IDS.keyVault}/keys/etcd`,
    data: `${IDS.keyVault}/keys/data`,
    ours: true,
    closed: true,
  },
  controlPlaneEndpoint: true,
  defenderWorkspace: `${GROUPS}GROUP/providers/Microsoft.OperationalInsights/workspaces/WORKSPACE`,
};

const NETWORK = `${GROUPS}GROUP/providers/Microsoft.Network/virtualNetworks/NETWORK`;
const SUBNETS = `${NETWORK}/subnets`;
/** The same in a network of the customer's. */
const IN_YOUR_NETWORK: DeploymentContext = {
  ...AZURE_EVERYTHING,
  existingNetwork: {
    virtualNetwork: NETWORK,
    nodeSubnet: `${SUBNETS}/NODES`,
    apiServerSubnet: `${SUBNETS}/API-SERVER`,
    privateEndpointSubnet: `${SUBNETS}/ENDPOINTS`,
    loadBalancerSubnet: `${SUBNETS}/LOAD-BALANCERS`,
    privateLinkSubnet: `${SUBNETS}/PRIVATE-LINK`,
  },
};

const TARGETS: Readonly<Record<string, string>> = {
  bucket: 'data',
  'metrics-workspace': `${GROUPS}GROUP/providers/Microsoft.Monitor/accounts/WORKSPACE`,
  'telemetry-queue': 'NAMESPACE.servicebus.windows.net/QUEUE',
  'telemetry-billing': 'ACCOUNT/CONTAINER/PREFIX/',
  'dns-zone': `${GROUPS}GROUP/providers/Microsoft.Network/dnsZones/ZONE`,
};

/** What a security reviewer reads of Azure, made from the same records as the roles. */
export function azurePermissions(): string {
  return `# Permissions on Azure

Every right that an installation gives to somebody, written for environment \`${PLACE.environmentId}\`. Rendered from the records
that the roles are compiled from; do not edit. Custom roles are named \`byoc-<env>-<hash> <role>\`, as a name must be unique in
the tenant. Resources are written without subscription: \`group: type/name\`.

**The vendor assigns no roles, and takes none away.** Nobody here holds an action of \`Microsoft.Authorization\`: bootstrap,
custody and grants assign every role, and you apply them. So there is no condition that limits which roles somebody may assign to
whom, and no list of roles that could go wrong.

## The vendor

The vendor is one principal: the service principal of its application in your tenant (\`vendorObjectId\`), or the identity
\`byoc-<env>-vendor\`, which trusts one subject of one issuer. It holds these roles and no more: in mode \`managed\` all of them,
in mode \`approved\` the first, in mode \`self-managed\` none. Roles are made in every mode; what is assigned is what counts. No
role holds a wildcard or a data action: nothing of what is in a service.

${vendorPolicies(AZURE_EVERYTHING).map(policy).join('\n')}
In a network of yours, everything about network, subnets, NAT, security groups and private DNS zones is left out. The vendor
uses three of your subnets, and has no other right there:

| role | on | actions |
| --- | --- | --- |
${vendorPolicies(IN_YOUR_NETWORK)
  .filter(({ on }) => on.some((id) => id.startsWith(NETWORK)))
  .map(({ role, on, permissions }) =>
    row([code(role), on.map(where).join('<br>'), permissions.map(actionsOf).join('<br>')]),
  )
  .join('\n')}

### When it ends

Azure ends a role assignment by itself only with Privileged Identity Management (\`timeBoundAssignments: true\`; Entra ID P2 or
Entra ID Governance). The vendor's assignments are then active until \`vendorExpiresAt\`; an application cannot activate eligible
ones. Without that licence, an assignment ends when you apply bootstrap and custody with another mode or phase, and that of support
when you apply the grants without \`supportExpiresAt\`. Azure looks at assignments for every call; a change of them can take ten
minutes.

### What no role can limit

- Azure has one action for making a cluster and for changing it, \`managedClusters/write\`. In mode \`managed\` the vendor has it on
  the resource group, and no switch limits it. So the vendor may at any time
  - change every setting of the cluster: open its API to other networks, name other administrators (its own support group, too), set
    SSH keys for the nodes, or an HTTP proxy for them with a certificate authority of its own;
  - make a second cluster in that group, without Entra ID, so that the credential of a user is that of an administrator. From the
    subnet for nodes, it reaches the nodes of the product and the private endpoints.

  **Whoever writes a cluster can run anything on its nodes, and so act as every workload of it**, with the data that these may read
  and write. A second cluster is none of them, as long as nobody hands on its issuer to \`grants\`
  ([set it up](security.md#set-it-up)). What the vendor still cannot do, itself or by a cluster: give a role, lift a lock, make,
  change or delete a key or a vault, end the logs of Azure, change settings of an account. If that is not enough, take \`approved\`:
  nobody writes a cluster but you. In mode \`managed\`, the alert \`byoc-${PLACE.environmentId}-cluster-changed\` rings at each such write,
  and this lists one cluster, \`byoc-${PLACE.environmentId}\`:

  \`\`\`sh
  az aks list --resource-group byoc-${PLACE.environmentId} --query "[].{name: name, entra: aadProfile.managed, ssh: linuxProfile.ssh.publicKeys, proxy: httpProxyConfig.httpProxy}" --output json
  \`\`\`

- Who may make node pools says on which machines pods run. The vendor has no right in the resource group of the nodes, and their
  identity has no role at all here.
- What the vendor holds for storage accounts and key vault (\`install-accounts\`, \`install-vault\`, \`run-vault\`) is assigned on the
  group of custody, and not on each of them: a lock keeps every assignment on what it locks, so that access could not be taken away
  while \`protection\` is on. There are no accounts and vaults but custody's in that group.
- While \`allowInstall\` is on, the vendor may set the DNS servers of the installation's network, open its security groups, and
  connect private endpoints to services of its own choice. Peerings need your consent: \`peer/action\` is not given.
- While \`allowInstall\` is on, the vendor may approve private endpoints of storage accounts and key vault, also from another
  network. That is a way there and no more: to read a blob or to use a key takes a role that only workloads, AKS and custody's
  identity have.
- With \`defenderWorkspace\`, AKS wants its maker to read the key of that workspace. Whoever has it can write logs there.
- The state of the data plane is kept by who applies it. There are no keys in it: account keys are refused, and the credential of
  the cluster that Terraform reads says how to ask Entra ID.

## AKS, disks and blobs

By the identity \`byoc-<env>-cluster\` AKS acts; by \`byoc-<env>-encryption\` Storage, and by its own the disk encryption set, use the key of blobs and disks.
In the resource group of the nodes, which AKS makes, it gives its identity more by itself, and only there. The identity of the
nodes, \`byoc-<env>-kubelet\`, has no role: to have it pull images from a registry of yours, assign \`AcrPull\` to it on that
registry.

${[
  ...grantPolicies('identity of the cluster', clusterGrants(AZURE_EVERYTHING), PLACE),
  ...grantPolicies('identity of disks and blobs', encryptionGrants(AZURE_EVERYTHING), PLACE),
]
  .map(policy)
  .join('\n')}
In a network of yours, \`cluster-subnets\` is assigned on four subnets instead: for nodes, API server, load balancers and Private
Link; and \`cluster-network\` on the network.

## Support and your administrators

On the one cluster, by grants, after it is made. Support is Entra groups of yours, in which the vendor's engineers are guests;
what they see in Kubernetes is in [support-in-the-cluster.md](../support-in-the-cluster.md). Of a role of Azure's, the table names
what it is taken for; it may hold more.

${[
  ...grantPolicies("groups of the vendor's engineers", [supportGrant(PLACE)], PLACE),
  ...grantPolicies('groups of administrators', administratorGrants(PLACE), PLACE),
]
  .map(policy)
  .join('\n')}
## Capabilities

What a plan asks for in \`workloads[].capabilities\`, and what cluster services get. Each is assigned to the identity of one
workload, on what it names. What is the vendor's is in another tenant: the vendor makes an identity there that trusts the one
service account, and gives it the role.

${(Object.keys(CAPABILITIES) as CapabilityId[]).map(capability).join('\n')}
## Private Link

Load balancers that are offered through Private Link are made by AKS in the resource group of the nodes, from Services of the
manifests. Subscriptions that the environment names see them and may ask for a connection; nobody else does. Nobody gets the right
to approve one: each waits for you ([manifests.md](../manifests.md#private-link)).

## What you need yourself

You apply bootstrap, custody and grants with rights of your own; the vendor has none of them. Roles of Azure's that are enough,
reasoned from what the stacks make:

| stack | roles | on |
| --- | --- | --- |
${CUSTOMER_ROLES.map(([stack, roles, on]) => row([stack, roles.map(code).join(', '), on])).join('\n')}

Whoever applies with a role on one resource group, as the vendor does, sets \`ARM_PROVIDER_ENHANCED_VALIDATION=false\`: otherwise
version 4 of the Terraform provider lists the services of the subscription when it starts, and stops where it may not.

## Left out, and why

What comparable products ask for. A row stands for what no row above it names and what the roles that took the place do not hold.

${[
  ...CREATION_ROLES.map((role) => replaced(role, 'while an environment is made or deleted')),
  ...SERVICE_ROLES.map((role) => replaced(role, 'by the services in the cluster')),
].join('\n')}
## Not shown

Nothing here was run in a real subscription. The one condition is evaluated by a program of the tests that knows what it is made
of, not by Azure. Read in Azure's documentation and in the sources of the Terraform provider (4.55), but not tried:

- which rights Azure asks for on what a resource names: identities, subnets, disk encryption set, and the workspace of Defender, of
  which only that of another add-on is documented;
- that AKS is content with an identity that may use network, subnets and addresses, read the NAT gateway and assign the nodes'
  identity, where Microsoft's guides give it Network Contributor and Managed Identity Operator;
- that to encrypt and decrypt is enough for Kubernetes secrets, and to approve a private endpoint for a closed vault, where they
  give Key Vault Crypto User and Key Vault Contributor; and to read, wrap and unwrap for disks and blobs;
- that to read one vault is enough for Terraform to find it by the address of its key, which it does where the vault is closed;
- that custom roles take the actions that make and remove NAT gateways: Azure's own list does not have them, others do.
`;
}

const CUSTOMER_ROLES: readonly (readonly [stack: string, roles: readonly string[], on: string])[] = [
  ['bootstrap', ['Contributor', 'User Access Administrator'], 'the subscription'],
  ['custody', ['Contributor', 'User Access Administrator'], 'the subscription'],
  ['grants', ['Contributor', 'User Access Administrator'], 'resource groups of data plane and custody'],
  [
    'data plane, in modes approved and self-managed',
    ['Contributor'],
    'resource groups of data plane and custody; subnets of a network of yours',
  ],
];

function capability(id: CapabilityId): string {
  const { reason, target: kind } = CAPABILITIES[id];
  const target = TARGETS[kind];
  const users = Object.entries(CLUSTER_SERVICES).filter(([, { identity }]) => identity?.capability === id);
  const who =
    users.length > 0
      ? `Only for the cluster service ${users.map(([name]) => code(name)).join(', ')}.`
      : 'For workloads of the plan.';
  const granted = workloadGrants([{ id, reason, ...(target === undefined ? {} : { target }) }], {
    ...PLACE,
    neededBy: id,
    ownBuckets: {},
  });
  const body =
    granted.length === 0
      ? 'Nothing: AKS does it itself.\n'
      : `| actions | by role | on | why |\n| --- | --- | --- | --- |\n${granted.map(grantRow).join('\n')}\n`;
  return `### \`${id}\`\n\nA pod with it ${reason}. ${who}\n\n${body}`;
}
