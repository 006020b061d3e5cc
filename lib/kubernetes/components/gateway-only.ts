import { ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';

/**
 * Refuses what asks for mutual TLS between pods. Only a mesh does that; here Istio is a gateway and nothing else, and a
 * PeerAuthentication would be accepted, do nothing, and be believed. Every object of the app is looked at when it is
 * synthesized.
 */
export function refuseStrictPeers(scope: Construct): void {
  scope.node.addValidation({
    validate: () =>
      scope.node.root.node
        .findAll()
        .filter(isStrict)
        .map(
          ({ metadata, name }) =>
            `'PeerAuthentication ${metadata.namespace ?? 'default'}/${name}' must not ask for STRICT, got it without a mesh; remove it: between pods there is no mutual TLS`,
        ),
  });
}

function isStrict(construct: IConstruct): construct is ApiObject {
  return (
    ApiObject.isApiObject(construct) &&
    construct.kind === 'PeerAuthentication' &&
    JSON.stringify(construct.toJson()).includes('"mode":"STRICT"')
  );
}
