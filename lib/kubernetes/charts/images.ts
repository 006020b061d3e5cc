import type { DataPlaneConfig } from '../../core/resolve-config';
import { chartsOf } from '../charts';
import { ALERT_FORWARDING } from '../components/alert-forwarding';
import { supportEndImageOf } from '../components/support-end';
import { mirrored } from '../pods/pod-defaults';
import { imageName } from './chart-image';

/** An image, and where pods pull it from. */
export interface MirroredImage {
  /** Full name in its own registry. */
  readonly source: string;
  /** Full name in the customer's registry; the same, where there is none. */
  readonly pulled: string;
}

/** Every image of an installation, each once: the plan's, those of what we add, then those of the charts. */
export function imagesOf(config: DataPlaneConfig): MirroredImage[] {
  const { registry } = config.environment;
  const { agent, proxy, telemetry } = config.plan;
  const sources = [
    agent.image,
    proxy?.image,
    telemetry.stateExporter?.image,
    telemetry.billingScraper?.image,
    telemetry.alerts === undefined ? undefined : ALERT_FORWARDING.image,
    supportEndImageOf(config),
    ...chartsOf(config).flatMap((chart) => chart.images(config).map(imageName)),
  ].filter((image) => image !== undefined);
  return [...new Set(sources)].map((source) => ({ source, pulled: mirrored(source, registry) }));
}

/**
 * `images.txt`: one image per line. With a registry of the customer's, its name there follows, after a space:
 * `while read -r from to; do crane copy "$from" "$to"; done < images.txt` copies them all.
 */
export function imageList(config: DataPlaneConfig): string {
  const lines = imagesOf(config).map(({ source, pulled }) => (source === pulled ? source : `${source} ${pulled}`));
  return `${lines.join('\n')}\n`;
}
