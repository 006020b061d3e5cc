import { Token } from 'cdktf';
import type { Construct } from 'constructs';

/** Parts of a network by name. Undefined: it has no such part. */
type Parts<Name extends string> = { readonly [name in Name]?: string | undefined };

/** What is wrong with a network that is handed in beside an environment with a new one. */
export function undescribedNetwork(scope: Construct): Error {
  return new Error(
    `'network' of ${scope.node.path} must be the one that the environment describes, got another than its new network; ` +
      'describe it in environment.network with kind existing, or leave it out',
  );
}

/**
 * What is handed in must be what the environment describes. What is known only at deployment is taken, where there is
 * something in the description.
 *
 * @throws Error with every part that is not
 */
export function checkGivenParts<Name extends string>(
  scope: Construct,
  described: Parts<Name>,
  given: Parts<NoInfer<Name>>,
): void {
  const wrong = (Object.keys(described) as Name[]).flatMap((name) => {
    const [is, must] = [given[name], described[name]];
    const unknown = Token.isUnresolved(is);
    if (is === must || (unknown && must !== undefined)) return [];
    const got = unknown ? 'one' : (is ?? 'nothing');
    return [
      `'network.${name}' of ${scope.node.path} must be ${must ?? 'left out'}, as environment.network says, got ${got}; change one of the two`,
    ];
  });
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
}
