import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { manifestsOf } from '../../cdk8s-app/manifests';
import { azureEnvironment, fullPlan, minimalPlanForEveryCloud } from '../support/config';
import { deployed } from '../support/kubernetes';

const SUPPORT = '90-support-binding.yaml';
const ENDS = '2027-01-31T10:00:30Z';
const { config, outputs } = deployed(
  { ...minimalPlanForEveryCloud(), support: fullPlan().support ?? {} },
  { ...azureEnvironment(), access: { supportExpiresAt: ENDS } },
);
const FILES = manifestsOf(config, outputs).filter(({ path }) => ['apply.sh', SUPPORT].includes(path));
const DELETED = `kubectl delete --ignore-not-found --timeout=5m --filename ${SUPPORT}`;

describe('the script that applies', () => {
  test.each(['2026-12-31T23:59', '2027-01-31T09:59'])('lets support in at %s, which is before its end', (now) => {
    const { applied, calls, status } = run({ now });
    expect([applied, status]).toEqual([['00-namespaces.yaml', '10-agent.yaml', SUPPORT], 0]);
    expect(calls).not.toContain(DELETED);
  });

  // The minute in which it ends is over for what runs in the cluster: it would be let in for a year.
  test.each(['2027-01-31T10:00', '2027-01-31T10:01', '2028-01-01T00:00'])(
    'does not let support in anew at %s, and takes away what is left of it before all else',
    (now) => {
      const { applied, calls, output, status } = run({ now });
      expect([applied, status]).toEqual([['00-namespaces.yaml', '10-agent.yaml'], 0]);
      expect(calls.filter((call) => /^kubectl (apply|delete)/.test(call))[0]).toBe(DELETED);
      expect(output).toContain(
        `support ended at ${ENDS}: ${SUPPORT} is not applied, and what is left of it is deleted\n`,
      );
    },
  );

  test('stops if what is left cannot be taken away', () => {
    const { applied, status } = run({ now: '2027-02-01T00:00', failing: 'delete' });
    expect([applied, status]).toEqual([[], 1]);
  });

  test('has nothing to end where nobody is let in', () => {
    const { applied, calls, status } = run({ now: '2028-01-01T00:00', support: false });
    expect([applied, status]).toEqual([['00-namespaces.yaml', '10-agent.yaml'], 0]);
    expect(calls.filter((call) => call.startsWith('kubectl delete'))).toEqual([]);
  });
});

/** Runs the script with a kubectl that writes down how it is called, and a clock that stands still. */
function run({ now = '', support = true, failing = 'nothing' }) {
  const folder = mkdtempSync(join(tmpdir(), 'byoc-apply-script-'));
  try {
    const command = (name: string, line: string) => {
      writeFileSync(join(folder, name), `#!/bin/sh\necho "${name} $*" >> calls\n${line}\n`);
      chmodSync(join(folder, name), 0o700);
    };
    command('kubectl', `[ "$1" != ${failing} ]`);
    command('date', `[ "$*" = "-u +%Y-%m-%dT%H:%M" ] && echo ${now}`);
    for (const name of ['00-namespaces.yaml', '10-agent.yaml', 'objects.txt', 'kinds.txt', 'calls']) {
      writeFileSync(join(folder, name), '');
    }
    writeFileSync(join(folder, 'environment.txt'), 'acme\n');
    for (const { path, content } of FILES) {
      if (support || path !== SUPPORT) writeFileSync(join(folder, path), content);
    }
    const env = { PATH: [folder, process.env.PATH].join(delimiter) };
    const { status, stdout } = spawnSync('bash', [join(folder, 'apply.sh')], { env, encoding: 'utf8' });
    const calls = readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');
    const applied = calls.filter((call) => call.startsWith('kubectl apply')).map((call) => call.split(' ').at(-1));
    return { calls, applied, status, output: stdout };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
