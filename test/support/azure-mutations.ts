import { remove, set } from './mutations';
import type { DeployedInstallation } from './terraform-facts/deployment';
import type { Block } from './terraform-facts/room';
import { type Closed, type Mutation, opened, withoutOutputs } from './terraform-mutations';
import { everywhere, firstOfEachType, type Naming, ROOMS, resourcesOf } from './terraform-places';

/** Takes out each output that others read, and each variable that one hands on. */
export function outputMutations(installation: DeployedInstallation): Mutation[] {
  const asked = installation.grants.output?.VendorGrants?.value;
  const variables = (['custody', 'dataPlane'] as const).flatMap((room) =>
    Object.entries(installation[room].output ?? {}).flatMap(([name, { value }]) =>
      [...String(value).matchAll(/"\w+" = /g)].map(([variable]) =>
        set<DeployedInstallation>([room, 'output', name, 'value'], String(value).replace(variable, '"other" = ')),
      ),
    ),
  );
  return [
    ...withoutOutputs(installation, 'custody'),
    ...withoutOutputs(installation, 'dataPlane'),
    ...variables,
    ...(asked === '[]' ? [] : [remove<DeployedInstallation>(['grants', 'output', 'VendorGrants'])]),
  ];
}

/** Takes each tag off the first resource of each type; but for the one by which the vendor's tools know the bootstrap. */
export function tagMutations(installation: DeployedInstallation): Mutation[] {
  const tags = everywhere(installation).filter(
    ({ room, path }) => room !== 'manifests' && path.at(-2) === 'tags' && path.at(-1) !== 'byoc:bootstrap',
  );
  return firstOfEachType(tags).map(({ path }) => remove(path));
}

/** Takes each protection out, or turns it off. */
export function protectionMutations(installation: DeployedInstallation): Mutation[] {
  const places = everywhere(installation);
  const locks = resourcesOf(installation, 'custody').filter(({ type }) => type === 'azurerm_management_lock');
  return [
    ...places
      .filter(({ path }) => path.at(-1) === 'prevent_destroy')
      .flatMap(({ path }) => [remove<DeployedInstallation>(path), set<DeployedInstallation>(path, false)]),
    ...locks.flatMap(({ path }) => [
      remove<DeployedInstallation>(path),
      set<DeployedInstallation>([...path, 'scope'], 'another'),
    ]),
  ];
}

