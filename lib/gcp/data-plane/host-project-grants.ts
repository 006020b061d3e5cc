import { ComputeSubnetworkIamMember } from '@cdktf/provider-google/lib/compute-subnetwork-iam-member';
import { ProjectIamMember } from '@cdktf/provider-google/lib/project-iam-member';
import { Construct } from 'constructs';
import { type HostProjectContext, hostProjectGrants } from '../permissions/host-project';

export interface GcpHostProjectGrantsProps extends HostProjectContext {
  /** Id of the host project. */
  readonly hostProject: string;
  /** Region of the subnets. */
  readonly region: string;
}

/**
 * What a Shared VPC grants to an installation. For the owner of the host project, in a stack of the owner's: nobody else
 * can apply it. It adds members to policies and replaces none.
 */
export class GcpHostProjectGrants extends Construct {
  public constructor(scope: Construct, id: string, props: GcpHostProjectGrantsProps) {
    super(scope, id);
    const { hostProject: project, region } = props;
    for (const { role, subnet, member } of hostProjectGrants(props)) {
      // Cut down to what ids may have; the whole is unique all the same.
      const part = [subnet ?? 'project', member].join('-').replaceAll(/[^a-z0-9-]+/g, '_');
      if (subnet === undefined) {
        new ProjectIamMember(this, part, { project, role, member });
      } else {
        new ComputeSubnetworkIamMember(this, part, { project, region, subnetwork: subnet, role, member });
      }
    }
  }
}
