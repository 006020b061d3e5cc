import { App, Chart, Yaml } from 'cdk8s';
import type { DeployedOutputs } from '../../core/outputs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { chartReleasesOf } from '../charts';
import { ownedBy } from '../labels';
import { ArgoApplication } from './argo-applications';
import { installScript, uninstallScript } from './install-script';

/** A file below `charts/`. */
export interface ChartFile {
  readonly path: string;
  readonly content: string;
}

/**
 * The files that install the charts of an installation: scripts with values for helm, or Applications for Argo CD. Use one
 * or the other. None, where the plan asks for no chart.
 */
export function renderCharts(config: DataPlaneConfig, outputs: DeployedOutputs): ChartFile[] {
  const releases = chartReleasesOf(config, outputs);
  const charts = releases.map(({ chart }) => chart);
  if (releases.length === 0) return [];
  const { id: environmentId } = config.environment;
  const app = new App();
  return [
    { path: 'install.sh', content: installScript(charts) },
    { path: 'uninstall.sh', content: uninstallScript(charts) },
    ...releases.map(({ chart, values }) => ({ path: `values/${chart.release}.yaml`, content: Yaml.stringify(values) })),
    ...releases.map((release, index) => {
      const position = index + 1;
      const name = `${String(position).padStart(2, '0')}-${release.chart.release}`;
      const file = new Chart(app, name, { labels: ownedBy(environmentId), disableResourceNameHashes: true });
      new ArgoApplication(file, 'Application', { environmentId, release, position });
      return { path: `argocd/${name}.yaml`, content: Yaml.formatObjects(file.toJson()) };
    }),
  ];
}
