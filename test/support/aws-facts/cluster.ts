import type { Rendered } from '../aws';
import type { ClusterFact } from '../contract/facts';
import type { Deployment } from './deployment';
import { keyOf, resources } from './read';

const POLICIES = 'arn:aws:eks::aws:cluster-access-policy';

export function clusterFact(deployment: Deployment): ClusterFact {
  const { dataPlane } = deployment;
  const [[id] = ['']] = resources(dataPlane, 'AWS::EKS::Cluster');
  const { Name, Version, ResourcesVpcConfig, AccessConfig, EncryptionConfig, Logging, DeletionProtection } =
    clusterProperties(dataPlane);
  const { key: secretsKey } = keyOf(deployment, EncryptionConfig?.[0]?.Provider?.KeyArn);
  const types = (Logging?.ClusterLogging?.EnabledTypes ?? []).map(({ Type }: { Type: string }) => Type);
  return {
    ref: `<${id}>`,
    name: Name,
    endpoint: `<${id}.Endpoint>`,
    issuer: `<${id}.OpenIdConnectIssuerUrl>`,
    version: Version,
    privateApi: ResourcesVpcConfig.EndpointPrivateAccess === true,
    publicApi: ResourcesVpcConfig.EndpointPublicAccess !== false,
    // The name of a private API leads to private addresses.
    answersEverywhere: false,
    publicCidrs: ResourcesVpcConfig.PublicAccessCidrs ?? [],
    privateCidrs: resources(dataPlane, 'AWS::EC2::SecurityGroupIngress').flatMap(([, { Properties }]) =>
      [...(ResourcesVpcConfig.SecurityGroupIds ?? []), `<${id}.ClusterSecurityGroupId>`].includes(Properties.GroupId) &&
      Properties.CidrIp !== undefined
        ? [Properties.CidrIp]
        : [],
    ),
    administrators: resources(dataPlane, 'AWS::EKS::AccessEntry').flatMap(([, { Properties }]) =>
      (Properties.AccessPolicies ?? []).some(
        ({ PolicyArn }: { PolicyArn: string }) => PolicyArn === `${POLICIES}/AmazonEKSClusterAdminPolicy`,
      )
        ? [Properties.PrincipalArn]
        : [],
    ),
    creatorIsAdministrator: AccessConfig?.BootstrapClusterCreatorAdminPermissions !== false,
    otherLogins: AccessConfig?.AuthenticationMode !== 'API',
    auditLogs: types.includes('audit') && types.includes('authenticator'),
    refusesDeletion: DeletionProtection === true,
    ...(secretsKey === undefined ? {} : { secretsKey }),
  };
}

export function clusterProperties(dataPlane: Rendered) {
  const [[, { Properties }] = ['', { Properties: {} }]] = resources(dataPlane, 'AWS::EKS::Cluster');
  return Properties;
}
