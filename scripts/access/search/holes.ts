import type { Hole } from './hole';
import { holesOfResources } from './resource-holes';
import { holesOfRights } from './rights-holes';
import { Scene } from './scene';
import type { World } from './world';

/** Every planted mistake. */
export function holesIn(world: World): readonly Hole[] {
  const scene = new Scene(world);
  return [...holesOfRights(scene), ...holesOfResources(scene)];
}
