import type { Answer, Api } from '../api';
import { type DeployedStack, expectEqual } from '../deployed-stack';
import type { Installation } from '../installation';

/** What a data plane's template says, looked up in the API of the service. */
export interface Lookup {
  readonly what: string;
  readonly check: (api: Api, stack: DeployedStack, installation: Installation) => Promise<void>;
}

export const DATA_PLANE_LOOKUPS: readonly Lookup[] = [
  { what: 'the cluster is as the template says', check: cluster },
  { what: 'node groups are as the template says', check: nodeGroups },
  { what: 'add-ons are as the template says', check: addOns },
  { what: 'Pod Identity associations lead to roles that trust them', check: associations },
  { what: 'access entries are as the template says', check: accessEntries },
  { what: 'subnets, routes and security group rules are as the template says', check: network },
];

async function cluster(api: Api, stack: DeployedStack): Promise<void> {
  const [{ physicalId, properties } = missing()] = stack.resources('AWS::EKS::Cluster');
  const { cluster: found } = await api.call('eks', 'describe_cluster', { name: physicalId });
  const { SubnetIds, EndpointPrivateAccess, EndpointPublicAccess } = properties.ResourcesVpcConfig;
  expectEqual('status', found.status, 'ACTIVE');
  expectEqual('version', found.version, properties.Version);
  expectEqual('role', found.roleArn, properties.RoleArn);
  expectEqual('subnets', found.resourcesVpcConfig.subnetIds, SubnetIds);
  const { endpointPrivateAccess, endpointPublicAccess } = found.resourcesVpcConfig;
  expectEqual('API', [endpointPrivateAccess, endpointPublicAccess], [EndpointPrivateAccess, EndpointPublicAccess]);
  expectEqual('access', found.accessConfig.authenticationMode, properties.AccessConfig.AuthenticationMode);
  expectEqual('logs', found.logging.clusterLogging, [
    { types: properties.Logging.ClusterLogging.EnabledTypes.map(({ Type }: Answer) => Type), enabled: true },
  ]);
}

async function nodeGroups(api: Api, stack: DeployedStack, { names }: Installation): Promise<void> {
  const groups = stack.resources('AWS::EKS::Nodegroup');
  const { nodegroups } = await api.call('eks', 'list_nodegroups', { clusterName: names.cluster });
  expectEqual('names', sorted(nodegroups), sorted(groups.map(({ physicalId }) => physicalId)));
  for (const { logicalId, physicalId, properties } of groups) {
    const { nodegroup } = await api.call('eks', 'describe_nodegroup', {
      clusterName: names.cluster,
      nodegroupName: physicalId,
    });
    const { labels, taints, scalingConfig, subnets, instanceTypes, amiType, nodeRole, version } = nodegroup;
    expectEqual(
      logicalId,
      { labels, taints: taints.map(pascalKeys), scalingConfig: pascalKeys(scalingConfig), subnets, instanceTypes },
      {
        labels: properties.Labels,
        taints: properties.Taints,
        scalingConfig: properties.ScalingConfig,
        subnets: properties.Subnets,
        instanceTypes: properties.InstanceTypes,
      },
    );
    expectEqual(logicalId, [amiType, nodeRole, version], [properties.AmiType, properties.NodeRole, properties.Version]);
    expectEqual(logicalId, nodegroup.launchTemplate.id, properties.LaunchTemplate.Id);
  }
}

async function addOns(api: Api, stack: DeployedStack, { names }: Installation): Promise<void> {
  const wanted = stack.resources('AWS::EKS::Addon');
  const { addons } = await api.call('eks', 'list_addons', { clusterName: names.cluster });
  expectEqual('names', sorted(addons), sorted(wanted.map(({ properties }) => properties.AddonName)));
  for (const { properties } of wanted) {
    const { addon } = await api.call('eks', 'describe_addon', {
      clusterName: names.cluster,
      addonName: properties.AddonName,
    });
    expectEqual(properties.AddonName, addon.status, 'ACTIVE');
    expectEqual(`version of ${properties.AddonName}`, addon.addonVersion || undefined, properties.AddonVersion);
    expectEqual(
      `values of ${properties.AddonName}`,
      addon.configurationValues || undefined,
      properties.ConfigurationValues,
    );
  }
}

