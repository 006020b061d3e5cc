import { aws_iam as iam, type aws_kms as kms, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Identity } from '../../core/workloads';
import { acknowledge, acknowledgeWildcards } from '../acknowledge';
import { EKS_ADD_ONS } from '../eks-add-ons';
import { namesOf, type RoleKind } from '../names';
import { compilePolicy, type Permission } from '../permissions/permission';
import {
  clusterPermissions,
  flowLogPermissions,
  type ManagedPolicy,
  managedPolicies,
  nodeShellPermissions,
  type RoleContext,
  volumePermissions,
} from '../permissions/roles';
import { workloadPermissions } from '../permissions/workloads';
import { keepBoundary } from './boundary';

export interface AwsWorkloadIdentityProps {
  /** Id of the environment; may be a token. */
  readonly environmentId: string;
  /** Service accounts that get a role, and what each may do. */
  readonly identities: readonly Identity[];
  /** Key that roles are allowed to use where they need it. */
  readonly encryptionKey: kms.IKey;
  /** ARN of a bucket by the plan's name. */
  readonly bucketArn: (name: string) => string;
  /** Whether the customer's staff may open a session on nodes. */
  readonly nodeShell: boolean;
  /** Whether there is a role for flow logs. */
  readonly flowLogs: boolean;
  /**
   * Roles of the customer's by name: `cluster`, `nodes`, `flow-logs`, `vpc-cni`, `ebs-csi`, or the name of an identity.
   *
   * @default - all are made
   */
  readonly roles?: Readonly<Record<string, iam.IRole>>;
  /**
   * Limits what the roles can be given.
   *
   * @default - none
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;
  /**
   * What no role may do, as a policy of each role.
   *
   * @default - none
   */
  readonly denials?: readonly Permission[];
}

/** Every role that cluster, nodes, pods and flow logs use. All trust is written here and nowhere else. */
export class AwsWorkloadIdentity extends Construct {
  /** Role of the Kubernetes control plane. */
  public readonly cluster: iam.IRole;
  /** Role of the nodes. */
  public readonly nodes: iam.IRole;
  /** Role that writes flow logs. */
  public readonly flowLogs?: iam.IRole;
  /** Roles of EKS add-ons by the name of the role: `vpc-cni`, `ebs-csi`. */
  public readonly addOns: Readonly<Record<string, iam.IRole>>;
  /** Roles of workloads and cluster services by name. */
  public readonly identities: Readonly<Record<string, iam.IRole>>;

  public constructor(scope: Construct, id: string, props: AwsWorkloadIdentityProps) {
    super(scope, id);
    const { partition, region, account } = Stack.of(this);
    const names = namesOf(props.environmentId);
    const context: RoleContext = {
      partition,
      region,
      account,
      keyArn: props.encryptionKey.keyArn,
      clusterName: names.cluster,
      flowLogGroup: names.logGroups.flow,
    };
    const role = (name: string, kind: RoleKind, use: RoleUse): iam.IRole =>
      props.roles?.[name] ??
      makeRole(this, name, {
        ...use,
        roleName: names.roleName(name),
        path: names.rolePath(kind),
        boundary: props.permissionsBoundary,
        denials: props.denials ?? [],
      });
    const pods = (namespace: string, serviceAccount: string) =>
      podPrincipal(
        `arn:${partition}:eks:${region}:${account}:cluster/${names.cluster}`,
        account,
        namespace,
        serviceAccount,
      );

    this.cluster = role('cluster', 'cluster', {
      assumedBy: servicePrincipal('eks.amazonaws.com', { StringEquals: { 'aws:SourceAccount': account } }),
      managedPolicies: managedPolicies('cluster'),
      permissions: clusterPermissions(context),
    });
    this.nodes = role('nodes', 'nodes', {
      assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
      managedPolicies: managedPolicies('nodes'),
      permissions: props.nodeShell ? nodeShellPermissions() : [],
    });
    if (props.flowLogs) {
      this.flowLogs = role('flow-logs', 'logs', {
        assumedBy: servicePrincipal('vpc-flow-logs.amazonaws.com', {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': `arn:${partition}:ec2:${region}:${account}:vpc-flow-log/*` },
        }),
        managedPolicies: [],
        permissions: flowLogPermissions(context),
      });
    }
    const withIdentity = EKS_ADD_ONS.flatMap(({ identity }) => identity ?? []);
    this.addOns = Object.fromEntries(
      withIdentity.map(({ role: name, serviceAccount }) => [
        name,
        role(name, 'pods', {
          assumedBy: pods('kube-system', serviceAccount),
          managedPolicies: managedPolicies(name),
          permissions: name === 'ebs-csi' ? volumePermissions(context) : [],
        }),
      ]),
    );
    this.identities = Object.fromEntries(
      props.identities.map(({ name, namespace, serviceAccount, capabilities }) => [
        name,
        role(name, 'pods', {
          assumedBy: pods(namespace, serviceAccount),
          managedPolicies: [],
          permissions: workloadPermissions(capabilities, {
            ...context,
            neededBy: name,
            environmentId: props.environmentId,
            bucketArn: props.bucketArn,
          }),
        }),
      ]),
    );
  }
}

interface RoleUse {
  readonly assumedBy: iam.IPrincipal;
  readonly managedPolicies: readonly ManagedPolicy[];
  readonly permissions: readonly Permission[];
}

interface RoleProps extends RoleUse {
  readonly roleName: string;
  readonly path: string;
  readonly boundary: iam.IManagedPolicy | undefined;
  readonly denials: readonly Permission[];
}

/** Policies are inline: a policy of its own could be attached after the pods that need it and removed before them. */
function makeRole(
  scope: Construct,
  id: string,
  { boundary, denials, managedPolicies, permissions, ...props }: RoleProps,
): iam.Role {
  const role = new iam.Role(scope, id, {
    assumedBy: props.assumedBy,
    roleName: props.roleName,
    path: props.path,
    managedPolicies: managedPolicies.map(({ name }) => iam.ManagedPolicy.fromAwsManagedPolicyName(name)),
    inlinePolicies: {
      ...(permissions.length === 0 ? {} : { Permissions: compilePolicy(permissions) }),
      ...(denials.length === 0 ? {} : { Denials: compilePolicy(denials) }),
    },
    ...(boundary === undefined ? {} : { permissionsBoundary: boundary }),
  });
  if (boundary !== undefined) keepBoundary(role, boundary);
  acknowledgeWildcards(role, [...permissions, ...denials]);
  for (const { name, reason } of managedPolicies) {
    acknowledge(role, {
      id: `AwsSolutions::AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${name}]`,
      reason,
    });
  }
  return role;
}

function servicePrincipal(service: string, conditions: iam.Conditions): iam.IPrincipal {
  return new iam.ServicePrincipal(service, { conditions });
}

/** One service account of one cluster: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html */
function podPrincipal(clusterArn: string, account: string, namespace: string, serviceAccount: string): iam.IPrincipal {
  return new iam.SessionTagsPrincipal(
    new iam.ServicePrincipal('pods.eks.amazonaws.com', {
      conditions: {
        StringEquals: {
          'aws:SourceAccount': account,
          'aws:RequestTag/kubernetes-namespace': namespace,
          'aws:RequestTag/kubernetes-service-account': serviceAccount,
        },
        ArnEquals: { 'aws:SourceArn': clusterArn },
      },
    }),
  );
}
