import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleOutputs } from '../../cdk8s-app/example-outputs';
import { loadConfig } from '../../lib';
import { ROOT } from '../root';
import { installPacked } from './packed';
import { run } from './processes';
import { type Results, Scenario } from './results';
import { temporaryFolder } from './temporary';

/** Oldest compiler that customers may have. */
const TYPESCRIPT = '5.6';
/** Somebody who uses one part of the library. */
interface Customer {
  readonly name: 'aws' | 'gcp' | 'azure' | 'kubernetes';
  /** Peers that the part needs. */
  readonly peers: RegExp;
  /** Packages that only others need. */
  readonly notNeeded: RegExp;
  /** What the programs of the part import. */
  readonly imports: string;
  /** Environment file of the example that its programs read. */
  readonly environment: string;
  /** What its programs make of an app, and the variable that says where; nothing where they only print. */
  readonly makes?: { readonly files: RegExp; readonly folderVariable: string; readonly validated: boolean };
}

const CUSTOMERS: readonly Customer[] = [
  {
    name: 'aws',
    peers: /^(aws-cdk-lib|constructs)$/,
    notNeeded: /^(@cdktf\/.*|cdktf.*|cdktn.*|cdk8s.*|.*kubernetes-models.*)$/,
    imports: 'byoc-constructs/aws',
    environment: 'environment.yaml',
    makes: { files: /\.template\.json$/, folderVariable: 'CDK_OUTDIR', validated: true },
  },
  {
    name: 'gcp',
    peers: /^(cdktf|@cdktf\/provider-google|constructs)$/,
    notNeeded: /^(aws-cdk-lib|cdk8s.*|.*kubernetes-models.*|@cdktf\/provider-azurerm)$/,
    imports: 'byoc-constructs/gcp',
    environment: 'environment-gcp.yaml',
    makes: { files: /cdk\.tf\.json$/, folderVariable: 'CDKTF_OUTDIR', validated: false },
  },
  {
    name: 'azure',
    peers: /^(cdktf|@cdktf\/provider-azurerm|constructs)$/,
    notNeeded: /^(aws-cdk-lib|cdk8s.*|.*kubernetes-models.*|@cdktf\/provider-google)$/,
    imports: 'byoc-constructs/azure',
    environment: 'environment-azure.yaml',
    makes: { files: /cdk\.tf\.json$/, folderVariable: 'CDKTF_OUTDIR', validated: false },
  },
  {
    name: 'kubernetes',
    peers: /^(cdk8s|cdk8s-plus-28|constructs)$/,
    notNeeded: /^(@cdktf\/.*|cdktf.*|cdktn.*|aws-cdk-lib|.*kubernetes-models.*)$/,
    imports: 'byoc-constructs/kubernetes',
    environment: 'environment.yaml',
  },
];
const COMPILER_OPTIONS = {
  target: 'es2022',
  module: 'node16',
  moduleResolution: 'node16',
  strict: true,
  skipLibCheck: false,
  types: ['node'],
  outDir: 'out',
};

/** The packed library in projects of their own, with the oldest packages that it allows. */
export async function consume(results: Results, names: readonly Customer['name'][]): Promise<void> {
  for (const customer of CUSTOMERS.filter(({ name }) => names.includes(name))) {
    await consumeAs(customer, new Scenario(results, `consumer of ${customer.name}`));
  }
}

