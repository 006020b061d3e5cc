import { ComputeFirewall } from '@cdktf/provider-google/lib/compute-firewall';
import { Construct } from 'constructs';
import { pascalCase } from '../../core/names';
import { namesOf } from '../names';
import { type FirewallRulesInput, firewallRules } from './firewall-rules';

export interface GcpFirewallProps extends FirewallRulesInput {
  /** Id of the environment, 2 to 16 lower-case letters and digits; no token, names are made from it. */
  readonly environmentId: string;
  /** Project of the network: the host project of a Shared VPC, for its owner; no token. */
  readonly project: string;
  /** Resource name of the network. */
  readonly network: string;
  /** Address of the nodes' service account, by which exceptions know the nodes. */
  readonly nodeServiceAccount: string;
  /** Whether everything else is denied to every machine of the network. Only where the network has no other use. */
  readonly denyOthers: boolean;
}

/** Who may connect to the nodes: nobody, but for named exceptions. What leaves is not limited here. */
export class GcpFirewall extends Construct {
  /** Rules by the last part of their name: `health-checks`. */
  public readonly rules: Readonly<Record<string, ComputeFirewall>>;

  public constructor(scope: Construct, id: string, props: GcpFirewallProps) {
    super(scope, id);
    const { environmentId, project, network } = props;
    const names = namesOf(environmentId, project);
    const rules = firewallRules(props).filter(({ action }) => action === 'allow' || props.denyOthers);
    this.rules = Object.fromEntries(
      rules.map(({ name, action, priority, sources, destinations, ports, reason }) => {
        const traffic = [ports === undefined ? { protocol: 'all' } : { protocol: 'tcp', ports: [...ports] }];
        const rule = new ComputeFirewall(this, pascalCase(name), {
          project,
          name: names.firewall(name),
          description: reason,
          network,
          direction: 'INGRESS',
          priority,
          sourceRanges: [...sources],
          ...(destinations === undefined ? {} : { destinationRanges: [...destinations] }),
          ...(action === 'allow'
            ? { allow: traffic, targetServiceAccounts: [props.nodeServiceAccount] }
            : { deny: traffic, logConfig: { metadata: 'INCLUDE_ALL_METADATA' } }),
        });
        return [name, rule];
      }),
    );
  }
}
