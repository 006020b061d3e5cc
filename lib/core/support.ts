import type { Cloud } from './clouds/cloud-facts';
import { installationName } from './names';
import type { DataPlaneConfig } from './resolve-config';

/** Somebody as bindings of Kubernetes name them. */
export interface SupportSubject {
  readonly kind: 'User' | 'Group';
  readonly name: string;
}

/**
 * What ends at `supportExpiresAt` by itself: the identity of the cloud that bindings name, or, where they name groups that
 * know no end, the bindings, by something that runs in the cluster.
 */
export const SUPPORT_ENDS: Readonly<Record<Cloud, 'identity' | 'bindings'>> = {
  aws: 'identity',
  gcp: 'identity',
  azure: 'bindings',
};

/**
 * As whom Kubernetes sees the vendor's support engineers. EKS gives them the plan's group by an access entry. On GKE they
 * act as one service account of the installation, which Kubernetes knows by its address. AKS says their Entra groups by id;
 * without one, nobody is meant.
 *
 * https://cloud.google.com/kubernetes-engine/docs/how-to/role-based-access-control#rolebinding,
 * https://learn.microsoft.com/en-us/azure/aks/entra-id-control-plane-rbac
 */
export function supportSubjectsOf(config: DataPlaneConfig): SupportSubject[] {
  const { id } = config.environment;
  const { support } = config.plan;
  switch (config.cloud) {
    case 'aws':
      return [{ kind: 'Group', name: support.group }];
    case 'gcp': {
      const name = `${installationName(id)}-support@${config.environment.project}.iam.gserviceaccount.com`;
      return [{ kind: 'User', name }];
    }
    case 'azure':
      return support.azure.map((name) => ({ kind: 'Group', name }));
  }
}