async function consumeAs(customer: Customer, scenario: Scenario): Promise<void> {
  const project = temporaryFolder('consumer');
  const place = { cwd: project, env: process.env };
  const lowest = lowestPeers(customer.peers);
  const programs = programsOf(customer);
  await scenario.step(`the package installs with TypeScript ${TYPESCRIPT} and ${describe(lowest)}`, async () => {
    const packages = Object.entries({ ...lowest, typescript: TYPESCRIPT, '@types/node': '20' });
    await installPacked(project, ...packages.map(([name, version]) => `${name}@${version}`));
  });
  await scenario.check('no package that only others need is installed', async () => {
    const found = installedPackages(join(project, 'node_modules')).filter((name) => customer.notNeeded.test(name));
    if (found.length > 0) throw new Error(`found ${found.join(', ')}`);
  });
  await scenario.step(
    `${programs.map(([file]) => file).join(' and ')} compile, strict and with every declaration checked`,
    async () => {
      cpSync(join(ROOT, 'examples', 'streaming-database'), project, { recursive: true });
      const config = loadConfig(join(project, 'plan.yaml'), join(project, customer.environment));
      writeFileSync(join(project, 'outputs.json'), JSON.stringify(exampleOutputs(config)));
      for (const [file, text] of programs) writeFileSync(join(project, file), text);
      const tsconfig = { compilerOptions: COMPILER_OPTIONS, files: programs.map(([file]) => file) };
      writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(tsconfig));
      await run(join('node_modules', '.bin', 'tsc'), [], place);
    },
  );
  await expectQuietSynthesis(scenario, project, customer, `on ${describe(lowest)}`, { CDK_VALIDATION: 'false' });
  const current = installedPeers(lowest);
  await scenario.step(`the package installs with ${describe(current)}`, async () => {
    const names = Object.entries(current).map(([name, version]) => `${name}@${version}`);
    await run('npm', ['install', '--no-audit', '--no-fund', ...names], place);
  });
  const withValidator = customer.makes?.validated ? ", with CDK's validator" : '';
  await expectQuietSynthesis(scenario, project, customer, `on ${describe(current)}${withValidator}`, {
    CDK_CONTEXT_JSON: JSON.stringify({ '@aws-cdk/core:validateAgainstDefaultRules': true }),
  });
}

async function expectQuietSynthesis(
  scenario: Scenario,
  project: string,
  customer: Customer,
  how: string,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [file, text] of programsOf(customer)) {
    const makes = text.includes('new App(') ? customer.makes : undefined;
    await scenario.check(
      `${file} ${makes === undefined ? 'runs' : 'synthesizes'} without a warning ${how}`,
      async () => {
        const out = mkdtempSync(join(project, 'out.'));
        // This process itself has the validator off.
        const env = { ...process.env, CDK_VALIDATION: undefined, ...settings, [makes?.folderVariable ?? 'OUT']: out };
        const { stderr } = await run('node', [join('out', file.replace(/\.ts$/, '.js'))], { cwd: project, env });
        if (stderr.trim() !== '') throw new Error(stderr);
        if (makes === undefined) return;
        const files = readdirSync(out, { recursive: true, encoding: 'utf8' });
        if (!files.some((name) => makes.files.test(name))) throw new Error(`there is no ${makes.files}`);
        const validated = existsSync(join(out, 'validation-report.json'));
        if (validated !== (makes.validated && settings.CDK_VALIDATION === undefined))
          throw new Error(`validator: ${validated}`);
      },
    );
  }
}

/** A program and the name of its file. */
type Program = readonly [file: string, text: string];

/** The `ts` blocks of README.md, and programs that use constructs alone and with things of their own. */
function programsOf({ name, imports }: Customer): Program[] {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)];
  if (blocks.length === 0) throw new Error('README.md has no ```ts block');
  const ours = readFileSync(join(ROOT, 'scripts', 'e2e', `consumer-example-${name}.ts.txt`), 'utf8');
  const programs: Program[] = [
    ...blocks.map(([, text = ''], index): Program => [`readme-${index + 1}.ts`, text]),
    ['own.ts', ours],
  ];
  return programs.filter(([, text]) => text.includes(`'${imports}'`));
}

/** The versions of the peers that this project is developed with. */
export function installedPeers(peers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.keys(peers).map((name) => {
      const file = join(ROOT, 'node_modules', name, 'package.json');
      return [name, JSON.parse(readFileSync(file, 'utf8')).version as string];
    }),
  );
}

/** The lowest version of each peer's range: `^2.211.0` gives 2.211.0. */
export function lowestPeers(needed: RegExp): Readonly<Record<string, string>> {
  const { peerDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return Object.fromEntries(
    Object.entries<string>(peerDependencies)
      .filter(([name]) => needed.test(name))
      .map(([name, range]) => {
        const lowest = /^\^(\d+\.\d+\.\d+)$/.exec(range)?.[1];
        if (lowest === undefined) throw new Error(`the lowest version of '${name}: ${range}' is not known`);
        return [name, lowest];
      }),
  );
}

function describe(packages: Readonly<Record<string, string>>): string {
  return Object.entries(packages)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');
}

/** Names of all packages, also those within others. */
function installedPackages(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((entry) => {
    if (entry.startsWith('@')) return readdirSync(join(folder, entry)).flatMap((name) => within(`${entry}/${name}`));
    return entry.startsWith('.') ? [] : within(entry);
  });

  function within(name: string): string[] {
    return [name, ...installedPackages(join(folder, name, 'node_modules'))];
  }
}
