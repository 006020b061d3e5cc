import { allow, type Edit, noGuard } from './edits';
import type { Fact } from './facts';

/** A mistake that the search must find. */
export interface Hole {
  readonly name: string;
  /** Who finds it, by the name of the start. */
  readonly start: string;
  /** @default managed */
  readonly mode?: 'approved';
  /** What must be wrong; where it is more than one thing, each of the others still closes it. */
  readonly edits: readonly Edit[];
  readonly goal: Fact;
  /** The way to it. */
  readonly path: readonly string[];
}

export const [VENDOR, TEMPLATE] = ['the vendor', 'any template that is carried out'];

/** An action that a template must never make, allowed and forgotten by the guard. */
export const opens = (role: string, action: string, resource?: string) => [
  allow(role, action, resource),
  noGuard(role, action),
];
