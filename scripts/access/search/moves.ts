import { clusterMoves } from './cluster-moves';
import { custodyMoves } from './custody-moves';
import { dataMoves } from './data-moves';
import type { Move } from './facts';
import { identityMoves, outsideMoves } from './identity-moves';
import { networkMoves } from './network-moves';
import { passRoleMoves } from './pass-role-moves';
import { Scene } from './scene';
import { stackMoves } from './stack-moves';
import type { World } from './world';

/**
 * Every move of the search, in the order in which they are tried.
 *
 * @param externalId what the searcher presents when it takes a role
 */
export function movesIn(world: World, externalId: string): readonly Move[] {
  const scene = new Scene(world);
  return [
    ...stackMoves(scene),
    ...identityMoves(scene, externalId),
    ...outsideMoves(scene),
    ...passRoleMoves(scene),
    ...clusterMoves(scene),
    ...custodyMoves(scene),
    ...networkMoves(scene),
    ...dataMoves(scene),
  ];
}
