import type { DataPlaneConfig } from '../../../lib/core/resolve-config';
import { once } from '../once';
import { Room, type TerraformJson } from './room';

/** A Kubernetes object as it is applied. Not typed: a fact names the field it expects. */
export type Manifest = Readonly<Record<string, any>>;

/** The stacks of an installation as Terraform gets them, and what is applied in its cluster. */
export interface DeployedInstallation {
  readonly bootstrap: TerraformJson;
  readonly custody: TerraformJson;
  readonly dataPlane: TerraformJson;
  readonly grants: TerraformJson;
  /** Objects of `DataPlaneChart`, from the outputs of the stacks above. */
  readonly manifests: readonly Manifest[];
  /** Values of each chart of the cluster services, by the release's name. */
  readonly charts: Readonly<Record<string, Manifest>>;
}

/** What the facts of an installation are read from. */
export interface Deployment {
  readonly config: DataPlaneConfig<'gcp'>;
  readonly bootstrap: Room;
  readonly custody: Room;
  readonly dataPlane: Room;
  readonly grants: Room;
  readonly manifests: readonly Manifest[];
  readonly charts: Readonly<Record<string, Manifest>>;
}

/** Reads everything that is deployed. */
export function deploymentOf(config: DataPlaneConfig<'gcp'>, installation: DeployedInstallation): Deployment {
  const { bootstrap, custody, dataPlane, grants, manifests, charts } = installation;
  return {
    config,
    bootstrap: roomOf(bootstrap),
    custody: roomOf(custody),
    dataPlane: roomOf(dataPlane),
    grants: roomOf(grants),
    manifests,
    charts,
  };
}

/** The rooms in the order in which they are applied. */
export function roomsOf({ bootstrap, custody, dataPlane, grants }: Deployment): readonly Room[] {
  return [bootstrap, custody, dataPlane, grants];
}

/** A stack as facts are read from it. */
export const roomOf = once((json: TerraformJson) => new Room(json));
