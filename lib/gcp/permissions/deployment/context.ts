import type { DataPlaneConfig } from '../../../core/resolve-config';
import type { Place } from '../conditions';
import type { Permission } from '../permission';

/** What the vendor's roles are written with. */
export interface DeploymentContext extends Place {
  /** Whether the data plane makes its network, or is put into one of the project or of a Shared VPC. */
  readonly network: 'new' | 'existing' | 'shared';
  /** Whether the new network calls out through a NAT. */
  readonly nat: boolean;
  /** Whether load balancers may have addresses on the internet. */
  readonly externalListeners: boolean;
  /** Whether the new network gets a private address of Google's APIs (Private Service Connect). */
  readonly googleApisEndpoint: boolean;
  /** Whether the new network gets a private address of the vendor's control plane. */
  readonly controlPlaneEndpoint: boolean;
  /** When the vendor's access ends by itself: `2026-11-21T00:00:00Z`. @default - it does not end by itself */
  readonly expiresAt?: string;
}

/** The same for all of a noun's permissions. */
export type Noun = (context: DeploymentContext) => readonly Permission[];

/** What a configuration asks of the vendor's roles. */
export function deploymentContext({
  environment,
  listeners,
  egress,
}: Pick<DataPlaneConfig<'gcp'>, 'environment' | 'listeners' | 'egress'>): DeploymentContext {
  const { id, project, region, network, access } = environment;
  const isNew = network.kind !== 'existing';
  return {
    environmentId: id,
    project,
    region,
    network: isNew ? 'new' : sharedBy(network.hostProject, project) ? 'shared' : 'existing',
    nat: isNew && network.nat !== 'none',
    externalListeners: listeners.some(({ exposure }) => exposure === 'external'),
    googleApisEndpoint: isNew && network.endpoints === 'private',
    controlPlaneEndpoint: egress.mode === 'private-endpoint',
    ...(access.vendorExpiresAt === undefined ? {} : { expiresAt: access.vendorExpiresAt }),
  };
}

function sharedBy(hostProject: string | undefined, project: string): boolean {
  return hostProject !== undefined && hostProject !== project;
}

/** Why most of Compute Engine is bound on the whole project. */
export const NO_NAMES = 'IAM knows no names of networks, subnets, routers and addresses';

/** Why a creation is not bound by name. */
export const NOT_YET = 'there is nothing yet that IAM could know by its name';
