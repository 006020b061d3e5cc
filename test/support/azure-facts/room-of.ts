import { once } from '../once';
import { Room, type TerraformJson } from '../terraform-facts/room';
import { attributeOf } from './attributes';
import { handedOn } from './variables';

/** Stacks as they were read, by what their variables were. */
const known = once((_: TerraformJson) => new Map<string, Room>());

/** A stack as facts are read from it, once: its variables are what the stacks before it hand on. */
export function roomOf(json: TerraformJson, before: readonly Room[]): Room {
  const given = Object.assign({}, ...before.map(handedOn)) as Readonly<Record<string, string>>;
  const variables = Object.fromEntries(
    Object.keys(json.variable ?? {}).flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])),
  );
  const key = JSON.stringify(variables);
  const room = known(json).get(key) ?? new Room(json, attributeOf, variables);
  known(json).set(key, room);
  return room;
}
