import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { installationFiles, type TerraformConfig } from '../../../terraform/installation-files';
import type { TerraformJson } from '../../../terraform/references';
import { STATE_BESIDE } from '../../../terraform/stand-ins';
import { lastWords } from '../../processes';
import { type Results, Scenario } from '../../results';
import { temporaryFolder } from '../../temporary';
import { ManagementApi } from '../azurerm/management-api';
import { forNextMajor } from '../azurerm/next-major';
import { buildPlugin, PLUGIN_VERSION } from '../azurerm/plugin';
import { distinctStacks, type Rendered } from '../rendered';
import { WorkingFolder } from '../working-folder';

/** Where its module cannot be downloaded, or there is nothing to build it with. */
const UNOBTAINABLE = /Go is not installed|\b(403|404|410) |no such host|dial tcp|module lookup disabled/;
const UNREACHABLE = /Failed to query available provider packages/;
/** No account is asked: nothing is refreshed, and the token is good for nothing. */
const TOKEN = { GOOGLE_OAUTH_ACCESS_TOKEN: 'invalid' };
/** What earlier stacks hand on, in its form; anything else is the id of a principal. */
const HANDED_ON: Readonly<Record<string, string>> = {
  etcd_key_id: 'https://made-up.vault.azure.net/keys/etcd/0123456789abcdef0123456789abcdef',
  cluster_issuer:
    'https://westeurope.oic.prod-aks.azure.com/77777777-8888-9999-0000-111111111111/01234567-89ab-cdef-0123-456789abcdef/',
};
const A_PRINCIPAL = '44444444-5555-6666-7777-888888888888';

/** How stacks are planned by the provider of a cloud. */
interface Planning {
  readonly provider: string;
  /** For every command but `init`, which may look for the plugin elsewhere. */
  readonly env: Readonly<Record<string, string>>;
  readonly init: Readonly<Record<string, string>>;
  /** A stack as the provider that was found wants it. */
  readonly rewrite: (stack: TerraformJson) => TerraformJson;
  /** What is written over each stack: whatever backend and credentials it names are not used. */
  readonly override: object;
  readonly stacks: readonly { readonly name: string; readonly stack: TerraformJson }[];
  /** Resources that the provider refuses, and in which words. */
  readonly refused: readonly { readonly what: string; readonly resource: object; readonly words: RegExp }[];
}

/** What the provider of Google Cloud says of every stack, where the registry of plugins can be reached. */
export async function planOnGcp(results: Results, all: readonly Rendered[]): Promise<void> {
  const planning: Planning = {
    provider: 'google',
    env: TOKEN,
    init: {},
    rewrite: (stack) => stack,
    override: STATE_BESIDE,
    stacks: stacksOf(all),
    refused: [unknownAttribute('google_compute_network')],
  };
  if (await isReachable(planning)) await planAll(results, planning);
  else results.skipForLackOf('provider plugins not reachable', `validate and plan of ${planning.stacks.length} stacks`);
}

/**
 * What the provider of Azure says of every stack, and how it makes one installation: version 4 where the registry of
 * plugins can be reached, else version 5 that is built here. It asks a stand-in of the management API.
 */
export async function planOnAzure(results: Results, all: readonly Rendered[]): Promise<void> {
  const api = await results.make("a stand-in of Azure's management API answers", () => ManagementApi.start());
  if (api === undefined) return;
  const planning: Planning = {
    provider: 'azurerm',
    env: api.env,
    init: {},
    rewrite: (stack) => stack,
    override: { ...STATE_BESIDE, provider: { azurerm: [api.provider] } },
    stacks: stacksOf(all),
    refused: [
      unknownAttribute('azurerm_virtual_network'),
      {
        what: 'a value that it does not know',
        resource: { azurerm_network_security_rule: { planted: { ...A_RULE, priority: 99 } } },
        words: /expected priority to be in the range \(100 - 4096\)/,
      },
    ],
  };
  try {
    let found = planning;
    if (!(await isReachable(planning))) {
      const built = await buildPlugin().catch((error: Error) => error);
      if (built instanceof Error && UNOBTAINABLE.test(built.message)) {
        const what = `validate, plan and apply of ${planning.stacks.length} stacks`;
        return results.skipForLackOf(`the plugin of azurerm can neither be had nor built: ${built.message}`, what);
      }
      const TF_CLI_CONFIG_FILE = await results.make(`the plugin of azurerm ${PLUGIN_VERSION} is built`, async () => {
        if (built instanceof Error) throw built;
        return built;
      });
      if (TF_CLI_CONFIG_FILE === undefined) return;
      const rewrite = (stack: TerraformJson) => forNextMajor(stack, PLUGIN_VERSION);
      const stacks = planning.stacks.map(({ name, stack }) => ({ name, stack: rewrite(stack) }));
      found = { ...planning, rewrite, stacks, init: { TF_CLI_CONFIG_FILE } };
    }
    await planAll(results, found);
    await results.step('the provider asks for no resource', async () => {
      const asked = [...api.missing, ...api.refused];
      if (asked.length > 0) throw new Error(`it asked for ${asked.join(', ')}`);
    });
    for (const example of all.filter(({ name }) => name === APPLIED)) await provision(results, example, found, api);
  } finally {
    api.end();
  }
}

/** The one that has everything, and waits the longest: some minutes, most of them for nothing to happen. */
const APPLIED = 'streaming-database-azure';

