import { ServiceAccount } from '@cdktf/provider-google/lib/service-account';
import { ServiceAccountIamMember } from '@cdktf/provider-google/lib/service-account-iam-member';
import { Construct, DependencyGroup, type IDependable } from 'constructs';
import type { Identity } from '../../core/workloads';
import { drawRole, drawRoleOf } from '../draw-role';
import { namesOf } from '../names';
import type { Condition } from '../permissions/conditions';
import { rolesOfGrants } from '../permissions/custom-role';
import { identityGrants } from '../permissions/identities';
import { nodeGrants } from '../permissions/roles';
import { bind } from './binding';
import { type IdentityPlace, memberOf } from './members';

/** Somebody who may start machines that run as the nodes' service account. */
export interface NodeAccountUser {
  /** Member of the binding. It must exist. */
  readonly member: string;
  /** Resource name of a role that holds `iam.serviceAccounts.actAs` and nothing else. It must exist. */
  readonly role: string;
  /** Condition of the binding. @default - it has none */
  readonly condition?: Condition;
}

export interface GcpWorkloadIdentityProps extends IdentityPlace {
  /** Service accounts of the cluster that may do something in the cloud, and what. */
  readonly identities: readonly Identity[];
  /**
   * Registry that mirrors every image; where it is a repository of the project, nodes may pull from it.
   *
   * @default - nodes pull public images, and those that their owners let them pull
   */
  readonly registry?: string;
  /**
   * Who else may run machines as nodes: in mode managed, the vendor.
   *
   * @default - whom the project lets
   */
  readonly nodeAccountUsers?: readonly NodeAccountUser[];
}

/**
 * The service account of the nodes, and what workloads are bound with later: custom roles, and service accounts for
 * the few that need one. The others are known to IAM by namespace and name of their Kubernetes account, in every cluster
 * of the project alike: a project of its own keeps installations apart.
 * https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity#identity_sameness
 */
export class GcpWorkloadIdentity extends Construct {
  /** Address of the service account of the nodes. */
  public readonly nodes: string;
  /** What must be there before nodes start: their account, what it may do, and who may use it. */
  public readonly nodesReady: IDependable;
  /** Member by which IAM knows each workload and cluster service, by name: `principal://...` or `serviceAccount:...`. */
  public readonly identities: Readonly<Record<string, string>>;

  public constructor(scope: Construct, id: string, props: GcpWorkloadIdentityProps) {
    super(scope, id);
    const nodes = makeNodeAccount(this, props);
    this.nodes = nodes.email;
    // So far, all that is here is of the nodes.
    this.nodesReady = new DependencyGroup(...this.node.children);
    makeRoles(this, props);
    this.identities = Object.fromEntries(
      props.identities.map((identity) => [
        identity.name,
        identity.googleServiceAccount ? makeAccount(this, identity, props).member : memberOf(identity, props),
      ]),
    );
  }
}

function makeNodeAccount(scope: Construct, props: GcpWorkloadIdentityProps): ServiceAccount {
  const { environmentId, project, registry, nodeAccountUsers = [] } = props;
  const names = namesOf(environmentId, project);
  const account = new ServiceAccount(scope, 'Nodes', {
    project,
    accountId: names.nodeAccount.id,
    displayName: `Nodes of ${names.cluster}`,
    description: 'Machines of the cluster: logs, metrics and image pulls',
  });
  for (const grant of nodeGrants(project, registry)) {
    const role = drawRoleOf(scope, grant, props);
    bind(scope, `Binding-${grant.on.replaceAll(' ', '-')}`, grant, { project, role, member: account.member });
  }
  nodeAccountUsers.forEach(({ member, role, condition }, index) => {
    new ServiceAccountIamMember(scope, `NodesUser-${index}`, {
      serviceAccountId: account.name,
      role,
      member,
      ...(condition === undefined ? {} : { condition }),
    });
  });
  return account;
}

/** Each role once, however many workloads share it. Bound are they after the cluster: see `GcpGrants`. */
function makeRoles(scope: Construct, { identities, environmentId, project }: GcpWorkloadIdentityProps): void {
  const grants = identities.flatMap((identity) => identityGrants(identity, { environmentId, project }));
  for (const role of rolesOfGrants(grants, environmentId, project)) drawRole(scope, role.id, role);
}

function makeAccount(scope: Construct, { name }: Identity, { environmentId, project }: IdentityPlace): ServiceAccount {
  const names = namesOf(environmentId, project);
  return new ServiceAccount(scope, `Account-${name}`, {
    project,
    accountId: names.workloadAccount(name).id,
    displayName: `Workload ${name} of ${names.cluster}`,
    description: 'Its Kubernetes service account acts by it; it has no keys',
  });
}
