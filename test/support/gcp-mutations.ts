import { type Path, remove, set } from './mutations';
import type { DeployedInstallation } from './terraform-facts/deployment';
import { type Closed, type Mutation, opened, withoutOutputs } from './terraform-mutations';
import { everywhere, firstOfEachType, type Naming, ROOMS, resourcesOf } from './terraform-places';

/** Takes out each output that others read. */
export function outputMutations(installation: DeployedInstallation): Mutation[] {
  const asked = installation.grants.output?.VendorGrants?.value;
  return [
    ...withoutOutputs(installation, 'custody'),
    ...withoutOutputs(installation, 'dataPlane'),
    ...(asked === '[]' ? [] : [remove<DeployedInstallation>(['grants', 'output', 'VendorGrants'])]),
  ];
}

/** Takes each label off the first resource of each type. */
export function labelMutations(installation: DeployedInstallation): Mutation[] {
  const labels = everywhere(installation).filter(
    ({ room, path }) => room !== 'manifests' && /^(resource_)?labels$/.test(String(path.at(-2))),
  );
  return firstOfEachType(labels).map(({ path }) => remove(path));
}

const ENCRYPTION =
  /^(kms_key_name|key_name|default_kms_key_name|boot_disk_kms_key|cmek_settings|database_encryption|encryption|rotation_period)$/;

/** Takes each encryption setting out. */
export function encryptionMutations(installation: DeployedInstallation): Mutation[] {
  return everywhere(installation)
    .filter(({ path }) => ENCRYPTION.test(String(path.at(-1))))
    .map(({ path }) => remove(path));
}

/** Takes each protection out, or turns it off. */
export function protectionMutations(installation: DeployedInstallation): Mutation[] {
  return everywhere(installation)
    .filter(({ path }) => /^(prevent_destroy|deletion_protection)$/.test(String(path.at(-1))))
    .flatMap(({ path }) => [remove<DeployedInstallation>(path), set<DeployedInstallation>(path, false)]);
}

/** What closes something in an installation on Google Cloud. */
const CLOSED: readonly Closed[] = [
  [/storage_bucket$/, /^uniform_bucket_level_access$/, undefined],
  [/storage_bucket$/, /^versioning\.enabled$/, 'the other'],
  [/storage_bucket$/, /^public_access_prevention$/, 'inherited'],
  [/container_cluster$/, /enable_private_nodes$/, false],
  [/container_cluster$/, /ip_endpoints_config\.enabled$/, true],
  [/container_cluster$/, /allow_external_traffic$/, 'the other'],
  [/container_cluster$/, /cidr_block$/, '0.0.0.0/0'],
  [/container_cluster$/, /^(database_encryption|logging_config|master_auth|rbac_binding_config)$/, undefined],
  [/container_cluster$/, /^(anonymous_authentication_config|master_authorized_networks_config)$/, undefined],
  [/container_cluster$/, /^(workload_identity_config|min_master_version)$/, undefined],
  [/container_cluster$/, /(private_endpoint_enforcement_enabled|gcp_public_cidrs_access_enabled)$/, 'the other'],
  [/container_cluster$/, /(issue_client_certificate|legacy_abac|insecure_binding_\w+)$/, true],
  [/container_cluster$/, /anonymous_authentication_config\.mode$/, 'ENABLED'],
  [/container_(cluster|node_pool)$/, /workload_metadata_config\.mode$/, 'GCE_METADATA'],
  [/container_(cluster|node_pool)$/, /disable-legacy-endpoints$/, 'false'],
  [/node_pool$/, /enable_private_nodes$/, false],
  [/node_pool$/, /(min_node_count|max_node_count|disk_size_gb)$/, 7],
  [/node_pool$/, /(taint|ephemeral_storage_local_ssd_config|node_config\.labels)$/, undefined],
  [/node_pool$/, /image_type$/, 'UBUNTU_CONTAINERD'],
  [/node_pool$/, /machine_type$/, 'e2-standard-2'],
  [/node_pool$/, /node_locations\.\d$/, undefined],
  [/firewall$/, /source_ranges\.\d$/, '0.0.0.0/0'],
  [/firewall$/, /destination_ranges$/, undefined],
  [/firewall$/, /^deny$/, 'allow'],
  [/router_nat$/, /^(nat_ips|nat_ip_allocate_option|subnetwork)$/, undefined],
  [/router_nat$/, /(source_ip_ranges_to_nat|secondary_ip_range_names)\.\d$/, undefined],
  [/compute_network$/, /^delete_default_routes_on_create$/, true],
  [/subnetwork of nodes$/, /^(private_ip_google_access|log_config)$/, undefined],
  [/address$/, /^(address_type|subnetwork)$/, undefined],
  [/forwarding_rule$/, /^(target|network)$/, 'another'],
  [/managed_zone$/, /^(visibility|dns_name|private_visibility_config)$/, undefined],
  [/record_set$/, /^(rrdatas|name|managed_zone)$/, undefined],
  [/bucket_config$/, /^retention_days$/, 7],
  [/project_sink$/, /^(filter|destination)$/, 'another'],
  [/iam_member$/, /^member$/, 'allAuthenticatedUsers'],
  [/iam_member$/, /^condition$/, undefined],
  [/^Service LoadBalancer$/, /loadBalancerSourceRanges$/, undefined],
  [/^Service LoadBalancer$/, /(loadBalancerClass|load-balancer-ip-addresses)$/, undefined],
  [/^Service LoadBalancer$/, /(targetPort|\.port)$/, 7],
  [/^Deployment behind/, /readinessProbe\.httpGet\.port$/, 7],
  [/^ServiceAccount /, /gcp-service-account$/, undefined],
  [/^ServiceAttachment /, /connectionPreference$/, 'ACCEPT_AUTOMATIC'],
  [/^ServiceAttachment /, /proxyProtocol$/, true],
  [/^ServiceAttachment /, /consumerAllowList\.\d\.project$/, '*'],
];

