import type { TaggedFact } from '../contract/facts';
import { type Deployment, roomsOf } from '../terraform-facts/deployment';
import { single } from '../terraform-facts/read';
import type { Block } from '../terraform-facts/room';

/** Types that take tags; a test compares them with the provider's own bindings. */
export const TAGGED = [
  'azurerm_disk_encryption_set',
  'azurerm_key_vault',
  'azurerm_kubernetes_cluster',
  'azurerm_kubernetes_cluster_node_pool',
  'azurerm_monitor_action_group',
  'azurerm_monitor_activity_log_alert',
  'azurerm_nat_gateway',
  'azurerm_network_security_group',
  'azurerm_private_dns_a_record',
  'azurerm_private_dns_zone',
  'azurerm_private_dns_zone_virtual_network_link',
  'azurerm_private_endpoint',
  'azurerm_public_ip',
  'azurerm_resource_group',
  'azurerm_resource_group_template_deployment',
  'azurerm_storage_account',
  'azurerm_user_assigned_identity',
  'azurerm_virtual_network',
];

/** Private zones drop tags with other letters than these in silence: https://github.com/Azure/azure-rest-api-specs/issues/11748 */
const inZones = (key: string) => key.replaceAll(/[^\w-]/g, '-');

export function taggedFacts(deployment: Deployment<'azure'>): TaggedFact[] {
  return roomsOf(deployment)
    .flatMap(({ resources }) => resources)
    .filter(({ type }) => TAGGED.includes(type))
    .flatMap(({ type, address, block }): TaggedFact[] => [
      factOf(address, type, block, type === 'azurerm_kubernetes_cluster_node_pool'),
      // The first pool comes with its cluster, and has tags of its own.
      ...(block.default_node_pool === undefined
        ? []
        : [factOf(`${address}.default_node_pool`, type, single(block.default_node_pool), true)]),
    ]);
}

function factOf(id: string, kind: string, { tags = {} }: Block, ofProfile: boolean): TaggedFact {
  const key = kind.startsWith('azurerm_private_dns_') ? inZones : (name: string) => name;
  return {
    id,
    kind,
    environment: tags[key('byoc:environment')],
    product: tags[key('byoc:product')],
    profile: tags['byoc:profile'],
    ofProfile,
    tags,
  };
}
