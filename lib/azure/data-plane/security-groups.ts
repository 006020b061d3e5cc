import { NetworkSecurityGroup } from '@cdktf/provider-azurerm/lib/network-security-group';
import { NetworkSecurityRule, type NetworkSecurityRuleConfig } from '@cdktf/provider-azurerm/lib/network-security-rule';
import { SubnetNetworkSecurityGroupAssociation } from '@cdktf/provider-azurerm/lib/subnet-network-security-group-association';
import { Construct } from 'constructs';
import { pascalCase } from '../../core/names';
import { namesOf } from '../names';
import type { AzurePlace } from '../place';
import {
  GUARDED_SUBNETS,
  type GuardedSubnet,
  type SecurityRule,
  type SecurityRulesInput,
  securityRules,
} from './security-rules';

export interface AzureSecurityGroupsProps extends AzurePlace, SecurityRulesInput {
  /** Resource ids of the subnets that get a security group, by role. */
  readonly subnets: Readonly<Partial<Record<GuardedSubnet, string>>>;
}

/** Who may connect to what is in the subnets: nobody, but for named exceptions. What leaves is not limited here. */
export class AzureSecurityGroups extends Construct {
  /** Security groups by the role of their subnet. */
  public readonly groups: Readonly<Partial<Record<GuardedSubnet, NetworkSecurityGroup>>>;

  public constructor(scope: Construct, id: string, props: AzureSecurityGroupsProps) {
    super(scope, id);
    const rules = securityRules(props);
    this.groups = Object.fromEntries(
      GUARDED_SUBNETS.flatMap((role) => {
        const subnetId = props.subnets[role];
        if (subnetId === undefined) return [];
        return [
          [
            role,
            this.guard(
              role,
              subnetId,
              rules.filter(({ subnet }) => subnet === role),
              props,
            ),
          ],
        ];
      }),
    );
  }

  private guard(
    role: GuardedSubnet,
    subnetId: string,
    rules: readonly SecurityRule[],
    { environmentId, subscription, resourceGroup, region, tags }: AzureSecurityGroupsProps,
  ): NetworkSecurityGroup {
    const scope = new Construct(this, pascalCase(role));
    const group = new NetworkSecurityGroup(scope, 'Resource', {
      resourceGroupName: resourceGroup,
      location: region,
      name: namesOf(environmentId, subscription).securityGroup(role),
      tags: { ...tags },
    });
    for (const { name, action, priority, protocol, sources, destinations, ports, reason } of rules) {
      new NetworkSecurityRule(scope, pascalCase(name), {
        resourceGroupName: resourceGroup,
        networkSecurityGroupName: group.name,
        name,
        description: reason,
        direction: 'Inbound',
        access: action,
        priority,
        protocol,
        ...sourcesOf(sources),
        sourcePortRange: '*',
        ...(destinations === undefined
          ? { destinationAddressPrefix: '*' }
          : { destinationAddressPrefixes: [...destinations] }),
        ...(ports === undefined ? { destinationPortRange: '*' } : { destinationPortRanges: [...ports] }),
      });
    }
    new SubnetNetworkSecurityGroupAssociation(scope, 'Subnet', { networkSecurityGroupId: group.id, subnetId });
    return group;
  }
}

/** A name of Azure's own, and `*`, are taken only where there is one. */
function sourcesOf(sources: readonly string[]): Partial<NetworkSecurityRuleConfig> {
  const [only, ...others] = sources;
  return only !== undefined && others.length === 0
    ? { sourceAddressPrefix: only }
    : { sourceAddressPrefixes: [...sources] };
}