/** What closes something in an installation on Azure, or what something else rests on. */
const CLOSED: readonly Closed[] = [
  [/kubernetes_cluster$/, /^private_cluster_enabled$/, 'the other'],
  [/kubernetes_cluster$/, /authorized_ip_ranges$/, undefined],
  [/kubernetes_cluster$/, /authorized_ip_ranges\.\d$/, '0.0.0.0/0'],
  [/kubernetes_cluster$/, /^api_server_access_profile\.(subnet_id|virtual_network_\w+)$/, undefined],
  [/kubernetes_cluster$/, /^(local_account_disabled|role_based_access_control_enabled)$/, false],
  [/kubernetes_cluster$/, /^run_command_enabled$/, true],
  [
    /kubernetes_cluster$/,
    /azure_active_directory_role_based_access_control(\.(azure_rbac_enabled|tenant_id))?$/,
    undefined,
  ],
  [/kubernetes_cluster$/, /^(oidc_issuer_enabled|workload_identity_enabled)$/, false],
  [/kubernetes_cluster$/, /^kubernetes_version$/, '1.7'],
  [/kubernetes_cluster$/, /^network_profile\.(network_policy|network_data_plane)$/, 'azure'],
  [/kubernetes_cluster$/, /^network_profile\.(outbound_type|network_plugin_mode|pod_cidr|service_cidr)$/, undefined],
  [/kubernetes_cluster$/, /only_critical_addons_enabled$/, false],
  [/kubernetes_cluster(_node_pool.*)?$/, /node_public_ip_enabled$/, true],
  [/kubernetes_cluster(_node_pool.*)?$/, /(host_encryption_enabled|auto_scaling_enabled)$/, false],
  [/kubernetes_cluster(_node_pool.*)?$/, /(min_count|max_count|os_disk_size_gb)$/, 7],
  [/kubernetes_cluster(_node_pool.*)?$/, /(vnet_subnet_id|node_labels|node_taints|zones\.\d)$/, undefined],
  [/kubernetes_cluster(_node_pool.*)?$/, /os_sku$/, 'Ubuntu'],
  [/kubernetes_cluster(_node_pool.*)?$/, /vm_size$/, 'Standard_B2s'],
  [/kubernetes_cluster(_node_pool.*)?$/, /orchestrator_version$/, '1.7'],
  [/node_pool( |$)/, /^kubernetes_cluster_id$/, 'another'],
  [/node_pool with disks$/, /^(os_disk_type|kubelet_disk_type)$/, 'another'],
  [/security_rule( for .*)?$/, /^source_address_prefix(es\.\d)?$/, '*'],
  [/security_rule that denies$/, /^access$/, 'Allow'],
  [/security_rule that denies$/, /^direction$/, 'Outbound'],
  [/security_rule that denies$/, /^protocol$/, 'Tcp'],
  [/security_rule that denies$/, /^(source|destination)_address_prefix$/, '10.0.0.0/8'],
  [/security_rule that denies$/, /^destination_port_range$/, '443'],
  [/security_rule that denies$/, /^network_security_group_name$/, 'another'],
  [/security_group_association$/, /_id$/, 'another'],
  [/subnet( |$)/, /^default_outbound_access_enabled$/, true],
  [/subnet( |$)/, /^address_prefixes\.\d$/, '10.99.0.0/24'],
  [/subnet( |$)/, /^delegation$/, undefined],
  [/subnet( |$)/, /^private_link_service_network_policies_enabled$/, true],
  [/subnet with endpoints$/, /^private_endpoint_network_policies$/, 'Disabled'],
  [/public_ip( |$)/, /^allocation_method$/, 'Dynamic'],
  [/public_ip( |$)/, /^sku$/, 'Basic'],
  [/public_ip of the way out$/, /^zones\.\d$/, undefined],
  [/nat_gateway\w*_association$/, /_id$/, 'another'],
  [/private_endpoint$/, /^(subnet_id|private_dns_zone_group)$/, undefined],
  [/private_endpoint$/, /is_manual_connection$/, 'the other'],
  [/private_endpoint$/, /(private_connection_resource_(id|alias)|subresource_names\.\d)$/, 'another'],
  [/private_dns_zone$/, /^name$/, 'another'],
  [/private_dns_zone_virtual_network_link$/, /^(virtual_network_id|private_dns_zone_name)$/, 'another'],
  [/private_dns_a_record$/, /^(name|zone_name|records\.\d)$/, 'another'],
  [/diagnostic_setting of the cluster$/, /^(target_resource_id|storage_account_id)$/, 'another'],
  [/diagnostic_setting of the cluster$/, /^enabled_log$/, undefined],
  [/^Service LoadBalancer$/, /(loadBalancerSourceRanges|externalTrafficPolicy)$/, undefined],
  [/^Service LoadBalancer$/, /azure-load-balancer-/, undefined],
  [/^Service LoadBalancer$/, /(targetPort|\.port)$/, 7],
  [/^Service LoadBalancer$/, /azure-pls-(visibility|ip-configuration-subnet)$/, '*'],
  [/^Deployment behind/, /readinessProbe\.httpGet\.port$/, 7],
  [/^NetworkPolicy default-deny$/, /^spec\.(policyTypes\.1|podSelector)$/, undefined],
  [/^NetworkPolicy /, /egress\.\d+\.to\.\d+\.ipBlock$/, { cidr: '169.254.0.0/16' }],
  [/^NetworkPolicy /, /egress\.\d+\.to\.\d+\.ipBlock\.except$/, undefined],
];

