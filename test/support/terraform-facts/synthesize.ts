import { App as ManifestApp } from 'cdk8s';
import { parse } from 'yaml';
import { parseOutputs } from '../../../lib/core/parse-outputs';
import { DataPlaneChart, renderCharts } from '../../../lib/kubernetes';
import { installationFiles, type TerraformConfig } from '../../../scripts/terraform/installation-files';
import { type DeployedInstallation, type Manifest, type ReadRoom, readRooms } from './deployment';
import type { TerraformJson } from './room';

/** An installation as the bundled apps write it: the manifests from the outputs that its stacks would have. */
export function installationOf(config: TerraformConfig, readRoom: ReadRoom): DeployedInstallation {
  const files = new Map(installationFiles(config).map(({ stack, content }) => [stack, content]));
  const stack = (room: string) => JSON.parse(files.get(`${room}-${config.environment.id}`) ?? '') as TerraformJson;
  const stacks = {
    bootstrap: stack('bootstrap'),
    custody: stack('custody'),
    dataPlane: stack('data-plane'),
    grants: stack('grants'),
  };
  const { custody, dataPlane } = readRooms(stacks, readRoom);
  const outputs = parseOutputs(config, { custody: custody.outputs, dataPlane: dataPlane.outputs });
  const chart = new DataPlaneChart(new ManifestApp(), 'manifests', { config, outputs });
  const manifests = chart.files.flatMap((file) => file.toJson() as Manifest[]);
  const charts = renderCharts(config, outputs).flatMap(({ path, content }) => {
    const [, release] = /^values\/(.*)\.yaml$/.exec(path) ?? [];
    return release === undefined ? [] : [[release, parse(content) as Manifest] as const];
  });
  return { ...stacks, manifests, charts: Object.fromEntries(charts) };
}
