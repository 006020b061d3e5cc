import type { DataPlaneConfig } from '../../../lib';
import type { Manifests } from './manifests';

/** An example and what the app renders of it. */
export interface RenderedExample {
  readonly name: string;
  readonly config: DataPlaneConfig;
  readonly manifests: Manifests;
}
