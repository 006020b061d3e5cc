import type { DataPlaneFacts, RoomFact } from '../contract/facts';
import { once } from '../once';
import { type Deployment, roomsOf, type TerraformCloud } from './deployment';
import type { Room } from './room';

export function dataPlaneRoom<C extends TerraformCloud>({ dataPlane }: Deployment<C>): RoomFact {
  return { outputs: dataPlane.outputs, handedOut: {} };
}

/** Every text of a room as a whole, and every key. */
export const textsIn = once(
  (room: Room) => new Set([...room.text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => text)),
);

/** What a cloud calls things, and how rooms refer to them. */
export interface Naming {
  /** Whether it is a thing of the installation. */
  readonly ours: RegExp;
  /** What a room refers to. */
  readonly referencesIn: (room: Room) => readonly string[];
  readonly namesMadeIn: (room: Room) => readonly string[];
}

/** Things of the installation that a room names without making them, and whether a room before it does. */
export function importsBy<C extends TerraformCloud>(
  deployment: Deployment<C>,
  { ours, referencesIn, namesMadeIn }: Naming,
): DataPlaneFacts['imports'] {
  return roomsOf(deployment).flatMap((room, index, all) => {
    const made = namesMadeIn(room);
    const before = all.slice(0, index).flatMap(namesMadeIn);
    const elsewhere = referencesIn(room).filter((name) => ours.test(name) && !made.includes(name));
    // States of other rooms hold what nobody else should read.
    const states = room.all('data.terraform_remote_state').map(({ address }) => ({ name: address, exported: false }));
    return [...elsewhere.map((name) => ({ name, exported: before.includes(name) })), ...states];
  });
}

/** What runs somewhere in order to deploy: programs on the machine that applies, and in the account. */
export function codeIn<C extends TerraformCloud>(
  deployment: Deployment<C>,
  provider: 'google' | 'azurerm',
  runsCode: RegExp,
): string[] {
  const isProviders = new RegExp(`^(data\\.)?${provider}_`);
  return roomsOf(deployment).flatMap(({ json, resources }) => [
    ...resources
      .filter(({ type, block }) => !isProviders.test(type) || runsCode.test(type) || block.provisioner !== undefined)
      .map(({ address }) => address),
    ...Object.keys(json.provider ?? {}).filter((name) => name !== provider),
  ]);
}
