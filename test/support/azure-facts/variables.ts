import { once } from '../once';
import type { Room } from '../terraform-facts/room';

/** Outputs that are the variables of a later stack, by the name of its own outputs. */
const HANDED_ON = /Variables$/;

/**
 * What a room hands on to later ones: each variable by name, with what it says. No name leads to the id of a key or of an
 * identity, or to the issuer of a cluster.
 */
export const handedOn = once((room: Room): Readonly<Record<string, string>> => {
  return Object.fromEntries(
    Object.entries(room.json.output ?? {})
      .filter(([name]) => HANDED_ON.test(name))
      .flatMap(([, { value }]) => {
        const [, body = ''] = /^\$\{jsonencode\(\{(.*)\}\)\}$/.exec(String(value)) ?? [];
        return [...body.matchAll(/"(\w+)" = (.*?)(?=, "\w+" = |$)/g)];
      })
      .map(([, name = '', expression]) => [name, String(room.readable(`\${${expression}}`))]),
  );
});
