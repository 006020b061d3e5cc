import type { DataPlaneConfig } from '../../../lib/core/resolve-config';
import type { Room, TerraformJson } from './room';

/** Reads a stack as its cloud names things. What is applied before it may say what its variables are. */
export type ReadRoom = (json: TerraformJson, before: readonly Room[]) => Room;

/** Clouds whose stacks Terraform applies. */
export type TerraformCloud = 'gcp' | 'azure';

/** A Kubernetes object as it is applied. Not typed: a fact names the field it expects. */
export type Manifest = Readonly<Record<string, any>>;

interface Stacks<Stack> {
  readonly bootstrap: Stack;
  readonly custody: Stack;
  readonly dataPlane: Stack;
  readonly grants: Stack;
}

/** The stacks of an installation as Terraform gets them, and what is applied in its cluster. */
export interface DeployedInstallation extends Stacks<TerraformJson> {
  /** Objects of `DataPlaneChart`, from the outputs of the stacks above. */
  readonly manifests: readonly Manifest[];
  /** Values of each chart of the cluster services, by the release's name. */
  readonly charts: Readonly<Record<string, Manifest>>;
}

/** What the facts of an installation are read from. */
export interface Deployment<C extends TerraformCloud> extends Stacks<Room> {
  readonly config: DataPlaneConfig<C>;
  readonly manifests: readonly Manifest[];
  readonly charts: Readonly<Record<string, Manifest>>;
}

/** Reads everything that is deployed. */
export function deploymentOf<C extends TerraformCloud>(
  config: DataPlaneConfig<C>,
  installation: DeployedInstallation,
  readRoom: ReadRoom,
): Deployment<C> {
  const { manifests, charts } = installation;
  return { config, ...readRooms(installation, readRoom), manifests, charts };
}

/** Reads the stacks, in the order in which they are applied. */
export function readRooms(stacks: Stacks<TerraformJson>, readRoom: ReadRoom): Stacks<Room> {
  const bootstrap = readRoom(stacks.bootstrap, []);
  const custody = readRoom(stacks.custody, [bootstrap]);
  const dataPlane = readRoom(stacks.dataPlane, [bootstrap, custody]);
  const grants = readRoom(stacks.grants, [bootstrap, custody, dataPlane]);
  return { bootstrap, custody, dataPlane, grants };
}

/** The rooms in the order in which they are applied. */
export function roomsOf({ bootstrap, custody, dataPlane, grants }: Stacks<Room>): readonly Room[] {
  return [bootstrap, custody, dataPlane, grants];
}
