import { type Block, type Blocks, blocksOf, type TerraformJson } from '../../../terraform/references';

/** Where one of its blocks says the same in other words. */
type Change = (block: Block) => Block;

const inZone = ({ resource_group_name: _group, ...block }: Block, zone: string): Block => {
  const { [zone]: name, ...others } = block;
  return { ...others, private_dns_zone_id: String(name).replace(/\.name\}$/, '.id}') };
};

/**
 * What version 5 of the provider calls otherwise than version 4, for which the bindings are: everything that stacks of
 * ours hold. https://github.com/hashicorp/terraform-provider-azurerm/blob/main/CHANGELOG.md
 */
const CHANGES: Readonly<Record<string, Change>> = {
  azurerm_federated_identity_credential: ({ resource_group_name: _, parent_id: identity, ...block }) => ({
    ...block,
    user_assigned_identity_id: identity,
  }),
  azurerm_kubernetes_cluster: (block) => ({ ...block, node_provisioning_profile: { mode: 'Manual' } }),
  azurerm_private_dns_a_record: (block) => inZone(block, 'zone_name'),
  azurerm_private_dns_zone_virtual_network_link: (block) => inZone(block, 'private_dns_zone_name'),
};

/** A stack as it would be written for version 5 of the provider. */
export function forNextMajor(stack: TerraformJson, version: string): TerraformJson {
  const resource = Object.entries(stack.resource ?? {}).map(([type, named]): [string, Blocks[string]] => {
    const change = CHANGES[type];
    if (change === undefined) return [type, named];
    return [type, Object.fromEntries(Object.entries(named).map(([name, block]) => [name, change(block)]))];
  });
  const { azurerm } = stack.terraform.required_providers as { azurerm: object };
  return {
    ...stack,
    terraform: { ...stack.terraform, required_providers: { azurerm: { ...azurerm, version } } },
    ...(blocksOf(stack).length === 0 ? {} : { resource: Object.fromEntries(resource) }),
  };
}
