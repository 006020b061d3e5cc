import type { DataPlaneFacts } from '../contract/facts';
import type { Deployment } from './deployment';

/** Properties by which a resource is named, and the kind of core's name limits. */
const NAMES: Readonly<Record<string, readonly [property: string, kind: string]>> = {
  'AWS::EKS::Cluster': ['Name', 'cluster'],
  'AWS::EKS::Nodegroup': ['NodegroupName', 'nodeGroup'],
  'AWS::EC2::LaunchTemplate': ['LaunchTemplateName', 'launchTemplate'],
  'AWS::EC2::SecurityGroup': ['GroupName', 'securityGroup'],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ['Name', 'loadBalancer'],
  'AWS::ElasticLoadBalancingV2::TargetGroup': ['Name', 'targetGroup'],
  'AWS::IAM::Role': ['RoleName', 'role'],
  'AWS::Logs::LogGroup': ['LogGroupName', 'logGroup'],
  'AWS::S3::Bucket': ['BucketName', 'bucket'],
};

export function fixedNames({ stacks, custody, dataPlane }: Deployment): DataPlaneFacts['fixedNames'] {
  return [
    ...[stacks.custody, stacks.dataPlane].map(({ name }) => ({ kind: 'stack', name })),
    ...[custody, dataPlane].flatMap((rendered) =>
      Object.values(rendered.resources).flatMap(({ Type, Properties }) => {
        const [property, kind] = NAMES[Type] ?? [];
        const name: string | undefined = property === undefined ? undefined : Properties[property];
        // Eight digits take the place of what is known at deployment only.
        return kind === undefined || name === undefined ? [] : [{ kind, name: name.replace(/<.*>/, '01234567') }];
      }),
    ),
  ];
}
