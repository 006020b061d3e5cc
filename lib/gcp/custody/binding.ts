import { ArtifactRegistryRepositoryIamMember } from '@cdktf/provider-google/lib/artifact-registry-repository-iam-member';
import { DnsManagedZoneIamMember } from '@cdktf/provider-google/lib/dns-managed-zone-iam-member';
import { ProjectIamMember } from '@cdktf/provider-google/lib/project-iam-member';
import { ServiceAccountIamMember } from '@cdktf/provider-google/lib/service-account-iam-member';
import { StorageBucketIamMember } from '@cdktf/provider-google/lib/storage-bucket-iam-member';
import type { Construct } from 'constructs';
import type { Grant } from '../permissions/grant';

export interface BindingProps {
  /** Id of the installation's project. */
  readonly project: string;
  /** Resource name of the role. */
  readonly role: string;
  /** Who gets it: `principal://...`, `serviceAccount:...`, `group:...`. */
  readonly member: string;
}

/** Binds what the customer grants, beside whatever else is bound there. What the vendor grants is left to the vendor. */
export function bind(scope: Construct, id: string, grant: Grant, { project, role, member }: BindingProps): void {
  const { target = project, condition } = grant;
  const binding = { role, member, ...(condition === undefined ? {} : { condition }) };
  switch (grant.on) {
    case 'project':
    case 'metrics project':
      new ProjectIamMember(scope, id, { project: target, ...binding });
      return;
    case 'bucket':
      new StorageBucketIamMember(scope, id, { bucket: target, ...binding });
      return;
    case 'dns zone':
      new DnsManagedZoneIamMember(scope, id, { project, managedZone: target, ...binding });
      return;
    case 'image repository':
      new ArtifactRegistryRepositoryIamMember(scope, id, { repository: target, ...binding });
      return;
    case 'service account':
      new ServiceAccountIamMember(scope, id, {
        serviceAccountId: `projects/${project}/serviceAccounts/${target}`,
        ...binding,
      });
      return;
    case "vendor's topic":
    case "vendor's bucket":
      return;
  }
}
