import {
  aws_ec2 as ec2,
  aws_eks as eks,
  type aws_iam as iam,
  type aws_kms as kms,
  type aws_logs as logs,
  Stack,
  Token,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { isTooLargeForApi } from '../../core/access';
import type { DataPlaneOutputs } from '../../core/outputs';
import { acknowledge } from '../acknowledge';
import { idsOf } from '../ids';
import { NO_EGRESS } from './interface-endpoints';

/** A support role and the Kubernetes group its engineers are in. */
export interface AwsClusterSupport {
  /** Role of the engineers, from custody. */
  readonly role: iam.IRole;
  /** Kubernetes group; what it may do is a matter of Kubernetes roles. */
  readonly group: string;
}

export interface AwsClusterProps {
  /** Name of the cluster; roles and log groups are written with it. */
  readonly clusterName: string;
  /** Kubernetes minor version: `1.36`. */
  readonly kubernetesVersion: string;
  /** VPC of the subnets. */
  readonly vpcId: string;
  /** Three subnets for the cluster's interfaces, one per zone. */
  readonly subnets: readonly ec2.ISubnet[];
  /** Addresses of Kubernetes services. */
  readonly serviceCidr: string;
  /** Role of the control plane. */
  readonly role: iam.IRole;
  /** Key that encrypts what Kubernetes stores. */
  readonly encryptionKey: kms.IKey;
  /** Group that the control plane's logs go to; must exist before the cluster. */
  readonly logGroup: logs.ILogGroup;
  /**
   * Who reaches the Kubernetes API beside the nodes. `private`: networks that are connected to the VPC. `public`:
   * networks of the internet, at least one; anything larger than a /8 is refused.
   */
  readonly api: { readonly access: 'private' | 'public'; readonly allowedCidrs: readonly string[] };
  /** Whether EKS refuses to delete the cluster. */
  readonly protection: boolean;
  /** ARNs of the customer's roles that administer the cluster; may be tokens. */
  readonly administrators: readonly string[];
  /**
   * Support engineers of the vendor; they get a group and no access policy.
   *
   * @default - they are not let in
   */
  readonly support?: AwsClusterSupport;
}

const LOG_TYPES = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

/**
 * An EKS cluster whose API is private, whose secrets are encrypted, and which only named principals enter. The L1
 * resource: the L2 adds an open security group and knows no deletion protection. Properties that cannot change
 * without a new cluster are all written out, so that no later default changes them.
 */
export class AwsCluster extends Construct implements ec2.IConnectable {
  public readonly resource: eks.CfnCluster;
  public readonly clusterName: string;
  /** Security group of nodes and control plane, made by EKS. */
  public readonly connections: ec2.Connections;
  /** What the manifests need to know. */
  public readonly outputs: DataPlaneOutputs<'aws'>['cluster'];

  /**
   * @throws Error if the API would be open to a large part of the internet
   */
  public constructor(scope: Construct, id: string, props: AwsClusterProps) {
    super(scope, id);
    const { access, allowedCidrs } = props.api;
    const tooLarge = allowedCidrs.filter((cidr) => !Token.isUnresolved(cidr) && isTooLargeForApi(cidr));
    // EKS takes an empty list for 0.0.0.0/0.
    if (tooLarge.length > 0 || (access === 'public' && allowedCidrs.length === 0)) {
      throw new Error(
        `'api.allowedCidrs' of ${this.node.path} must list the networks that may reach the Kubernetes API, each a /8 or ` +
          `smaller, got ${tooLarge.join(', ') || 'nothing'}; list those that need it, or set access to private`,
      );
    }
    const apiGroup = this.letIn(props.vpcId, access === 'private' ? allowedCidrs : []);
    this.resource = new eks.CfnCluster(this, 'Resource', {
      name: props.clusterName,
      version: props.kubernetesVersion,
      roleArn: props.role.roleArn,
      resourcesVpcConfig: {
        subnetIds: props.subnets.map(({ subnetId }) => subnetId),
        securityGroupIds: [apiGroup.attrGroupId],
        endpointPrivateAccess: true,
        endpointPublicAccess: access === 'public',
        ...(access === 'public' ? { publicAccessCidrs: [...allowedCidrs] } : {}),
      },
      kubernetesNetworkConfig: { ipFamily: 'ipv4', serviceIpv4Cidr: props.serviceCidr },
      accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: false },
      bootstrapSelfManagedAddons: false,
      // `resources` is deprecated and without effect: everything Kubernetes stores is encrypted.
      encryptionConfig: [{ provider: { keyArn: props.encryptionKey.keyArn } }],
      logging: { clusterLogging: { enabledTypes: LOG_TYPES.map((type) => ({ type })) } },
      upgradePolicy: { supportType: 'STANDARD' },
      deletionProtection: props.protection,
      zonalShiftConfig: { enabled: true },
    });
    this.resource.node.addDependency(props.role, props.logGroup);
    if (access === 'public') {
      acknowledge(this.resource, {
        id: 'AwsSolutions::AwsSolutions-EKS1',
        reason: 'the customer opens the API to listed networks; the whole internet is refused',
      });
    }
    this.clusterName = this.resource.ref;
    this.connections = new ec2.Connections({
      securityGroups: [
        ec2.SecurityGroup.fromSecurityGroupId(this, 'SecurityGroup', this.resource.attrClusterSecurityGroupId),
      ],
    });

    this.outputs = {
      name: this.clusterName,
      endpoint: this.resource.attrEndpoint,
      version: props.kubernetesVersion,
      issuer: this.resource.attrOpenIdConnectIssuerUrl,
    };

    const { partition } = Stack.of(this);
    for (const [arn, arnId] of idsOf(props.administrators)) {
      // With its path: roles of one name may lie under two.
      new eks.CfnAccessEntry(this, `Administrator-${arnId.slice(arnId.indexOf('/') + 1)}`, {
        clusterName: this.clusterName,
        principalArn: arn,
        type: 'STANDARD',
        accessPolicies: [
          {
            policyArn: `arn:${partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`,
            accessScope: { type: 'cluster' },
          },
        ],
      });
    }
    if (props.support !== undefined) {
      new eks.CfnAccessEntry(this, 'Support', {
        clusterName: this.clusterName,
        principalArn: props.support.role.roleArn,
        type: 'STANDARD',
        kubernetesGroups: [props.support.group],
      });
    }
  }

  /** Opens the API to networks. In a group of its own: EKS's group is also that of every node and pod. */
  private letIn(vpcId: string, cidrs: readonly string[]): ec2.CfnSecurityGroup {
    const group = new ec2.CfnSecurityGroup(this, 'ApiSecurityGroup', {
      groupDescription: 'Networks that may reach the Kubernetes API',
      vpcId,
      securityGroupEgress: NO_EGRESS,
    });
    for (const [cidr, cidrId] of idsOf(cidrs)) {
      new ec2.CfnSecurityGroupIngress(this, `ApiFrom-${cidrId}`, {
        groupId: group.attrGroupId,
        description: `Kubernetes API from ${cidr}`,
        ipProtocol: 'tcp',
        fromPort: 443,
        toPort: 443,
        cidrIp: cidr,
      });
    }
    return group;
  }
}