/** Those of workloads and those that add-ons bring; each role's trust must name exactly this service account. */
async function associations(api: Api, stack: DeployedStack, installation: Installation): Promise<void> {
  const { names, config } = installation;
  const wanted = [
    ...stack.resources('AWS::EKS::PodIdentityAssociation').map(({ properties }) => properties),
    ...stack.resources('AWS::EKS::Addon').flatMap(({ properties }) => properties.PodIdentityAssociations ?? []),
  ];
  const { associations: found } = await api.call('eks', 'list_pod_identity_associations', {
    clusterName: names.cluster,
  });
  const account = ({ Namespace = 'kube-system', ServiceAccount }: Answer) => `${Namespace}/${ServiceAccount}`;
  expectEqual('service accounts', sorted(found.map(pascalKeys).map(account)), sorted(wanted.map(account)));
  for (const { associationId } of found) {
    const { association } = await api.call('eks', 'describe_pod_identity_association', {
      clusterName: names.cluster,
      associationId,
    });
    const { namespace, serviceAccount, roleArn } = association;
    const what = `${namespace}/${serviceAccount}`;
    expectEqual(`role of ${what}`, roleArn, wanted.find((entry) => account(entry) === what)?.RoleArn);
    const { Role } = await api.call('iam', 'get_role', { RoleName: roleArn.split('/').pop() });
    expectEqual(`ARN of the role of ${what}`, Role.Arn, roleArn);
    const [statement] = Role.AssumeRolePolicyDocument.Statement;
    expectEqual(`trust of ${Role.RoleName}`, statement.Condition, {
      StringEquals: {
        'aws:SourceAccount': config.environment.account,
        'aws:RequestTag/kubernetes-namespace': namespace,
        'aws:RequestTag/kubernetes-service-account': serviceAccount,
      },
      ArnEquals: {
        'aws:SourceArn': `arn:aws:eks:${config.environment.region}:${config.environment.account}:cluster/${names.cluster}`,
      },
    });
    expectEqual(`principal of ${Role.RoleName}`, statement.Principal, { Service: 'pods.eks.amazonaws.com' });
  }
}

async function accessEntries(api: Api, stack: DeployedStack, { names }: Installation): Promise<void> {
  const wanted = stack.resources('AWS::EKS::AccessEntry');
  const { accessEntries: found } = await api.call('eks', 'list_access_entries', { clusterName: names.cluster });
  expectEqual('principals', sorted(found), sorted(wanted.map(({ properties }) => properties.PrincipalArn)));
  for (const { properties } of wanted) {
    const which = { clusterName: names.cluster, principalArn: properties.PrincipalArn };
    const { accessEntry } = await api.call('eks', 'describe_access_entry', which);
    expectEqual(`groups of ${which.principalArn}`, accessEntry.kubernetesGroups, properties.KubernetesGroups ?? []);
    const { associatedAccessPolicies } = await api.call('eks', 'list_associated_access_policies', which);
    expectEqual(
      `policies of ${which.principalArn}`,
      associatedAccessPolicies.map(({ policyArn, accessScope }: Answer) => [policyArn, accessScope.type]),
      (properties.AccessPolicies ?? []).map(({ PolicyArn, AccessScope }: Answer) => [PolicyArn, AccessScope.Type]),
    );
  }
}

async function network(api: Api, stack: DeployedStack): Promise<void> {
  const subnets = stack.resources('AWS::EC2::Subnet');
  const { Subnets } = await api.call('ec2', 'describe_subnets', {
    SubnetIds: subnets.map(({ physicalId }) => physicalId),
  });
  expectEqual(
    'address ranges',
    sorted(Subnets.map(({ CidrBlock }: Answer) => CidrBlock)),
    sorted(subnets.map(({ properties }) => properties.CidrBlock)),
  );
  const { RouteTables } = await api.call('ec2', 'describe_route_tables', {
    RouteTableIds: stack.resources('AWS::EC2::RouteTable').map(({ physicalId }) => physicalId),
  });
  for (const { logicalId, properties } of stack.maybe('AWS::EC2::Route')) {
    const table = RouteTables.find(({ RouteTableId }: Answer) => RouteTableId === properties.RouteTableId);
    const target = table?.Routes.find(
      (route: Answer) => route.DestinationCidrBlock === properties.DestinationCidrBlock,
    );
    expectEqual(logicalId, [target?.NatGatewayId, target?.GatewayId], [properties.NatGatewayId, properties.GatewayId]);
  }
  const { SecurityGroupRules } = await api.call('ec2', 'describe_security_group_rules');
  for (const direction of ['Ingress', 'Egress']) {
    for (const { logicalId, physicalId, properties } of stack.maybe(`AWS::EC2::SecurityGroup${direction}`)) {
      const rule = SecurityGroupRules.find(({ SecurityGroupRuleId }: Answer) => SecurityGroupRuleId === physicalId);
      expectEqual(
        logicalId,
        [rule?.IsEgress, rule?.FromPort, rule?.ToPort, rule?.CidrIpv4],
        [direction === 'Egress', properties.FromPort, properties.ToPort, properties.CidrIp],
      );
    }
  }
}

function pascalKeys(value: Answer): Answer {
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key.charAt(0).toUpperCase() + key.slice(1), child]),
  );
}

function sorted(names: readonly string[]): string[] {
  return [...names].sort();
}

function missing(): never {
  throw new Error('there is none');
}
