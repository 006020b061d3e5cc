import { isDeepStrictEqual } from 'node:util';
import type { DataPlaneFacts } from './facts';

export const WHOLE_INTERNET = /^(0\.0\.0\.0|::)\/0$/;

/** By value only: facts may come from another realm, whose lists have another prototype. */
export function equal(found: unknown, wanted: unknown): boolean {
  return isDeepStrictEqual(plain(found), plain(wanted));
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}

/** True, or what the two are. */
export function same(found: unknown, wanted: unknown): true | string {
  return equal(found, wanted) || `found ${JSON.stringify(found)}, wanted ${JSON.stringify(wanted)}`;
}

/** True, or what is there although nothing should be. */
export function none(found: readonly unknown[]): true | string {
  return same(found, []);
}

export function sorted(list: readonly string[]): string[] {
  return [...list].sort();
}

export function keyRefs({ keys }: DataPlaneFacts): string[] {
  return keys.map(({ ref }) => ref);
}

/** Whether each of these things is encrypted with a key of the installation. */
export function withKey(
  facts: DataPlaneFacts,
  things: readonly { readonly name: string; readonly key?: string }[],
): true | string {
  return none(things.filter(({ key }) => key === undefined || !keyRefs(facts).includes(key)).map(({ name }) => name));
}
