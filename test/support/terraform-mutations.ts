import { type Mutation as MutationOf, type Path, remove, set } from './mutations';
import type { DeployedInstallation } from './terraform-facts/deployment';
import type { Place, Room } from './terraform-places';

/** One thing taken out of the rendered stacks and manifests, or opened in them. */
export type Mutation = MutationOf<DeployedInstallation>;

/** Takes out each output of a room. */
export function withoutOutputs(installation: DeployedInstallation, room: Room): Mutation[] {
  return Object.keys(installation[room].output ?? {}).map((name) =>
    remove<DeployedInstallation>([room, 'output', name]),
  );
}

/** What closes something, by the type it is in and its path there, and what would open it. Undefined: it goes. */
export type Closed = readonly [type: RegExp, property: RegExp, open: unknown];

/** Opens what is closed at these places. `the other` is the other truth, `allow` another name for the same. */
export function opened(places: readonly Place[], closed: readonly Closed[]): Mutation[] {
  return places.flatMap(({ type, path, value, depth }): Mutation[] => {
    const property = path.slice(depth).join('.');
    const rule = closed.find(([types, properties]) => types.test(type) && properties.test(property));
    if (rule === undefined) return [];
    const [, , open] = rule;
    if (JSON.stringify(value) === '[]') return [];
    if (open === undefined) return [remove(path)];
    if (open === 'allow') return [renamed(path, open, value)];
    return open === value ? [] : [set(path, open === 'the other' ? !value : open)];
  });
}

/** Puts a value under another name. */
function renamed(path: Path, name: string, value: unknown): Mutation {
  const added = set<DeployedInstallation>([...path.slice(0, -1), name], value);
  return {
    what: `${added.what} instead`,
    apply: (installation) => remove<DeployedInstallation>(path).apply(added.apply(installation)),
  };
}
