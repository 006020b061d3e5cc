import { uuidOf } from '../../lib/core/derived-names';
import type { Block, Reference, TerraformJson } from './references';
import { blocksOf } from './references';

/** What the cloud says of a resource once it is made, by the last word of what is read; references may stand in it. */
const MADE_UP: Readonly<Record<string, (block: Block, type: string, name: string) => string>> = {
  id: (block, type, name) => resourceNameOf(block, type, name),
  name: (block, type, name) => resourceNameOf(block, type, name),
  email: ({ account_id: id, project }) => `${id}@${project}.iam.gserviceaccount.com`,
  member: ({ account_id: id, project }) => `serviceAccount:${id}@${project}.iam.gserviceaccount.com`,
  address: ({ address_type: kind }) => (kind === 'INTERNAL' ? '10.0.128.7' : '203.0.113.7'),
  endpoint: ({ location }) => `gke-0123456789abcdef.${location}.gke.goog`,
  client_id: (_block, _type, name) => uuidOf(`client of ${name}`),
  principal_id: (_block, _type, name) => uuidOf(`principal of ${name}`),
  ip_address: () => '203.0.113.7',
  private_fqdn: ({ location }) => `byoc-0123abcd.privatelink.${location}.azmk8s.io`,
  fqdn: ({ location }) => `byoc-0123abcd.hcp.${location}.azmk8s.io`,
  oidc_issuer_url: ({ location, azure_active_directory_role_based_access_control: entra }) =>
    `https://${location}.oic.prod-aks.azure.com/${fieldOf(entra, 'tenant_id')}/01234567-89ab-cdef-0123-456789abcdef/`,
  // The one template that puts something out makes keys.
  output_content: () =>
    JSON.stringify({
      data: { value: keyOf('data').replace(/\/[^/]+$/, '') },
      dataVersion: { value: keyOf('data') },
      etcd: { value: keyOf('etcd') },
    }),
};

/** The part of a resource's name that says what it is, where something reads it. */
const COLLECTIONS: Readonly<Record<string, string>> = {
  google_kms_key_ring: 'keyRings',
  google_container_cluster: 'clusters',
  google_compute_network: 'networks',
  google_compute_subnetwork: 'subnetworks',
};

function keyOf(name: string): string {
  return `https://made-up.vault.azure.net/keys/${name}/0123456789abcdef0123456789abcdef`;
}

function resourceNameOf(block: Block, type: string, name: string): string {
  if (type.startsWith('azurerm_')) {
    const group = `/subscriptions/made-up/resourceGroups/${block.resource_group_name ?? 'made-up'}`;
    return type === 'azurerm_resource_group' ? group : `${group}/providers/${type}/${block.name ?? name}`;
  }
  const { project = 'made-up', location, region, key_ring: ring } = block;
  if (type === 'google_kms_crypto_key') return `${ring}/cryptoKeys/${block.name}`;
  const place = location === undefined ? `regions/${region ?? 'global'}` : `locations/${location}`;
  return `projects/${project}/${place}/${COLLECTIONS[type] ?? type}/${block.name ?? name}`;
}

/**
 * What a reference would read: what the stack says of the resource, else something made up in its form.
 *
 * @throws Error if the stack has no such resource
 */
export function attributeOf(stack: TerraformJson, { address, path }: Reference): unknown {
  const block = new Map(blocksOf(stack)).get(address);
  if (block === undefined) throw new Error(`${address} is not in the stack`);
  const said = path.split(/[.[\]]+/).reduce<unknown>(
    // A block that may stand once only is written without a list, and read as the first of one.
    (value, part) => (part === '' || (part === '0' && !Array.isArray(value)) ? value : fieldOf(value, part)),
    block,
  );
  if (said !== undefined) return said;
  const [type = '', name = ''] = address.replace(/^data\./, '').split('.');
  const last = path.split(/[.[\]]+/).at(-1) ?? '';
  return MADE_UP[last]?.(block, type, name) ?? `made-up-${last}`;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
