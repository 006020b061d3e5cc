/** One thing taken out of what is rendered, or changed in it. */
export interface Mutation<Rendered> {
  readonly what: string;
  readonly apply: (rendered: Rendered) => Rendered;
}

/** From the root of what is rendered. */
export type Path = readonly (string | number)[];

/** A value and where it is. */
export interface Place {
  readonly path: Path;
  readonly value: unknown;
}

/** Every value below a value. */
export function below(value: unknown, path: Path): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.map((item, index) => [index, item])
    : Object.entries(value);
  return entries.flatMap(([key, item]) => [{ path: [...path, key], value: item }, ...below(item, [...path, key])]);
}

/** Takes out what is at a place. */
export function remove<Rendered>(path: Path, what = 'gone'): Mutation<Rendered> {
  return mutation(path, what, (parent, key) => {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
  });
}

/** Puts a value in place of another. */
export function set<Rendered>(path: Path, value: unknown): Mutation<Rendered> {
  return mutation(path, JSON.stringify(value), (parent, key) => {
    parent[key] = value;
  });
}

type Container = Record<string | number, unknown>;
type Change = (parent: Container, key: string | number) => void;

function mutation<Rendered>(path: Path, what: string, change: Change): Mutation<Rendered> {
  return {
    what: `${path.join('.')}: ${what}`,
    apply: (rendered) => copyAlong(rendered, path, change) as Rendered,
  };
}

/** A copy of what lies on the path; everything else is shared. */
function copyAlong(value: unknown, [key = '', ...path]: Path, change: Change): Container {
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Container;
  if (path.length === 0) change(copy, key);
  else copy[key] = copyAlong(copy[key], path, change);
  return copy;
}
