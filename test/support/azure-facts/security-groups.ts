import { Cidr } from '../../../lib/core/cidr';
import { once } from '../once';
import type { Deployment } from '../terraform-facts/deployment';
import { list } from '../terraform-facts/read';
import type { Block, Resource } from '../terraform-facts/room';

/** What a rule of a security group lets through, inwards or outwards. */
export interface AllowRule {
  readonly direction: 'Inbound' | 'Outbound';
  /** Networks, or names that Azure gives to its own. */
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  readonly protocol: string;
  /** Ports and ranges of ports: `443`, `30000-32767`, `*`. */
  readonly ports: readonly string[];
}

const EVERY = '*';
/** What Azure lets in where no rule of ours is about it: https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#default-security-rules */
const BY_DEFAULT: AllowRule = {
  direction: 'Inbound',
  sources: ['VirtualNetwork'],
  destinations: ['VirtualNetwork'],
  protocol: EVERY,
  ports: [EVERY],
};

/** What is let in to a subnet, by resource id. Without a group, or without a last rule that denies, that is the network. */
export function letInTo(subnet: string | undefined, deployment: Deployment<'azure'>): readonly AllowRule[] {
  const group = groupOf(subnet, deployment);
  return group === undefined ? [BY_DEFAULT] : rulesOf(deployment)(group);
}

/** Every group, with what it lets through. */
export function allowances(deployment: Deployment<'azure'>): readonly AllowRule[] {
  return deployment.dataPlane.all('azurerm_network_security_group').flatMap(rulesOf(deployment));
}

/** Whether private endpoints in a subnet obey its group: https://learn.microsoft.com/azure/private-link/disable-private-endpoint-network-policy */
export function holdsForEndpoints(subnet: string | undefined, { dataPlane }: Deployment<'azure'>): boolean {
  const found = dataPlane.all('azurerm_subnet').find(({ id }) => id === subnet)?.block;
  return ['NetworkSecurityGroupEnabled', 'Enabled'].includes(found?.private_endpoint_network_policies);
}

/** Whether a rule lets TCP through to a port. */
export function opensPort({ protocol, ports }: Pick<AllowRule, 'protocol' | 'ports'>, wanted: number): boolean {
  return (
    ['Tcp', EVERY].includes(protocol) &&
    ports.some((range) => {
      const [first = 0, last = first] = range.split('-').map(Number);
      return range === EVERY || (first <= wanted && wanted <= last);
    })
  );
}

/** Whether a rule is for an address, or for some of a range: for all there are, for these, or for some that they are in. */
export function leadsTo({ destinations }: AllowRule, address: string): boolean {
  const own = cidrOf(address);
  return destinations.some(
    (to) =>
      [EVERY, 'VirtualNetwork', address].includes(to) || (own !== undefined && cidrOf(to)?.overlaps(own) === true),
  );
}

/** Undefined: it is a name, or known after deployment only. */
function cidrOf(text: string): Cidr | undefined {
  return Cidr.tryParse(text.includes('/') ? text : `${text}/32`);
}

function groupOf(subnet: string | undefined, { dataPlane }: Deployment<'azure'>): Resource | undefined {
  const held = dataPlane
    .all('azurerm_subnet_network_security_group_association')
    .find(({ block }) => block.subnet_id === subnet);
  return dataPlane
    .all('azurerm_network_security_group')
    .find(({ id }) => held !== undefined && id === held.block.network_security_group_id);
}

/** What a group lets through, up to the first rule that refuses the rest. */
const rulesOf = once((deployment: Deployment<'azure'>) =>
  once((group: Resource): readonly AllowRule[] => {
    const rules = deployment.dataPlane
      .all('azurerm_network_security_rule')
      .map(({ block }) => block)
      .filter(
        (rule) =>
          rule.network_security_group_name === group.block.name &&
          rule.resource_group_name === group.block.resource_group_name,
      )
      .concat(list(group.block.security_rule))
      .sort((first, second) => first.priority - second.priority);
    const last = rules.findIndex(refusesTheRest);
    const allowed = (last < 0 ? rules : rules.slice(0, last)).filter(({ access }) => access === 'Allow').map(ruleOf);
    return last < 0 ? [...allowed, BY_DEFAULT] : allowed;
  }),
);

function refusesTheRest(block: Block): boolean {
  const { sources, destinations, protocol, ports } = ruleOf(block);
  const isAll = [sources, destinations, ports].every((each) => each.join() === EVERY);
  return block.access === 'Deny' && block.direction === 'Inbound' && protocol === EVERY && isAll;
}

function ruleOf(block: Block): AllowRule {
  return {
    direction: block.direction,
    sources: both(block.source_address_prefix, block.source_address_prefixes),
    destinations: both(block.destination_address_prefix, block.destination_address_prefixes),
    protocol: block.protocol,
    ports: both(block.destination_port_range, block.destination_port_ranges).map(String),
  };
}

/** One, or several. Nobody named is everybody. */
function both(one: unknown, several: unknown): readonly string[] {
  const named = [...list(one), ...list(several)];
  return named.length === 0 ? [EVERY] : named;
}
