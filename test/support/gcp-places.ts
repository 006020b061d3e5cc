import type { DeployedInstallation, Manifest } from './gcp-facts/deployment';
import { below, type Place as PlaceOf } from './mutations';

export const ROOMS = ['bootstrap', 'custody', 'dataPlane', 'grants'] as const;
export type Room = (typeof ROOMS)[number];

/** A value in a resource or manifest, from the installation's root. */
export interface Place extends PlaceOf {
  readonly room: Room | 'manifests';
  readonly type: string;
  /** How many parts of the path lead to the resource. */
  readonly depth: number;
}

/** Every value in every resource and manifest. */
export function everywhere(installation: DeployedInstallation): Place[] {
  const resources = ROOMS.flatMap((room) => resourcesOf(installation, room));
  const manifests = installation.manifests.map((value, index) => ({
    room: 'manifests' as const,
    type: kindOf(value, installation),
    path: ['manifests', index],
    value,
  }));
  return [...resources, ...manifests].flatMap(({ room, type, path, value }) =>
    below(value, path)
      .filter((place) => !place.path.includes('//'))
      .map((place) => ({ room, type, depth: path.length, ...place })),
  );
}

/** Kind and name; of a Service, its type; of a Deployment, whether a load balancer leads to it. */
function kindOf({ kind, metadata, spec }: Manifest, { manifests }: DeployedInstallation): string {
  const services = manifests.filter((each) => each.kind === 'Service' && each.spec.type === 'LoadBalancer');
  if (kind === 'Service') return `Service ${spec.type}`;
  if (kind === 'Deployment') {
    const isBehind = services.some((service) => service.metadata.name.startsWith(`${metadata.name}-`));
    return isBehind ? 'Deployment behind a load balancer' : 'Deployment';
  }
  return `${kind} ${metadata.name}`;
}

/** Resources of a room; a subnet that pods lie in is told from others. */
export function resourcesOf(installation: DeployedInstallation, room: Room) {
  return Object.entries(installation[room].resource ?? {}).flatMap(([type, named]) =>
    Object.entries(named).map(([id, value]) => ({
      room,
      type: type === 'google_compute_subnetwork' && value.secondary_ip_range !== undefined ? `${type} of nodes` : type,
      path: [room, 'resource', type, id],
      value,
    })),
  );
}
