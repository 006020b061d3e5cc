import { ENVIRONMENT_TAG } from '../../../lib/aws/names';
import type { EvaluatedResource, Place } from '../template';

/** Context keys of a request. */
export type RequestContext = Readonly<Record<string, string | string[]>>;

export type Tags = Readonly<Record<string, string>>;

/** Something that a request is about, and what IAM knows of it. */
export interface Thing {
  readonly arn: string;
  readonly tags: Tags;
  /** Facts beside the tags. */
  readonly context: RequestContext;
}

const ID = '0123456789abcdef0';
const UUID = '01234567-89ab-cdef-0123-456789abcdef';
/** CloudFormation makes it of the first five letters of stack and resource, so it starts with no name of ours. */
const GENERATED = 'byoc--DataP-0A1b2C3d4E5f/0123456789abcdef';
/** What EKS puts on the security group that it makes; the cluster's own tags do not get there. */
const EKS_CLUSTER_TAG = 'aws:eks:cluster-name';

const EC2: Readonly<Record<string, string>> = {
  'AWS::EC2::VPC': 'vpc/vpc',
  'AWS::EC2::Subnet': 'subnet/subnet',
  'AWS::EC2::RouteTable': 'route-table/rtb',
  'AWS::EC2::InternetGateway': 'internet-gateway/igw',
  'AWS::EC2::EIP': 'elastic-ip/eipalloc',
  'AWS::EC2::NatGateway': 'natgateway/nat',
  'AWS::EC2::VPCEndpoint': 'vpc-endpoint/vpce',
  'AWS::EC2::SecurityGroup': 'security-group/sg',
  'AWS::EC2::FlowLog': 'vpc-flow-log/fl',
  'AWS::EC2::LaunchTemplate': 'launch-template/lt',
  'AWS::EC2::VPCEndpointService': 'vpc-endpoint-service/vpce-svc',
};

const LOAD_BALANCING: Readonly<Record<string, string>> = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': `loadbalancer/net/${GENERATED}`,
  'AWS::ElasticLoadBalancingV2::TargetGroup': `targetgroup/${GENERATED}`,
  'AWS::ElasticLoadBalancingV2::Listener': `listener/net/${GENERATED}/0123456789abcdef`,
};

const association = (cluster: string) => `podidentityassociation/${cluster}/a-${ID}`;

const EKS: Readonly<Record<string, (properties: any, cluster: string) => string>> = {
  'AWS::EKS::Cluster': ({ Name }) => `cluster/${Name}`,
  'AWS::EKS::Addon': ({ AddonName }, cluster) => `addon/${cluster}/${AddonName}/${UUID}`,
  'AWS::EKS::Nodegroup': (_, cluster) => `nodegroup/${cluster}/DataPlaneNodeGroups-0A1b2C3d4E5f/${UUID}`,
  'AWS::EKS::AccessEntry': ({ PrincipalArn }, cluster) => {
    const [account, name] = [PrincipalArn.split(':')[4], PrincipalArn.split('/').at(-1)];
    return `access-entry/${cluster}/role/${account}/${name}/${UUID}`;
  },
  'AWS::EKS::PodIdentityAssociation': (_, cluster) => association(cluster),
};

