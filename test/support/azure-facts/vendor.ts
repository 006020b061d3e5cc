import { once } from '../once';
import { type Deployment, roomsOf } from '../terraform-facts/deployment';
import { type Binding, bindingsOf, covers, permissionsIn } from './bindings';
import { AUDIENCE, type Credential, identitiesOf } from './managed-identities';

/**
 * All that the vendor may, on what: no data, no right on roles, locks, identities' credentials, keys of accounts, logs or
 * alerts, no command in the cluster, no peering. Written apart from the library, to compare the two.
 */
const MAY: readonly (readonly [permission: RegExp, on: (deployment: Deployment<'azure'>) => readonly string[]])[] = [
  [
    /^Microsoft\.ContainerService\/managedClusters\/(read|write|delete|listClusterUserCredential\/action)$/,
    ({ config }) => [groupOf(config.environment)],
  ],
  [
    /^Microsoft\.ContainerService\/managedClusters\/((agentPools|maintenanceConfigurations)\/(read|write|delete)|availableAgentPoolVersions\/read)$/,
    ({ config }) => [groupOf(config.environment)],
  ],
  [
    /^Microsoft\.Network\/(natGateways|networkInterfaces|networkSecurityGroups|privateDns\w+|privateEndpoints|publicIPAddresses|virtualNetworks)(\/(A|SOA|privateDnsZoneGroups|securityRules|subnets|virtualNetworkLinks))?\/(read|write|delete|join\/action)$/,
    ({ config }) => [groupOf(config.environment)],
  ],
  [/^Microsoft\.Resources\/subscriptions\/resourceGroups\/read$/, ({ config }) => [groupOf(config.environment)]],
  [
    /^Microsoft\.Network\/virtualNetworks(\/subnets)?\/(read|join\/action)$/,
    ({ config: { environment } }) =>
      environment.network.kind === 'existing' ? [environment.network.virtualNetworkId] : [],
  ],
  [
    /^Microsoft\.(KeyVault\/vaults|Storage\/storageAccounts)\/PrivateEndpointConnectionsApproval\/action$/,
    ({ config }) => [`${groupOf(config.environment)}-custody`, config.environment.own.keyVault ?? ''],
  ],
  [
    /^Microsoft\.KeyVault\/vaults\/read$/,
    ({ config }) => [`${groupOf(config.environment)}-custody`, config.environment.own.keyVault ?? ''],
  ],
  [
    /^Microsoft\.ManagedIdentity\/userAssignedIdentities\/assign\/action$/,
    ({ config: { environment } }) =>
      ['cluster', 'kubelet'].map(
        (name) =>
          `${groupOf(environment)}-custody/providers/Microsoft.ManagedIdentity/userAssignedIdentities/byoc-${environment.id}-${name}`,
      ),
  ],
  [
    /^Microsoft\.Compute\/diskEncryptionSets\/read$/,
    ({ custody }) => custody.all('azurerm_disk_encryption_set').flatMap(({ id }) => id ?? []),
  ],
  // Defender for Containers takes the key of its workspace: https://learn.microsoft.com/azure/defender-for-cloud/defender-for-containers-enable
  [
    /^Microsoft\.OperationalInsights\/workspaces\/sharedKeys\/read$/,
    ({ config }) => [config.environment.defenderWorkspace ?? ''],
  ],
];

/** Resource group of the data plane; those of the other rooms begin like it. */
function groupOf({ subscription, id }: Deployment<'azure'>['config']['environment']): string {
  return `/subscriptions/${subscription}/resourceGroups/byoc-${id}`;
}

/** Object ids that stand for the vendor: the identity that the bootstrap makes, or the one that the customer knows. */
export function vendorPrincipals({ bootstrap, config }: Deployment<'azure'>): string[] {
  const { vendorObjectId } = config.environment;
  return [
    ...identitiesOf(bootstrap).map(({ principal }) => principal),
    ...(vendorObjectId === undefined ? [] : [vendorObjectId]),
  ];
}

/** What the vendor holds anywhere, by what is assigned now. */
export function vendorBindings(deployment: Deployment<'azure'>): Binding[] {
  const principals = vendorPrincipals(deployment);
  return bindingsOf(deployment).filter(({ principal }) => principals.includes(principal));
}

/** Whether a credential is for the one whom the plan names as the vendor. */
export function isTheVendor({ issuer, subject, audiences }: Credential, { config }: Deployment<'azure'>): boolean {
  const { oidc } = config.plan.vendor.azure ?? {};
  return (
    oidc !== undefined &&
    issuer === oidc.issuer &&
    subject === oidc.subject &&
    audiences.join() === (oidc.audience ?? AUDIENCE)
  );
}

/**
 * Every permission that the vendor has or would have in another mode or phase: its roles are made in all of them, and
 * assigned in some. So it is with the role of support.
 */
export const vendorPermissions = once((deployment: Deployment<'azure'>): readonly string[] => {
  const principals = vendorPrincipals(deployment);
  const others = bindingsOf(deployment).filter(({ principal }) => !principals.includes(principal));
  const made = roomsOf(deployment)
    .flatMap((room) => room.all('azurerm_role_definition'))
    .filter(({ block }) => others.every(({ role }) => role !== block.role_definition_id))
    .flatMap(({ block }) => permissionsIn(block));
  return [...new Set([...made, ...vendorBindings(deployment).flatMap(({ permissions }) => permissions)])];
});

/** What the vendor holds beyond what it may, in whatever mode and phase, and on what. */
export const vendorExcess = once((deployment: Deployment<'azure'>): readonly string[] => {
  const unknown = vendorPermissions(deployment).filter((name) => MAY.every(([permission]) => !permission.test(name)));
  const tooWide = vendorBindings(deployment).flatMap(({ permissions, on }) =>
    permissions
      .filter((name) => !MAY.some(([permission, places]) => permission.test(name) && isWithin(on, places(deployment))))
      .map((name) => `${name} on ${on}`),
  );
  // A role of the vendor's that could be assigned anywhere would be one slip away from it.
  const assignable = roomsOf(deployment)
    .flatMap((room) => room.all('azurerm_role_definition'))
    .flatMap(({ block }) => [block.scope, ...(block.assignable_scopes ?? [])] as string[])
    .filter((scope) => !/^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+$/.test(scope));
  return [...unknown, ...tooWide, ...assignable];
});

function isWithin(on: string, places: readonly string[]): boolean {
  return places.some((place) => place !== '' && covers(place, on));
}
