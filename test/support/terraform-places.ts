import { below, type Place as PlaceOf } from './mutations';
import type { DeployedInstallation, Manifest } from './terraform-facts/deployment';
import type { Block } from './terraform-facts/room';

export const ROOMS = ['bootstrap', 'custody', 'dataPlane', 'grants'] as const;
export type Room = (typeof ROOMS)[number];

/** A value in a resource or manifest, from the installation's root. */
export interface Place extends PlaceOf {
  readonly room: Room | 'manifests';
  readonly type: string;
  /** How many parts of the path lead to the resource. */
  readonly depth: number;
}

/** What resources of a type are called, where mutations tell some from others. */
export type Naming = (type: string, block: Block) => string;
const BY_TYPE: Naming = (type) => type;

/** Every value in every resource and manifest. */
export function everywhere(installation: DeployedInstallation, naming = BY_TYPE): Place[] {
  const resources = ROOMS.flatMap((room) => resourcesOf(installation, room, naming));
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

/** Resources of a room. */
export function resourcesOf(installation: DeployedInstallation, room: Room, naming = BY_TYPE) {
  return Object.entries(installation[room].resource ?? {}).flatMap(([type, named]) =>
    Object.entries(named).map(([id, value]) => ({
      room,
      type: naming(type, value),
      path: [room, 'resource', type, id],
      value,
    })),
  );
}

/** Of resources of one type, the first one's. */
export function firstOfEachType(places: readonly Place[]): Place[] {
  const seen = new Set<string>();
  return places.filter(({ room, type, path, depth }) => {
    const id = `${room} ${type} ${path.slice(depth).join('.')}`;
    const isFirst = !seen.has(id);
    seen.add(id);
    return isFirst;
  });
}