/** Opens each thing that is closed: in custody, data plane, grants and in what is applied in the cluster. */
export function openingMutations(installation: DeployedInstallation): Mutation[] {
  const places = everywhere(installation, byUse(installation)).filter(({ room }) => room !== 'bootstrap');
  return [
    ...opened(places, CLOSED),
    ...places
      .filter(({ type, path, value }) => type.startsWith('Deployment') && path.at(-1) === 'spec' && isOfPods(value))
      .map(({ path }) => set<DeployedInstallation>([...path, 'hostNetwork'], true)),
    ...places
      .filter(({ type, path }) => type === 'Service LoadBalancer' && String(path.at(-1)).endsWith('azure-pls-create'))
      .flatMap(({ path }) =>
        ['proxy-protocol', 'auto-approval'].map((name) =>
          set<DeployedInstallation>([...path.slice(0, -1), `service.beta.kubernetes.io/azure-pls-${name}`], 'true'),
        ),
      ),
  ];
}

function isOfPods(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'containers' in value;
}

/** Tells some from others, where only those are what something rests on. */
function byUse(installation: DeployedInstallation): Naming {
  const text = JSON.stringify(installation.dataPlane);
  const hasLoadBalancers = installation.manifests.some(({ spec }) => spec?.type === 'LoadBalancer');
  const isAmongNodes = !text.includes('"virtual_network_integration_enabled":true');
  const uses: Readonly<Record<string, (block: Block) => string | false>> = {
    azurerm_kubernetes_cluster_node_pool: ({ os_disk_type }) => os_disk_type === 'Ephemeral' && ' with disks',
    azurerm_network_security_rule: (rule) =>
      (rule.access === 'Deny' && ' that denies') ||
      (isForWorking(rule, hasLoadBalancers) && ' for the cluster to work'),
    azurerm_subnet: ({ name }) =>
      (name.endsWith('-private-endpoints') || (isAmongNodes && name.endsWith('-nodes'))) && ' with endpoints',
    azurerm_public_ip: ({ name }) => name.endsWith('-nat') && ' of the way out',
    azurerm_monitor_diagnostic_setting: ({ target_resource_id }) =>
      target_resource_id.includes('managedClusters') && ' of the cluster',
  };
  return (type, block) => `${type}${uses[type]?.(block) || ''}`;
}

/**
 * Rules among nodes and pods, among machines of the API server, from these to nodes, and for probes where there is no load
 * balancer. Without them the cluster does not work, but nothing is open, and no fact tells.
 */
function isForWorking(rule: Block, hasLoadBalancers: boolean): boolean {
  const { name, source_address_prefix, source_address_prefixes, destination_address_prefixes } = rule;
  const isAmongOwn =
    JSON.stringify(source_address_prefixes ?? [source_address_prefix]) === JSON.stringify(destination_address_prefixes);
  const isOfNodes = rule.destination_port_range === '*';
  return isAmongOwn || name === 'api-server' || (name === 'health-probes' && isOfNodes && !hasLoadBalancers);
}

/** Takes each resource out that guards something or that others need. */
export function resourceMutations(installation: DeployedInstallation): Mutation[] {
  const guards =
    /^azurerm_(disk_encryption_set|key_vault|kubernetes_cluster\w*|nat_\w+|network_security_(group|rule( that denies)?)|private_\w+|public_ip.*|resource_group\w*|storage_(account|container)|subnet.*|user_assigned_identity|virtual_network|monitor_diagnostic_setting of the cluster)$/;
  return ROOMS.filter((room) => room !== 'bootstrap').flatMap((room) =>
    resourcesOf(installation, room, byUse(installation))
      .filter(({ type }) => guards.test(type))
      .map(({ path }) => remove<DeployedInstallation>(path)),
  );
}
