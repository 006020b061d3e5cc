import type { Answer, Api } from './api';

/** Everything in the account that a stack of ours could make, as `kind name`. */
export type Inventory = ReadonlySet<string>;

interface Kind {
  readonly kind: string;
  readonly service: string;
  readonly operation: string;
  readonly parameters?: object;
  /** Names in the answer. */
  readonly names: (answer: Answer) => string[];
}

const ec2 = (kind: string, operation: string, list: string, id: string, parameters = {}): Kind => ({
  kind,
  service: 'ec2',
  operation,
  parameters,
  names: (answer) => answer[list].map((entry: Answer) => entry[id]),
});

const KINDS: readonly Kind[] = [
  {
    kind: 'stack',
    service: 'cloudformation',
    operation: 'describe_stacks',
    // A stack whose first deployment failed stays as a record without resources; the CLI deletes it.
    names: ({ Stacks }) =>
      Stacks.filter(
        ({ StackStatus }: Answer) => !['ROLLBACK_COMPLETE', 'REVIEW_IN_PROGRESS'].includes(StackStatus),
      ).map(({ StackName }: Answer) => StackName),
  },
  {
    kind: 'export',
    service: 'cloudformation',
    operation: 'list_exports',
    names: ({ Exports }) => Exports.map(({ Name }: Answer) => Name),
  },
  {
    kind: 'bucket',
    service: 's3',
    operation: 'list_buckets',
    names: ({ Buckets }) => Buckets.map(({ Name }: Answer) => Name),
  },
  {
    kind: 'log group',
    service: 'logs',
    operation: 'describe_log_groups',
    names: ({ logGroups }) => logGroups.map(({ logGroupName }: Answer) => logGroupName),
  },
  {
    kind: 'role',
    service: 'iam',
    operation: 'list_roles',
    names: ({ Roles }) => Roles.map(({ RoleName }: Answer) => RoleName),
  },
  {
    kind: 'policy',
    service: 'iam',
    operation: 'list_policies',
    parameters: { Scope: 'Local' },
    names: ({ Policies }) => Policies.map(({ PolicyName }: Answer) => PolicyName),
  },
  {
    kind: 'topic',
    service: 'sns',
    operation: 'list_topics',
    names: ({ Topics }) => Topics.map(({ TopicArn }: Answer) => TopicArn),
  },
  {
    kind: 'event rule',
    service: 'events',
    operation: 'list_rules',
    names: ({ Rules }) => Rules.map(({ Name }: Answer) => Name),
  },
  {
    kind: 'parameter',
    service: 'ssm',
    operation: 'describe_parameters',
    names: ({ Parameters }) => Parameters.map(({ Name }: Answer) => Name),
  },
  {
    kind: 'load balancer',
    service: 'elbv2',
    operation: 'describe_load_balancers',
    names: ({ LoadBalancers }) => LoadBalancers.map(({ LoadBalancerArn }: Answer) => LoadBalancerArn),
  },
  {
    kind: 'target group',
    service: 'elbv2',
    operation: 'describe_target_groups',
    names: ({ TargetGroups }) => TargetGroups.map(({ TargetGroupArn }: Answer) => TargetGroupArn),
  },
  ec2('VPC', 'describe_vpcs', 'Vpcs', 'VpcId'),
  ec2('subnet', 'describe_subnets', 'Subnets', 'SubnetId'),
  ec2('route table', 'describe_route_tables', 'RouteTables', 'RouteTableId'),
  ec2('security group', 'describe_security_groups', 'SecurityGroups', 'GroupId'),
  ec2('internet gateway', 'describe_internet_gateways', 'InternetGateways', 'InternetGatewayId'),
  ec2('NAT gateway', 'describe_nat_gateways', 'NatGateways', 'NatGatewayId', {
    Filters: [{ Name: 'state', Values: ['pending', 'available'] }],
  }),
  ec2('address', 'describe_addresses', 'Addresses', 'AllocationId'),
  ec2('flow log', 'describe_flow_logs', 'FlowLogs', 'FlowLogId'),
  ec2('endpoint', 'describe_vpc_endpoints', 'VpcEndpoints', 'VpcEndpointId'),
  ec2('launch template', 'describe_launch_templates', 'LaunchTemplates', 'LaunchTemplateId'),
];

/** What a cluster holds: operation, the list in its answer, and the name of an entry. */
const IN_CLUSTERS: readonly (readonly [string, string, string, (entry: Answer) => string])[] = [
  ['node group', 'list_nodegroups', 'nodegroups', String],
  ['add-on', 'list_addons', 'addons', String],
  ['access entry', 'list_access_entries', 'accessEntries', String],
  [
    'Pod Identity association',
    'list_pod_identity_associations',
    'associations',
    ({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`,
  ],
];

export async function takeInventory(api: Api): Promise<Inventory> {
  const found: string[] = [];
  for (const { kind, service, operation, parameters, names } of KINDS) {
    found.push(...names(await api.call(service, operation, parameters)).map((name) => `${kind} ${name}`));
  }
  for (const { KeyId } of (await api.call('kms', 'list_keys')).Keys) {
    const { KeyMetadata } = await api.call('kms', 'describe_key', { KeyId });
    // A deleted key waits for its end in this state, and nothing can use it.
    if (KeyMetadata.KeyState !== 'PendingDeletion') found.push(`key ${KeyMetadata.Arn}`);
  }
  for (const clusterName of (await api.call('eks', 'list_clusters')).clusters) {
    found.push(`cluster ${clusterName}`);
    for (const [kind, operation, list, name] of IN_CLUSTERS) {
      const entries: Answer[] = (await api.call('eks', operation, { clusterName }))[list];
      found.push(...entries.map((entry) => `${kind} ${clusterName} ${name(entry)}`));
    }
  }
  return new Set(found);
}

/** What is in the first and not in the second, sorted. */
export function without(inventory: Inventory, other: Inventory): string[] {
  return [...inventory].filter((entry) => !other.has(entry)).sort();
}

/**
 * Compares two states of the account.
 *
 * @throws Error that names what appeared and what is gone
 */
export function expectSame(now: Inventory, before: Inventory): void {
  const [appeared, gone] = [without(now, before), without(before, now)];
  if (appeared.length + gone.length === 0) return;
  const parts = [
    ...(appeared.length === 0 ? [] : [`left behind: ${appeared.join(', ')}`]),
    ...(gone.length === 0 ? [] : [`gone: ${gone.join(', ')}`]),
  ];
  throw new Error(parts.join('; '));
}
