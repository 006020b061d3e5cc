import { ClusterRole, ClusterRoleBinding, Group, RoleBinding, User } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { SUPPORT_ROLES, type SupportAccessProps, supportAccessPropsOf } from './support-access';

export interface SupportBindingProps extends SupportAccessProps {
  /** When support ends, in UTC like `2027-01-31T00:00:00Z`. Kubernetes does not act on it: the bindings say it. */
  readonly expiresAt: string;
}

/** Lets the support engineers in: one binding in each namespace, one for nodes. Deleting them ends it at once. */
export class SupportBinding extends Construct {
  public constructor(scope: Construct, id: string, props: SupportBindingProps) {
    super(scope, id);
    const subjects = props.subjects.map(({ kind, name }, index) =>
      (kind === 'User' ? User : Group).fromName(this, `${kind}${index + 1}`, name),
    );
    const annotations = { 'byoc/expires-at': props.expiresAt };
    const namespaced = ClusterRole.fromClusterRoleName(this, 'Role', SUPPORT_ROLES.namespaced);
    for (const namespace of props.namespaces) {
      const metadata = { name: SUPPORT_ROLES.namespaced, namespace, annotations };
      new RoleBinding(this, namespace, { metadata, role: namespaced }).addSubjects(...subjects);
    }
    const cluster = ClusterRole.fromClusterRoleName(this, 'ClusterRole', SUPPORT_ROLES.cluster);
    const metadata = { name: SUPPORT_ROLES.cluster, annotations };
    new ClusterRoleBinding(this, 'Cluster', { metadata, role: cluster }).addSubjects(...subjects);
  }
}

/** The bindings of an installation, while its customer lets support in. */
export function supportBindingPropsOf(config: DataPlaneConfig): SupportBindingProps | undefined {
  const { supportExpiresAt } = config.environment.access;
  const access = supportAccessPropsOf(config);
  if (supportExpiresAt === undefined || access === undefined) return undefined;
  return { ...access, expiresAt: supportExpiresAt };
}
