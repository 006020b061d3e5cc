import { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity';
import { Construct, DependencyGroup, type IDependable } from 'constructs';
import type { Identity } from '../../core/workloads';
import { namesOf, resourceIdsOf } from '../names';
import type { DeploymentContext } from '../permissions/deployment/context';
import type { Grant } from '../permissions/grant';
import { clusterGrants } from '../permissions/roles';
import { workloadGrants } from '../permissions/workloads';
import type { AzurePlace } from '../place';
import { bindAll, drawRoles, type Made } from './binding';
import type { KubeletIdentity } from './custody-contract';

/** The resource group is custody's own, `byoc-<env>-custody`: roles name what is in it by resource ids that are made of that. */
export interface AzureWorkloadIdentityProps extends AzurePlace {
  /** What decides what AKS and its nodes may do; no tokens. */
  readonly context: DeploymentContext;
  /** Service accounts of the cluster that may do something in the cloud, and what. */
  readonly identities: readonly Identity[];
  /**
   * Resource ids of containers of the customer's by the plan's names.
   *
   * @default - custody makes all
   */
  readonly ownBuckets?: Readonly<Record<string, string>>;
  /** Keys, containers and others that roles are assigned on, as far as they are made in the same stack. */
  readonly made: Made;
}

/**
 * The identities of an installation: one that AKS acts by, one that nodes act by, and one for each workload. They have no
 * secret. Which service account of which cluster acts by which is said later, by `AzureGrants`: until then nobody does.
 */
export class AzureWorkloadIdentity extends Construct {
  /** Resource id of the identity that AKS acts by. */
  public readonly cluster: string;
  public readonly kubelet: KubeletIdentity;
  /** Client id of each workload and cluster service, by name. */
  public readonly clientIds: Readonly<Record<string, string>>;
  /** What roles are assigned on: the two identities of the cluster. */
  public readonly made: Made;
  /** The two identities of the cluster, with their roles. */
  public readonly ready: IDependable;

  public constructor(scope: Construct, id: string, props: AzureWorkloadIdentityProps) {
    super(scope, id);
    const { environmentId, subscription, context, identities } = props;
    const ids = resourceIdsOf(environmentId, subscription);
    const cluster = makeIdentity(this, 'Cluster', 'cluster', props);
    const kubelet = makeIdentity(this, 'Kubelet', 'kubelet', props);
    this.cluster = cluster.id;
    this.kubelet = { id: kubelet.id, clientId: kubelet.clientId, objectId: kubelet.principalId };
    this.made = { [ids.identity('cluster')]: cluster, [ids.identity('kubelet')]: kubelet };
    this.ready = new DependencyGroup(cluster, kubelet);

    const ofCluster = clusterGrants(context);
    const ofWorkloads = new Map(identities.map((identity) => [identity.name, grantsOf(identity, props)]));
    // Roles are made in custody's group, which the identity has waited for.
    const roles = drawRoles(this, [...ofCluster, ...ofWorkloads.values()].flat(), props, { dependsOn: [cluster] });
    const made = { ...props.made, ...this.made, ...roles };
    const principalType = 'ServicePrincipal';
    bindAll(cluster, ofCluster, { place: props, principalId: cluster.principalId, principalType, made });
    this.clientIds = Object.fromEntries(
      identities.map(({ name }) => {
        const identity = makeIdentity(this, `Workload-${name}`, name, props);
        const grants = ofWorkloads.get(name) ?? [];
        bindAll(identity, grants, { place: props, principalId: identity.principalId, principalType, made });
        return [name, identity.clientId];
      }),
    );
  }
}

function makeIdentity(scope: Construct, id: string, name: string, props: AzurePlace): UserAssignedIdentity {
  const { environmentId, subscription, region, resourceGroup, tags } = props;
  return new UserAssignedIdentity(scope, id, {
    name: namesOf(environmentId, subscription).identity(name),
    resourceGroupName: resourceGroup,
    location: region,
    tags: { ...tags },
  });
}

function grantsOf({ name, capabilities }: Identity, props: AzureWorkloadIdentityProps): readonly Grant[] {
  const { environmentId, subscription, ownBuckets = {} } = props;
  return workloadGrants(capabilities, { neededBy: name, environmentId, subscription, ownBuckets });
}
