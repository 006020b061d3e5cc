import { type Rendered, tagsOf } from '../aws';
import type { TaggedFact } from '../contract/facts';
import type { Deployment } from './deployment';

/** Types that take tags; a test compares them with CDK's own knowledge. */
export const TAGGABLE: readonly string[] = [
  'AWS::EC2::EIP',
  'AWS::EC2::FlowLog',
  'AWS::EC2::InternetGateway',
  'AWS::EC2::LaunchTemplate',
  'AWS::EC2::NatGateway',
  'AWS::EC2::RouteTable',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::Subnet',
  'AWS::EC2::VPC',
  'AWS::EC2::VPCEndpoint',
  'AWS::EC2::VPCEndpointService',
  'AWS::EKS::AccessEntry',
  'AWS::EKS::Addon',
  'AWS::EKS::Cluster',
  'AWS::EKS::Nodegroup',
  'AWS::EKS::PodIdentityAssociation',
  'AWS::ElasticLoadBalancingV2::Listener',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  'AWS::IAM::Role',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
];

export function taggedFacts({ custody, dataPlane }: Deployment): TaggedFact[] {
  return [custody, dataPlane].flatMap(tagged);
}

/** Everything in a template that takes tags; a launch template tags what its nodes bring, too. */
function tagged(rendered: Rendered): TaggedFact[] {
  return Object.entries(rendered.resources).flatMap(([id, { Type, Properties }]) => {
    if (!TAGGABLE.includes(Type)) return [];
    if (Type !== 'AWS::EC2::LaunchTemplate') return [taggedFact(id, Type, tagsOf(Properties), false)];
    const own = Properties.TagSpecifications?.[0] ?? {};
    const specifications: { ResourceType: string }[] = Properties.LaunchTemplateData.TagSpecifications ?? [];
    return [
      taggedFact(id, Type, tagsOf(own), true),
      ...['instance', 'volume', 'network-interface'].map((kind) => {
        const specification = specifications.find(({ ResourceType }) => ResourceType === kind) ?? {};
        return taggedFact(`${id} ${kind}`, kind, tagsOf(specification), true);
      }),
    ];
  });
}

function taggedFact(id: string, kind: string, tags: Record<string, string>, ofProfile: boolean): TaggedFact {
  return {
    id,
    kind,
    environment: tags['byoc:environment'],
    product: tags['byoc:product'],
    profile: tags['byoc:profile'],
    ofProfile,
    tags,
  };
}
