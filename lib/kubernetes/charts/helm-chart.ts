import type { Source } from '../../core/clouds/cloud-facts';
import type { ClusterServiceId } from '../../core/cluster-services';
import type { DeployedOutputs } from '../../core/outputs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import type { PodDefaults } from '../pods/pod-defaults';
import type { ChartImage } from './chart-image';

/** Values of a Helm chart: plain data. */
export interface ChartValues {
  readonly [key: string]: ChartValue;
}
export type ChartValue = string | number | boolean | null | readonly ChartValue[] | ChartValues;

/** What the values of a chart are made of. */
export interface ChartContext {
  readonly config: DataPlaneConfig;
  readonly outputs: DeployedOutputs;
  readonly pods: PodDefaults;
}

/** A chart of somebody else, pinned, and how this library runs it. */
export interface HelmChart {
  /** Name of the release, unique; its files are named after it. */
  readonly release: string;
  /** The cluster service that it is, or is a part of. */
  readonly service: ClusterServiceId;
  /** Whether an installation with the service needs it. @default - it does */
  readonly neededBy?: (config: DataPlaneConfig) => boolean;
  readonly chart: string;
  /** Address of an index (`https://`) or a folder in a registry (`oci://`). */
  readonly repository: string;
  readonly version: string;
  /**
   * Digest of the chart in its registry, as `helm pull` prints it: `sha256:` and 64 digits. Charts with one are installed
   * by it. Argo CD takes versions only.
   *
   * @default - an index has none; for a registry, not known yet
   */
  readonly digest?: string;
  readonly namespace: string;
  /**
   * Where its custom resource definitions are. Helm installs those of a `folder` once and never again; so the script
   * applies them itself, each time. Those in `templates` are upgraded with the chart.
   */
  readonly definitions: 'none' | 'templates' | 'folder';
  /** Every image that its pods run. */
  readonly images: (config: DataPlaneConfig) => readonly ChartImage[];
  readonly values: (context: ChartContext) => ChartValues;
  /** Fields that its programs change after it is applied, beside certificates in webhooks. @default [] */
  readonly changedInCluster?: readonly IgnoredDifference[];
  /** What its programs make in namespaces that are not ours and `helm uninstall` leaves. @default [] */
  readonly leftovers?: readonly Leftover[];
  /** Where its keys are written. */
  readonly source: Source;
}

/** Fields that Argo CD leaves as they are in the cluster. */
export interface IgnoredDifference {
  /** API group; empty for the core. */
  readonly group: string;
  readonly kind: string;
  /** @default - every object of the kind */
  readonly name?: string;
  /** https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/ */
  readonly jqPathExpressions: readonly string[];
}

export interface Leftover {
  /** As kubectl takes it: `lease`. */
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
}
