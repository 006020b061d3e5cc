import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { exampleOutputs } from '../../cdk8s-app/example-outputs';
import { loadConfig } from '../../lib';
import { ROOT } from '../root';
import { type BlueprintsInstall, installBlueprints, installedVersion } from './blueprints';
import { type Comparison, compare, measure } from './comparison';
import { EXAMPLE, type Program, type Run, runProgram } from './process-run';
import * as programs from './programs';
import type { ProxyFigures } from './proxy-figures';
import { proxyRows } from './proxy-rows';
import type { ResolveFigures } from './resolve-configs';
import { type Results, renderResults } from './results';
import {
  differenceRow,
  lambdaRow,
  notMeasuredRow,
  type Row,
  ratioRow,
  resolveRows,
  type TestRun,
  testRow,
  wholeProcessRow,
} from './rows';
import { countTemplates, type TemplateCounts } from './template-counts';
import { terraformRows } from './terraform-rows';

const COUNTED_RUNS = 5;
/** Enough to see that the benchmark works, too few to quote. */
const QUICK_RUNS = 2;
/** Ratios that shall not be reached, and seconds for the tests, as the design sets them. */
const GOALS = {
  blueprints: { off: 0.35, on: 1.2 },
  oneBucket: 3,
  environments: 8,
  testSeconds: 60,
  manifests: { seconds: 0.4, mebibytes: 100 },
};
const CDKTF = ['cdktf', ...programs.TERRAFORM_CLOUDS.map(({ provider }) => provider)];
/** What can be imported of the package. */
const PARTS = ['', '/aws', ...programs.TERRAFORM_CLOUDS.map(({ name }) => `/${name}`), '/kubernetes'];
const RESULTS_FILE = join(ROOT, 'docs', 'bench-results.md');

/** Measures, prints and writes the results. Ends with 0 whether goals hold or not: it informs, it is no gate. */
function main(): void {
  const { values } = parseArgs({ options: { quick: { type: 'boolean' }, date: { type: 'string' } } });
  const runs = values.quick ? QUICK_RUNS : COUNTED_RUNS;
  const startLoad = loadNow();
  const blueprints = installBlueprints();
  const rows: Row[] = [];
  const comparisons: Results['comparisons'][number][] = [];
  const compared = (what: string, a: Program, b: Program): Comparison => {
    console.error(`measuring ${what}`);
    const comparison = compare(a, b, runs);
    comparisons.push({ what, comparison });
    return comparison;
  };

  for (const validator of [false, true]) {
    const what = `full AWS planes / cdk-eks-blueprints with ten add-ons, validator ${validator ? 'on' : 'off'}`;
    const limit = GOALS.blueprints[validator ? 'on' : 'off'];
    if ('problem' in blueprints) {
      rows.push(notMeasuredRow(what, `under ${limit}`));
      continue;
    }
    const theirs = programs.blueprints(blueprints.folder, validator);
    rows.push(ratioRow(what, compared(what, programs.awsPlanes(validator), theirs), limit));
  }
  const lambdas = 'Lambda functions and custom resources in the templates of the same two';
  rows.push(
    'problem' in blueprints
      ? notMeasuredRow(lambdas, '')
      : lambdaRow(
          lambdas,
          countsOf(programs.awsPlanes(false)),
          countsOf(programs.blueprints(blueprints.folder, false)),
        ),
  );
  for (const validator of [false, true]) {
    const what = `full AWS planes / app with one bucket, validator ${validator ? 'on' : 'off'}`;
    const comparison = compared(what, programs.awsPlanes(validator), programs.oneBucket(validator));
    rows.push(ratioRow(what, comparison, validator ? undefined : GOALS.oneBucket));
  }
  const many = '50 environments in one app / one environment, validator off';
  rows.push(ratioRow(many, compared(many, programs.environments(50), programs.environments(1)), GOALS.environments));
  for (const cloud of programs.TERRAFORM_CLOUDS) rows.push(...terraformRows(cloud, compared));
  console.error(`measuring ${programs.RESOLVE_CONFIGS.name}`);
  const resolve = measure(programs.RESOLVE_CONFIGS, runs).map(({ stdout }) => JSON.parse(stdout) as ResolveFigures);
  rows.push(...resolveRows(resolve));
  rows.push(wholeProcessRow('everything in the cluster, whole process', measureManifests(runs), GOALS.manifests));
  for (const name of PARTS.map((part) => `byoc-constructs${part}`)) {
    const what = `import of ${name}`;
    rows.push(differenceRow(what, compared(what, programs.importOf(name), programs.BARE_NODE)));
  }
  const proxyProgram = programs.proxyFigures(runs);
  console.error(`measuring ${proxyProgram.name}`);
  const proxy = JSON.parse(runProgram(proxyProgram).stdout) as ProxyFigures;
  rows.push(...proxyRows(proxy));
  console.error('measuring npm test');
  rows.push(testRow(runTests(), GOALS.testSeconds));

  const text = renderResults({
    date: values.date ?? new Date().toISOString().slice(0, 10),
    command: `npm run bench${values.quick ? ' -- --quick' : ''}`,
    runs,
    setting: settingOf(blueprints, proxy, `${startLoad}, ${loadNow()}`),
    rows,
    notes: notesOn(blueprints),
    comparisons,
    resolve: { program: programs.RESOLVE_CONFIGS, runs: resolve },
    proxy: { program: proxyProgram, figures: proxy },
  });
  console.log(text);
  if (!values.quick) writeFileSync(RESULTS_FILE, text);
}

