import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { attempt, lastWords } from '../processes';
import { temporaryFolder } from '../temporary';
import type { ControlPlane } from './control-plane';
import { TARGET_GROUP_BINDING } from './definitions';
import type { Manifests } from './manifests';
import { FIELD_MANAGER } from './manifests';
import { HELM } from './pinned';
import type { StandIn } from './stand-ins';

const SCRIPT_SECONDS = 240;
/** What scripts take for now: before the examples' own ends. */
const NOW = '2026-12-01T00:00';

/**
 * Runs a script that comes with the manifests, with kubectl and with a helm that brings stand-ins instead of charts.
 *
 * @throws Error if it fails
 */
export async function runScript(
  plane: ControlPlane,
  manifests: Manifests,
  script: 'apply.sh' | 'remove.sh',
  standIns: readonly StandIn[],
): Promise<void> {
  const file = manifests.file(script);
  if (file === undefined) throw new Error(`${manifests.folder} has no ${script}`);
  const env = { ...plane.env, PATH: [helmFor(standIns), clock(), plane.env.PATH].join(delimiter) };
  const finished = await attempt('bash', [file], { cwd: manifests.folder, env }, { timeoutSeconds: SCRIPT_SECONDS });
  if (finished.status !== 0) throw new Error(`${script}: ${lastWords(finished)}`);
  const refused = finished.stderr.split('\n').filter((line) => /^(Warning|Error)/i.test(line));
  if (refused.length > 0) throw new Error(`${script}: ${refused.join(' | ')}`);
}

/**
 * A date that says the same on every day.
 *
 * @returns the folder that it is in
 */
function clock(): string {
  const folder = temporaryFolder('clock');
  const command = join(folder, 'date');
  writeFileSync(command, `#!/bin/sh\necho ${NOW}\n`);
  chmodSync(command, 0o755);
  return folder;
}

/**
 * A helm that knows only these releases: `upgrade` applies a stand-in, `uninstall` deletes it.
 *
 * @returns the folder that it is in
 */
function helmFor(standIns: readonly StandIn[]): string {
  const folder = temporaryFolder('helm');
  for (const { release, objects } of standIns) {
    const list = { apiVersion: 'v1', kind: 'List', items: objects };
    writeFileSync(join(folder, `${release.name}.json`), JSON.stringify(list));
  }
  const command = join(folder, 'helm');
  const manager = `--field-manager=${FIELD_MANAGER}`;
  writeFileSync(
    command,
    [
      '#!/bin/sh',
      'set -eu',
      'verb=$1; file=',
      `for word in "$@"; do if [ -f '${folder}'/"$word".json ]; then file='${folder}'/"$word".json; fi; done`,
      'case $verb in',
      `  version) echo '${HELM}' ;;`,
      // Definitions are there already; the script does not take none.
      `  show) cat '${TARGET_GROUP_BINDING}' ;;`,
      '  upgrade | uninstall) [ -n "$file" ] || { echo "Error: helm $* names no release of ours" >&2; exit 1; } ;;',
      '  *) ;;',
      'esac',
      'if [ -z "$file" ] || grep -q \'"items":\\[\\]\' "$file"; then exit 0; fi',
      `if [ "$verb" = upgrade ]; then kubectl apply --server-side ${manager} -f "$file"; fi`,
      'if [ "$verb" = uninstall ]; then kubectl delete --ignore-not-found --wait=false -f "$file"; fi',
      '',
    ].join('\n'),
  );
  chmodSync(command, 0o755);
  return folder;
}