/** Opens each thing that is closed: in custody, data plane, grants and in what is applied in the cluster. */
export function openingMutations(installation: DeployedInstallation): Mutation[] {
  return opened(
    everywhere(installation, byUse).filter(({ room }) => room !== 'bootstrap'),
    CLOSED,
  );
}

/** A subnet that pods lie in is told from others. */
const byUse: Naming = (type, block) =>
  type === 'google_compute_subnetwork' && block.secondary_ip_range !== undefined ? `${type} of nodes` : type;

/** Takes each resource out that guards something or that others need. */
export function resourceMutations(installation: DeployedInstallation): Mutation[] {
  const guards =
    /^google_(compute_(address|forwarding_rule|global_\w+|network|router|router_nat|subnetwork.*)|(container|dns|kms|logging|storage)_\w+|project_iam_custom_role|service_account(_iam_member)?)$/;
  const text = JSON.stringify(installation);
  // Roles of support are there without it: they are bound to nobody, and guard nothing.
  const isBound = ({ type, path, value }: ReturnType<typeof resourcesOf>[number]) =>
    text.includes(`"\${${type}.${path.at(-1)}.name}"`) ||
    text.includes(`"role":"projects/${value.project}/roles/${value.role_id}"`);
  return ROOMS.filter((room) => room !== 'bootstrap').flatMap((room) =>
    resourcesOf(installation, room)
      .filter(({ type, value }) => guards.test(type) && !value.role?.endsWith('_nodes'))
      .filter((place) => place.type !== 'google_project_iam_custom_role' || isBound(place))
      .map(({ path }) => remove<DeployedInstallation>(path)),
  );
}

/** Gives workloads and support more or less in each role that custody makes for them, and their pods another way out. */
export function grantMutations(installation: DeployedInstallation): Mutation[] {
  const permissions = everywhere(installation).filter(
    ({ room, type, path }) =>
      room === 'custody' && type === 'google_project_iam_custom_role' && path.at(-2) === 'permissions',
  );
  const roles = resourcesOf(installation, 'custody').filter(({ type }) => type === 'google_project_iam_custom_role');
  const bindings = resourcesOf(installation, 'grants').filter(({ type }) => /_iam_member$/.test(type));
  const policies = everywhere(installation).filter(
    ({ type, path }) => type.startsWith('NetworkPolicy ') && OF_WORKLOADS.includes(namespaceOf(installation, path)),
  );
  return [
    ...permissions.flatMap(({ path }) => [
      remove<DeployedInstallation>(path),
      set<DeployedInstallation>(path, 'storage.buckets.setIamPolicy'),
    ]),
    ...roles.map(({ path, value }) =>
      set<DeployedInstallation>([...path, 'permissions', value.permissions.length], 'iam.serviceAccounts.signJwt'),
    ),
    ...bindings.map(({ path }) => set<DeployedInstallation>([...path, 'role'], 'roles/editor')),
    // With the port of plain HTTP, what is in buckets would travel without TLS.
    ...policies
      .filter(({ path, value }) => path.includes('egress') && path.at(-1) === 'port' && value === 443)
      .map(({ path }) => set<DeployedInstallation>(path, 80)),
    ...policies
      .filter(({ type, path }) => type === 'NetworkPolicy default-deny' && path.at(-1) === 'policyTypes')
      .map(({ path }) => set<DeployedInstallation>(path, ['Ingress'])),
  ];
}

/** Namespaces of pods that read buckets. */
const OF_WORKLOADS = ['byoc-system', 'riverbed'];

function namespaceOf({ manifests }: DeployedInstallation, [, index]: Path): string {
  return manifests[Number(index)]?.metadata.namespace;
}
