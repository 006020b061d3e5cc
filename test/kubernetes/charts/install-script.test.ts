import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { CHARTS } from '../../../lib/kubernetes/charts';
import type { HelmChart } from '../../../lib/kubernetes/charts/helm-chart';
import { installScript, uninstallScript } from '../../../lib/kubernetes/charts/install-script';

const DIGEST = `sha256:${'0a'.repeat(32)}`;
const [first] = CHARTS;
if (first === undefined) throw new Error('there is no chart');
const INDEXED: HelmChart = {
  ...first,
  release: 'one',
  chart: 'first',
  repository: 'https://charts.example.com',
  version: '1.2.3',
  namespace: 'here',
  definitions: 'none',
};
const IN_REGISTRY: HelmChart = {
  ...INDEXED,
  release: 'two',
  repository: 'oci://registry.example.com/charts',
  digest: DIGEST,
  namespace: 'there',
  definitions: 'folder',
  leftovers: [{ resource: 'lease', namespace: 'kube-system', name: 'leader' }],
};

describe('the script that installs', () => {
  test('upgrades what is there, in order, and undoes what fails, as helm 3 calls it', () => {
    expect(run(installScript([INDEXED, IN_REGISTRY]), { version: 'v3.22.0+g0123456' }).upgrades).toEqual([
      'helm upgrade --install one first --repo https://charts.example.com --version 1.2.3 --namespace here ' +
        '--values values/one.yaml --skip-crds --atomic --wait --timeout 10m',
      `helm upgrade --install two oci://registry.example.com/charts/first@${DIGEST} --version 1.2.3 --namespace there ` +
        '--values values/two.yaml --skip-crds --atomic --wait --timeout 10m',
    ]);
  });

  test('undoes what fails as later versions of helm call it', () => {
    const [upgrade] = run(installScript([INDEXED]), { version: 'v4.1.0+g0123456' }).upgrades;
    expect(upgrade).toContain(' --rollback-on-failure ');
    expect(upgrade).not.toContain('--atomic');
  });

  test('applies definitions that helm would not upgrade, before the chart, each as a document of its own', () => {
    const { calls, input } = run(installScript([IN_REGISTRY]));
    // The first two run side by side.
    const [, one = '', other = '', next] = calls;
    expect([...[one, other].toSorted(), next]).toEqual([
      `helm show crds oci://registry.example.com/charts/first@${DIGEST} --version 1.2.3`,
      'kubectl apply --server-side --force-conflicts --field-manager=byoc -f -',
      'kubectl wait --for=condition=Established --timeout=60s crd --all',
    ]);
    expect(input.split('---\n').filter((document) => document.trim() !== '')).toEqual([
      'apiVersion: v1\nkind: A\n',
      'apiVersion: v1\nkind: B\n',
    ]);
  });

  test('leaves definitions to a chart that has them in its templates', () => {
    const { calls } = run(installScript([{ ...INDEXED, definitions: 'templates' }]));
    const verbs = calls.map((call) => call.split(' ').slice(0, 2).join(' '));
    expect(verbs).toEqual(['helm version', 'helm status', 'helm upgrade']);
  });

  test.each([
    ['pending-install', 'helm uninstall one --namespace here --wait'],
    ['pending-upgrade', 'helm rollback one --namespace here --wait'],
  ])('frees a release that was cut short as %s, then upgrades it', (state, call) => {
    const { calls } = run(installScript([INDEXED]), { state });
    expect(calls.slice(1, 3)).toEqual(['helm status one --namespace here', call]);
    expect(calls[3]).toContain('helm upgrade --install one');
  });

  test('stops at the first chart that fails', () => {
    const { upgrades, status } = run(installScript([INDEXED, IN_REGISTRY]), { failing: 'upgrade' });
    expect([upgrades.length, status]).toEqual([1, 1]);
  });

  test('stops if the definitions cannot be had', () => {
    const { upgrades, status } = run(installScript([IN_REGISTRY]), { failing: 'show' });
    expect([upgrades.length, status]).toEqual([0, 1]);
  });
});

describe('the script that removes', () => {
  test('goes the other way, with what programs left outside their namespace', () => {
    expect(run(uninstallScript([INDEXED, IN_REGISTRY])).calls).toEqual([
      'helm uninstall two --namespace there --ignore-not-found --wait --timeout 10m',
      'kubectl delete lease leader --namespace kube-system --ignore-not-found',
      'helm uninstall one --namespace here --ignore-not-found --wait --timeout 10m',
    ]);
  });

  test('says that definitions stay', () => {
    expect(uninstallScript([INDEXED])).toContain('Custom resource definitions stay');
  });
});

test('words of the table mean nothing to a shell', () => {
  const lines = [...installScript(CHARTS).split('\n'), ...uninstallScript(CHARTS).split('\n')];
  const calls = lines.filter((line) => /^(install|uninstall|kubectl) /.test(line));
  expect(calls.length).toBeGreaterThanOrEqual(2 * CHARTS.length);
  for (const call of calls) expect(call).toMatch(/^[\w@:/. -]+$/);
});

/** Runs a script with a helm and a kubectl that write down how they are called. */
function run(script: string, { version = 'v3.22.0', failing = 'nothing', state = 'deployed' } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'byoc-install-script-'));
  try {
    const command = (name: string, lines: readonly string[]) => {
      writeFileSync(join(folder, name), ['#!/bin/sh', `echo "${name} $*" >> "$CALLS"`, ...lines, ''].join('\n'));
      chmodSync(join(folder, name), 0o700);
    };
    command('helm', [
      `[ "$1" != ${failing} ] || exit 1`,
      `[ "$1" != version ] || echo ${version}`,
      `[ "$1" != status ] || echo 'STATUS: ${state}'`,
      // Helm joins files as they are.
      '[ "$1" != show ] || printf "apiVersion: v1\\nkind: A\\napiVersion: v1\\nkind: B\\n"',
    ]);
    // Like the real one, it refuses to apply nothing.
    command('kubectl', ['[ "$1" != apply ] || { cat > "$INPUT"; [ -s "$INPUT" ]; }']);
    writeFileSync(join(folder, 'script.sh'), script);
    const env = {
      PATH: [folder, process.env.PATH].join(delimiter),
      CALLS: join(folder, 'calls'),
      INPUT: join(folder, 'input'),
    };
    for (const file of [env.CALLS, env.INPUT]) writeFileSync(file, '');
    const { status } = spawnSync('sh', [join(folder, 'script.sh')], { env });
    const calls = readFileSync(env.CALLS, 'utf8').trim().split('\n');
    const upgrades = calls.filter((call) => call.startsWith('helm upgrade'));
    return { calls, upgrades, status, input: readFileSync(env.INPUT, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
