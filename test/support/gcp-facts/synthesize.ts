import { App as ManifestApp } from 'cdk8s';
import { parse } from 'yaml';
import { parseOutputs } from '../../../lib/core/parse-outputs';
import type { DataPlaneConfig } from '../../../lib/core/resolve-config';
import { DataPlaneChart, renderCharts } from '../../../lib/kubernetes';
import { installationFiles } from '../../../scripts/terraform/installation-files';
import type { DeployedInstallation, Manifest } from './deployment';
import { roomOf } from './deployment';
import type { TerraformJson } from './room';

/** An installation as the bundled apps write it: the manifests from the outputs that its stacks would have. */
export function installationOf(config: DataPlaneConfig<'gcp'>): DeployedInstallation {
  const files = new Map(installationFiles(config).map(({ stack, content }) => [stack, content]));
  const stack = (room: string) => JSON.parse(files.get(`${room}-${config.environment.id}`) ?? '') as TerraformJson;
  const custody = stack('custody');
  const dataPlane = stack('data-plane');
  const outputs = parseOutputs(config, { custody: roomOf(custody).outputs, dataPlane: roomOf(dataPlane).outputs });
  const chart = new DataPlaneChart(new ManifestApp(), 'manifests', { config, outputs });
  const manifests = chart.files.flatMap((file) => file.toJson() as Manifest[]);
  const charts = renderCharts(config, outputs).flatMap(({ path, content }) => {
    const [, release] = /^values\/(.*)\.yaml$/.exec(path) ?? [];
    return release === undefined ? [] : [[release, parse(content) as Manifest] as const];
  });
  const others = { bootstrap: stack('bootstrap'), grants: stack('grants') };
  return { ...others, custody, dataPlane, manifests, charts: Object.fromEntries(charts) };
}