/** An installation is made by the provider, as far as the stand-in of the management API goes. */
async function provision(
  results: Results,
  { name, config }: Rendered,
  planning: Planning,
  api: ManagementApi,
): Promise<void> {
  // Of a lock, the provider waits for two minutes until everybody sees it.
  const environment = { ...config.environment, protection: false };
  const files = installationFiles({ ...config, environment } as TerraformConfig);
  const scenario = new Scenario(results, `${name}, by the provider`);
  let handedOn: Readonly<Record<string, string>> = {};
  for (const { stack, content } of files) {
    const asked = api.refused.length;
    await scenario.step(`${stack} is made, and a second plan is empty`, async () => {
      const json = withVariables(planning.rewrite(JSON.parse(content)), handedOn);
      const folder = await initialized(planning, json);
      await folder.run('apply', '-auto-approve', '-lock=false', '-parallelism=30');
      const second = await folder.attempt('plan', '-detailed-exitcode', '-lock=false');
      if (second.status !== NOTHING_TO_DO) throw new Error(`a second plan: ${lastWords(second)}`);
      handedOn = { ...handedOn, ...variablesIn(JSON.parse(await folder.run('output', '-json'))) };
    });
    await scenario.check(`${stack} needs no way to vault and accounts`, async () => {
      const needed = api.refused.slice(asked).filter((request) => !TOLERATED.test(request));
      if (needed.length > 0) throw new Error(`the provider asked ${needed.join(', ')}`);
    });
  }
}

/** What the files hold that one stack puts out for another: `DataPlaneVariables`. */
function variablesIn(outputs: Readonly<Record<string, { readonly value: string }>>): Record<string, string> {
  const files = Object.entries(outputs).filter(([name]) => name.endsWith('Variables'));
  return Object.assign({}, ...files.map(([, { value }]) => JSON.parse(value)));
}

/** `terraform plan -detailed-exitcode` where nothing would change. */
const NOTHING_TO_DO = 0;
/** Whom to tell of certificates: a refusal is taken for nobody. */
const TOLERATED = /^GET \S+\.vault\.azure\.net\/certificates\/contacts$/;

async function planAll(results: Results, planning: Planning): Promise<void> {
  const { provider, stacks, refused } = planning;
  const folder = await results.make(`terraform init finds ${provider}`, () =>
    initialized(planning, stacks[0]?.stack ?? {}),
  );
  if (folder === undefined) return;
  for (const { name, stack } of stacks) {
    await results.step(`${name}: the provider validates and plans it`, async () => {
      folder.write('cdk.tf.json', withVariables(stack));
      await folder.run('validate');
      const planned = await folder.run('plan', '-refresh=false', '-lock=false');
      if (!/^Plan: \d+ to add, 0 to change, 0 to destroy/m.test(planned)) throw new Error(`it plans ${planned}`);
    });
  }
  for (const { what, resource, words } of refused) {
    await results.step(`${provider} refuses ${what}`, async () => {
      folder.write('planted.tf.json', { resource });
      await folder.refused(words, 'validate');
    });
  }
}

/** Whether Terraform finds the plugin by itself. Where somebody set a place up for plugins, their absence is a failure. */
async function isReachable({ provider, override, stacks }: Planning): Promise<boolean> {
  const folder = new WorkingFolder(temporaryFolder(`reached-${provider}`));
  folder.write('planned_override.tf.json', override);
  folder.write('cdk.tf.json', stacks[0]?.stack ?? {});
  const init = await folder.attempt('init');
  if (init.status === 0) return true;
  if (UNREACHABLE.test(init.stderr) && !isMirrorConfigured()) return false;
  throw new Error(`terraform init: ${lastWords(init)}`);
}

/** A folder with a stack, in which the plugin is found. */
async function initialized({ provider, env, init, override }: Planning, stack: object): Promise<WorkingFolder> {
  const folder = temporaryFolder(`planned-${provider}`);
  const first = new WorkingFolder(folder, init);
  first.write('planned_override.tf.json', override);
  first.write('cdk.tf.json', stack);
  await first.run('init');
  return new WorkingFolder(folder, env);
}

function stacksOf(all: readonly Rendered[]): Planning['stacks'] {
  return distinctStacks(all).map(({ name, content }) => ({ name, stack: JSON.parse(content) as TerraformJson }));
}

function withVariables(stack: TerraformJson, handedOn = HANDED_ON): object {
  const variables = Object.entries(stack.variable ?? {}).map(([name, variable]) => [
    name,
    { ...variable, default: handedOn[name] ?? A_PRINCIPAL },
  ]);
  return variables.length === 0 ? stack : { ...stack, variable: Object.fromEntries(variables) };
}

function unknownAttribute(type: string): Planning['refused'][number] {
  return {
    what: 'an attribute that it does not know',
    resource: { [type]: { planted: { name: 'x', nonsense: 1 } } },
    words: /Extraneous JSON object property|Unsupported argument/,
  };
}

const A_RULE = {
  name: 'planted',
  resource_group_name: 'planted',
  network_security_group_name: 'planted',
  direction: 'Inbound',
  access: 'Allow',
  protocol: 'Tcp',
  source_address_prefix: '*',
  source_port_range: '*',
  destination_address_prefix: '*',
  destination_port_range: '443',
};

function isMirrorConfigured(): boolean {
  const file = process.env.TF_CLI_CONFIG_FILE ?? join(homedir(), '.terraformrc');
  return existsSync(file) && /^\s*provider_installation\b/m.test(readFileSync(file, 'utf8'));
}