/** The bundled app with outputs as the example's stacks would have them. */
function measureManifests(runs: number): readonly Run[] {
  const folder = mkdtempSync(join(tmpdir(), 'byoc-bench-'));
  try {
    const file = join(folder, 'outputs.json');
    const config = loadConfig(join(ROOT, EXAMPLE, 'plan.yaml'), join(ROOT, EXAMPLE, 'environment.yaml'));
    writeFileSync(file, JSON.stringify(exampleOutputs(config)));
    const program = programs.manifests(file);
    console.error(`measuring ${program.name}`);
    return measure(program, runs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function countsOf(program: Program): TemplateCounts {
  let counts: TemplateCounts | undefined;
  runProgram(program, (outputFolder) => {
    counts = countTemplates(outputFolder);
  });
  if (counts === undefined) throw new Error(`${program.name} synthesized nothing`);
  return counts;
}

function runTests(): TestRun {
  const start = performance.now();
  const { status, stderr } = spawnSync('npx', ['jest'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 26 });
  const seconds = (performance.now() - start) / 1000;
  return { seconds, passed: status === 0, summary: /^Tests: +(.*)$/m.exec(stderr)?.[1] ?? 'jest did not finish' };
}

function settingOf(blueprints: BlueprintsInstall, proxy: ProxyFigures, load: string): Results['setting'] {
  const own = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const processors = cpus();
  return [
    ['byoc-constructs', own.version],
    ['node', process.versions.node],
    ['aws-cdk-lib', installedVersion(ROOT, 'aws-cdk-lib')],
    [CDKTF.join(', '), CDKTF.map((name) => installedVersion(ROOT, name)).join(', ')],
    ['constructs', installedVersion(ROOT, 'constructs')],
    ['@aws-quickstart/eks-blueprints', 'problem' in blueprints ? 'not installed' : blueprints.version],
    ['HAProxy, PostgreSQL', 'skipped' in proxy ? proxy.skipped : `${proxy.haproxy}, ${proxy.postgres}`],
    ['processors', `${processors.length}, ${processors[0]?.model}`],
    ['load of the last minute, before and after', load],
  ];
}

function loadNow(): string {
  return (loadavg()[0] ?? 0).toFixed(2);
}

function notesOn(blueprints: BlueprintsInstall): string[] {
  if ('problem' in blueprints) return [`cdk-eks-blueprints was not measured: ${blueprints.problem}`];
  const addOns = programs.blueprintsCluster().addOns.map(([name]) => name.replace(/AddOn$/, ''));
  return [
    `cdk-eks-blueprints: ${blueprints.forced}. Add-ons: ${addOns.join(', ')}. They reach for neither network nor account.`,
    'Ours: custody and data plane of `examples/streaming-database` in an app of their own, with the context of `cdk-app/cdk.json`; 50 environments and one are those of the bundled app, four stacks each.',
    'GCP and Azure: what the bundled apps write of `examples/streaming-database`, from YAML to four stacks. The import of a provider as a whole is what `@cdktf/provider-google` or `@cdktf/provider-azurerm` without a path loads.',
  ];
}

main();
