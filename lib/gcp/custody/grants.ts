import { ServiceAccountIamMember } from '@cdktf/provider-google/lib/service-account-iam-member';
import { Construct, type IDependable } from 'constructs';
import type { Identity } from '../../core/workloads';
import { waitFor } from '../../terraform/wait-for';
import { namesOf, workloadPool } from '../names';
import type { Condition } from '../permissions/conditions';
import { roleOfGrant } from '../permissions/custom-role';
import type { Grant } from '../permissions/grant';
import { identityGrants } from '../permissions/identities';
import { bind } from './binding';
import { type IdentityPlace, memberOf } from './members';

export interface GcpGrantsProps extends IdentityPlace {
  /** Service accounts of the cluster that may do something in the cloud, and what. */
  readonly identities: readonly Identity[];
  /** Name of each bucket by the plan's name. */
  readonly buckets: Readonly<Record<string, string>>;
  /**
   * Domain of the installation's hosts, whose ACME challenges the certificate service answers.
   *
   * @default - no identity may write records of challenges
   */
  readonly domain?: string | undefined;
  /**
   * What must be there before, where the same stack makes it: the data plane, and the custody whose roles are bound.
   *
   * @default []
   */
  readonly after?: readonly IDependable[];
}

/** What only the vendor can grant, in a project of its own. */
export interface VendorGrant {
  /** A role that Google keeps. */
  readonly role: string;
  /** `projects/P/topics/T`, or `projects/_/buckets/B`. */
  readonly resource: string;
  readonly member: string;
  /** Condition of the binding. @default - it has none */
  readonly condition?: Condition;
  readonly reason: string;
}

/**
 * Lets workloads do what they may. It comes after the cluster: IAM takes no member of a pool that does not exist, and the
 * first cluster of a project makes the pool. All roles, buckets and accounts have names that custody has given them.
 */
export class GcpGrants extends Construct {
  /** What the vendor must grant to the workloads, on its own topic and bucket. */
  public readonly vendorGrants: readonly VendorGrant[];

  /** @throws Error if an identity needs a bucket that has no name, or a domain that is not given */
  public constructor(scope: Construct, id: string, props: GcpGrantsProps) {
    super(scope, id);
    const { environmentId, project } = props;
    const vendorGrants: VendorGrant[] = [];
    for (const identity of props.identities) {
      this.checkDomain(identity, props);
      const member = memberOf(identity, props);
      const own = new Construct(this, identity.name);
      if (identity.googleServiceAccount) letActBy(own, identity, props);
      for (const [key, grant] of grantsOf(identity, props)) {
        const role = roleOfGrant(grant, environmentId, project)?.name ?? grant.role;
        if (grant.grantedBy === 'vendor') vendorGrants.push(askedOfVendor(grant, member));
        else bind(own, key, placed(grant, props), { project, role, member });
      }
    }
    this.vendorGrants = vendorGrants;
    waitFor(this, props.after ?? []);
  }

  private checkDomain({ name, capabilities }: Identity, { domain }: GcpGrantsProps): void {
    if (domain !== undefined || capabilities.every(({ id }) => id !== 'dns:challenges')) return;
    throw new Error(
      `'domain' of ${this.node.path} must be that of the hosts for '${name}', got nothing; pass config.environment.dns.domain`,
    );
  }
}

/** Each once, also where a plan names a capability twice. */
function grantsOf(identity: Identity, props: GcpGrantsProps): Map<string, Grant> {
  // An identity has one account at most, and needs no address to tell it.
  const keyOf = ({ role, on, target }: Grant) =>
    target === undefined || on === 'service account' ? role : `${role}-${target}`;
  return new Map(identityGrants(identity, props).map((grant) => [keyOf(grant), grant]));
}

/** A grant on a bucket by the bucket's real name. */
function placed(grant: Grant, { buckets }: GcpGrantsProps): Grant {
  if (grant.on !== 'bucket') return grant;
  const target = buckets[grant.target ?? ''];
  if (target === undefined) {
    throw new Error(`there is no bucket '${grant.target}'; there are ${Object.keys(buckets).join(', ')}`);
  }
  return { ...grant, target };
}

/** https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity#kubernetes-sa-to-iam */
function letActBy(scope: Construct, identity: Identity, { environmentId, project }: GcpGrantsProps): void {
  const { email } = namesOf(environmentId, project).workloadAccount(identity.name);
  new ServiceAccountIamMember(scope, 'Account', {
    serviceAccountId: `projects/${project}/serviceAccounts/${email}`,
    role: 'roles/iam.workloadIdentityUser',
    member: `serviceAccount:${workloadPool(project)}[${identity.namespace}/${identity.serviceAccount}]`,
  });
}

function askedOfVendor({ role, on, target, condition, reason }: Grant, member: string): VendorGrant {
  const resource = on === "vendor's bucket" ? `projects/_/buckets/${target}` : String(target);
  return { role, resource, member, ...(condition === undefined ? {} : { condition }), reason };
}
