import { serviceAgentsOf } from '../names';

/** A role that is granted in the host project of a Shared VPC. */
export interface HostProjectGrant {
  /** A role that Google keeps: a custom role of one project cannot be granted in another. */
  readonly role: 'roles/compute.networkUser' | 'roles/container.hostServiceAgentUser';
  /** `subnet`: on one subnet; `host project`: on all of it. */
  readonly on: 'subnet' | 'host project';
  /** Name of the subnet. @default - it is for the host project */
  readonly subnet?: string;
  /** Member of the binding. */
  readonly member: string;
  readonly reason: string;
}

/** What is put into a Shared VPC. */
export interface HostProjectContext {
  /** Number of the installation's project, which the members are named after. */
  readonly projectNumber: string;
  /** Name of the subnet for nodes. */
  readonly nodeSubnet: string;
  /** Name of the control plane's subnet. @default - its address is in the subnet for nodes */
  readonly controlPlaneSubnet?: string;
  /** Name of the Private Service Connect subnet. @default - none */
  readonly privateServiceConnectSubnet?: string;
  /** Member that applies the data plane: the vendor's account in mode managed. @default - the customer does, with rights of its own */
  readonly appliedBy?: string;
}

/**
 * What the owner of a Shared VPC grants, each on one subnet where that is enough. No right on firewall rules: GKE is told
 * to write none, the owner writes them. https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-shared-vpc
 */
export function hostProjectGrants(context: HostProjectContext): readonly HostProjectGrant[] {
  const { projectNumber, nodeSubnet, controlPlaneSubnet, privateServiceConnectSubnet, appliedBy } = context;
  const gke = serviceAgentsOf(projectNumber).container;
  const on = (subnet: string, member: string, reason: string): HostProjectGrant => ({
    role: 'roles/compute.networkUser',
    on: 'subnet',
    subnet,
    member,
    reason,
  });
  return [
    on(nodeSubnet, gke, 'GKE puts nodes, pods and load balancers into the subnet'),
    on(
      nodeSubnet,
      `serviceAccount:${projectNumber}@cloudservices.gserviceaccount.com`,
      'Compute Engine starts the nodes of a group with this account',
    ),
    ...(controlPlaneSubnet === undefined
      ? []
      : [on(controlPlaneSubnet, gke, 'the control plane has its private address there')]),
    ...(privateServiceConnectSubnet === undefined
      ? []
      : [on(privateServiceConnectSubnet, gke, 'GKE publishes load balancers through the subnet')]),
    ...(appliedBy === undefined
      ? []
      : [on(nodeSubnet, appliedBy, 'who makes the cluster and reserves addresses must be let use the subnet')]),
    {
      role: 'roles/container.hostServiceAgentUser',
      on: 'host project',
      member: gke,
      reason: 'GKE manages clusters in the network with the service agent of the host project',
    },
  ];
}