/** Whose requests carry the VPC that the thing is in. */
const IN_A_VPC = /:(subnet|route-table|security-group)\/[^/*]+$/;

/**
 * The resources of a data plane as IAM will see them: invented ids, real names, their tags. Resources must have been
 * evaluated without `reference` and `exports`: what refers to another resource is told by `<LogicalId>`.
 */
export class Installation {
  public constructor(
    public readonly resources: Readonly<Record<string, EvaluatedResource>>,
    public readonly place: Pick<Place, 'account' | 'region' | 'partition'>,
  ) {}

  /** A resource of the template. */
  public thing(logicalId: string): Thing {
    const resource = this.resources[logicalId];
    if (resource === undefined) throw new Error(`there is no resource '${logicalId}'`);
    const { type, properties } = resource;
    const ec2 = EC2[type];
    if (ec2 !== undefined) return this.ec2(`${ec2}-${ID}`, tagsOf(resource));
    const part = LOAD_BALANCING[type];
    if (part !== undefined) return this.plain('elasticloadbalancing', part, tagsOf(resource));
    const eks = EKS[type];
    if (eks !== undefined) return this.plain('eks', eks(properties, this.cluster.Name), tagsOf(resource));
    throw new Error(`${type} has no ARN`);
  }

  /** What a property refers to: a resource of the template, or one of the customer's by its id. */
  public named(reference: unknown): Thing {
    const text = String(reference);
    const [, logicalId, attribute] = /^<(\w+)(?:\.(\w+))?>$/.exec(text) ?? [];
    if (logicalId !== undefined)
      return attribute === 'ClusterSecurityGroupId' ? this.clusterSecurityGroup : this.thing(logicalId);
    const [kind] = /^(vpc|subnet)(?=-)/.exec(text) ?? [];
    if (kind === undefined) throw new Error(`${text} refers to nothing that is known`);
    return this.ec2(`${kind}/${text}`, {});
  }

  /** A resource of the template that a property refers to. */
  public resourceNamed(reference: unknown): EvaluatedResource {
    const resource = this.resources[String(reference).replace(/^<|>$/g, '')];
    if (resource === undefined) throw new Error(`${reference} is no resource`);
    return resource;
  }

  /** The key of custody, found by its export, which carries our tag; or one of the customer's, which need not. */
  public key(reference: unknown): Thing {
    const text = String(reference);
    if (!text.startsWith('<import ')) return { arn: text, tags: {}, context: {} };
    const { [ENVIRONMENT_TAG]: environment = '' } = tagsOf({ properties: this.cluster });
    return this.plain('kms', `key/${UUID}`, { [ENVIRONMENT_TAG]: environment });
  }

  /** An association that a resource makes beside itself. */
  public podIdentityAssociation(): Thing {
    return this.plain('eks', association(this.cluster.Name), {});
  }

  /** Security group of nodes and control plane. */
  public get clusterSecurityGroup(): Thing {
    return this.ec2(`security-group/sg-0c${ID.slice(2)}`, { [EKS_CLUSTER_TAG]: this.cluster.Name });
  }

  /** Security group that EC2 takes where none is named. Nobody tags it. */
  public get defaultSecurityGroup(): Thing {
    return this.ec2(`security-group/sg-0d${ID.slice(2)}`, {});
  }

  /** A thing of EC2. */
  public ec2(resource: string, tags: Tags, account = this.place.account): Thing {
    const thing = this.plain('ec2', resource, tags, account);
    return IN_A_VPC.test(thing.arn) ? { ...thing, context: { 'ec2:Vpc': this.vpcArn } } : thing;
  }

  /** Role that AWS makes for one of its services. */
  public serviceLinkedRole(service: string, name: string): string {
    const { partition, account } = this.place;
    return `arn:${partition}:iam::${account}:role/aws-service-role/${service}/${name}`;
  }

  private plain(service: string, resource: string, tags: Tags, account = this.place.account): Thing {
    const { partition, region } = this.place;
    return { arn: `arn:${partition}:${service}:${region}:${account}:${resource}`, tags, context: {} };
  }

  private get cluster(): any {
    return this.only('AWS::EKS::Cluster')?.properties;
  }

  private get vpcArn(): string {
    const group = this.only('AWS::EC2::SecurityGroup');
    return this.named(group?.properties.VpcId).arn;
  }

  private only(type: string): EvaluatedResource | undefined {
    return Object.values(this.resources).find((resource) => resource.type === type);
  }
}

/** Tags of a resource, in any of CloudFormation's forms. */
export function tagsOf({ properties }: Pick<EvaluatedResource, 'properties'>): Tags {
  const { Tags = [], TagSpecifications = [] } = properties;
  if (!Array.isArray(Tags)) return Tags;
  return asRecord([...Tags, ...TagSpecifications.flatMap((specification: any) => specification.Tags)]);
}

export function asRecord(tags: readonly { readonly Key: string; readonly Value: string }[]): Tags {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}
