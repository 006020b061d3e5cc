import { FederatedIdentityCredential } from '@cdktf/provider-azurerm/lib/federated-identity-credential';
import { Construct, type IDependable } from 'constructs';
import type { Identity } from '../../core/workloads';
import { waitFor } from '../../terraform/wait-for';
import { namesOf, resourceIdsOf } from '../names';
import type { Condition } from '../permissions/conditions';
import type { Place } from '../permissions/place';
import { workloadGrants } from '../permissions/workloads';

export interface AzureGrantsProps extends Place {
  /** Issuer of the tokens of the cluster's service accounts; a token until deployed. */
  readonly issuer: string;
  /** Service accounts of the cluster that may do something in the cloud, and what. */
  readonly identities: readonly Identity[];
  /**
   * What must be there before: custody, which has the identities, where a customer's app puts them into the same stack.
   *
   * @default - nothing of the same stack
   */
  readonly after?: readonly IDependable[];
}

/** What only the vendor can grant, in a tenant of its own: to an identity there, which trusts one service account here. */
export interface VendorGrant {
  /** A role that Azure keeps, or one that the vendor makes. */
  readonly role: string;
  /** What the role allows. */
  readonly dataActions: readonly string[];
  /** What it is on, as the plan says it. */
  readonly resource: string;
  /** Condition of the assignment. @default - it has none */
  readonly condition?: Condition;
  /** Who issues the tokens. */
  readonly issuer: string;
  /** Whose they are: `system:serviceaccount:<namespace>:<service account>`. */
  readonly subject: string;
  readonly reason: string;
}

/** What Entra expects of tokens that it exchanges: https://learn.microsoft.com/azure/aks/workload-identity-overview */
const AUDIENCE = 'api://AzureADTokenExchange';

/**
 * Lets service accounts of the cluster act by the identities that custody made for them. It comes after the cluster, whose
 * issuer it names, and before any workload: what the identities may do is custody's to say.
 */
export class AzureGrants extends Construct {
  /** What the vendor must grant to the workloads, on its own queue and container. */
  public readonly vendorGrants: readonly VendorGrant[];

  public constructor(scope: Construct, id: string, props: AzureGrantsProps) {
    super(scope, id);
    const { environmentId, subscription, issuer, identities, after = [] } = props;
    const names = namesOf(environmentId, subscription);
    const ids = resourceIdsOf(environmentId, subscription);
    for (const identity of identities) {
      new FederatedIdentityCredential(this, identity.name, {
        name: names.identity(identity.name),
        resourceGroupName: names.custodyGroup,
        parentId: ids.identity(identity.name),
        issuer,
        subject: subjectOf(identity),
        audience: [AUDIENCE],
      });
    }
    waitFor(this, after);
    this.vendorGrants = identities.flatMap((identity) => vendorGrantsOf(identity, props));
  }
}

/** https://learn.microsoft.com/azure/aks/workload-identity-overview#how-it-works */
function subjectOf({ namespace, serviceAccount }: Identity): string {
  return `system:serviceaccount:${namespace}:${serviceAccount}`;
}

function vendorGrantsOf(identity: Identity, { environmentId, subscription, issuer }: AzureGrantsProps): VendorGrant[] {
  const context = { neededBy: identity.name, environmentId, subscription, ownBuckets: {} };
  return workloadGrants(identity.capabilities, context)
    .filter(({ grantedBy }) => grantedBy === 'vendor')
    .map(({ role, dataActions, scope, condition, reason }) => ({
      role,
      dataActions,
      resource: scope,
      ...(condition === undefined ? {} : { condition }),
      issuer,
      subject: subjectOf(identity),
      reason,
    }));
}
