import type { PodDefaults } from '../pods/pod-defaults';

/** An image of a chart, in the parts that values are made of. */
export interface ChartImage {
  /** Host of the registry: `quay.io`. */
  readonly registry: string;
  /** Path in the registry: `prometheus/prometheus`. */
  readonly repository: string;
  readonly tag: string;
}

/** Full name of an image in its own registry. */
export function imageName({ registry, repository, tag }: ChartImage): string {
  return `${registry}/${repository}:${tag}`;
}

/** Registry that an image is pulled from: its own, or the mirror, which keeps its path. */
export function registryOf({ registry }: ChartImage, pods: PodDefaults): string {
  return pods.registry === undefined ? registry : pods.registry;
}

/** `image` as charts without a key for the registry take it. */
export function imageValues(image: ChartImage, pods: PodDefaults) {
  return { repository: `${registryOf(image, pods)}/${image.repository}`, tag: image.tag };
}
