import { basename } from 'node:path';
import { CHARTS } from '../../../../lib/kubernetes/charts';
import type { Scenario } from '../../results';
import { chartInModule, type Release, releasesOf, template, unknownValues } from '../charts';
import type { ControlPlane, Tools } from '../control-plane';
import { apply, type Manifests } from '../manifests';

/** Where Argo CD looks for its Applications. */
const ARGO_NAMESPACE = 'argocd';
const PLANTED = 'byocPlanted';

/** Helm accepts what is rendered for it. */
export async function checkValues(scenario: Scenario, manifests: Manifests, tools: Tools): Promise<void> {
  for (const release of releasesOf(manifests)) await checkRelease(scenario, release, tools);
}

/** A test of the test: a key that no chart has must not pass. */
export async function plantUnknownValue(scenario: Scenario, manifests: Manifests, tools: Tools): Promise<void> {
  await scenario.check('a planted value that a chart does not know is found', async () => {
    for (const release of releasesOf(manifests)) {
      const place = chartInModule(release, tools.modules);
      if (place === undefined) continue;
      const found = unknownValues({ ...release.values, [PLANTED]: true }, place.folder);
      if (!found.includes(PLANTED)) throw new Error(`${release.chart} is said to know ${PLANTED}`);
    }
  });
}

/** Argo CD's API accepts what is rendered for it. */
export async function checkApplications(scenario: Scenario, plane: ControlPlane, manifests: Manifests): Promise<void> {
  const files = releasesOf(manifests).map(({ applicationFile }) => applicationFile);
  if (files.length === 0) return;
  await scenario.check(`${files.length} Argo CD Applications apply against the real definition`, async () => {
    await plane.kubectl(['create', 'namespace', ARGO_NAMESPACE]);
    try {
      await apply(plane, files);
    } finally {
      // Namespaces take five seconds to go, and nobody waits for this one.
      await plane.kubectl(['delete', 'namespace', ARGO_NAMESPACE, '--wait=false']);
    }
  });
}

async function checkRelease(scenario: Scenario, release: Release, tools: Tools): Promise<void> {
  const { chart, version, valuesFile } = release;
  const place = chartInModule(release, tools.modules);
  const what = `values/${basename(valuesFile)}`;
  if (place === undefined) return scenario.notVerified(`${what} for ${chart} ${version}`, sourceOf(release));
  await scenario.check(`helm template accepts ${what}, and ${chart} of ${place.source} knows every key`, async () => {
    await template(tools, release, place.folder);
    const unknown = unknownValues(release.values, place.folder);
    if (unknown.length > 0) throw new Error(`it does not know ${unknown.join(', ')}`);
  });
}

/** Where the keys of a chart that no module holds are read. */
function sourceOf({ name, repository }: Release): string {
  const source = CHARTS.find(({ release }) => release === name)?.source;
  return source === undefined ? repository : `${source.url} of ${source.checked}`;
}
