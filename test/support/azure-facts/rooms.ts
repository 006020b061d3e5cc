import type { DataPlaneFacts, RoomFact } from '../contract/facts';
import { once } from '../once';
import { type Deployment, roomsOf } from '../terraform-facts/deployment';
import { list } from '../terraform-facts/read';
import type { Room } from '../terraform-facts/room';
import { codeIn, importsBy, textsIn } from '../terraform-facts/rooms';
import { bucketRefOf } from './buckets';
import { keyRefOf } from './keys';
import { handedOn } from './variables';

/**
 * What custody is known by elsewhere: names that follow from the configuration, and values that no name leads to, which
 * outputs hand on. Ids of a key with and without its version are one ref, and so are the id of a
 * container and its path.
 */
export function custodyRoom(deployment: Deployment<'azure'>): RoomFact {
  const { custody } = deployment;
  const others = roomsOf(deployment).filter((room) => room !== custody);
  const isUsed = (text: string) => others.some((room) => textsIn(room).has(text));
  const refOf = (text: string) => keyRefOf(text, deployment) ?? bucketRefOf(text, deployment) ?? text;
  const names = [...namesMadeIn(custody), ...list(deployment.config.environment.own.encryptionKey)].filter(isUsed);
  const values = Object.entries(handedOn(custody)).filter(([, value]) => isUsed(value));
  return {
    outputs: Object.fromEntries(Object.entries(custody.outputs).map(([name, value]) => [name, refOf(value)])),
    handedOut: Object.fromEntries([
      ...names.map((name) => [name, refOf(name)]),
      ...values.map(([name, value]) => [variableOf(custody, name), refOf(value)]),
    ]),
  };
}

/** A variable, as whoever applies takes it from an output: of the stack of this installation. */
function variableOf({ outputs }: Room, name: string): string {
  return `${outputs.EnvironmentId} ${name}`;
}

/** Resource ids, and groups that something is put into. */
const REFERENCES = [
  /\/subscriptions\/[\w-]+\/(?:resourceGroups|providers)\/[\w./()-]+/g,
  /"resource_group_name":"([^"]*)"/g,
  /\bvar\.\w+/g,
];

/** What a room refers to, each once. */
const referencesIn = once((room: Room) => [
  ...new Set(REFERENCES.flatMap((pattern) => [...room.text.matchAll(pattern)].map(([name, group = name]) => group))),
]);

export function imports(deployment: Deployment<'azure'>): DataPlaneFacts['imports'] {
  const { id } = deployment.config.environment;
  const ours = new RegExp(`(^|/)(byoc-?|kv)${id}|^var\\.`);
  return [...importsBy(deployment, { ours, referencesIn, namesMadeIn }), ...variables(deployment)];
}

/** Variables of each room, and whether an earlier one hands their values on. */
function variables(deployment: Deployment<'azure'>): DataPlaneFacts['imports'] {
  return roomsOf(deployment).flatMap(({ json }, index, all) =>
    Object.keys(json.variable ?? {}).map((name) => {
      const from = all.slice(0, index).find((room) => handedOn(room)[name] !== undefined);
      return { name: from === undefined ? name : variableOf(from, name), exported: from !== undefined };
    }),
  );
}

/** Ids of what a room makes, with keys that templates make, and names of its groups. */
const namesMadeIn = once((room: Room): readonly string[] => [
  ...room.resources.flatMap(({ id }) => id ?? []),
  ...room.all('azurerm_resource_group').map(({ block }) => block.name),
  ...templatesIn(room).flatMap(({ type, name }) => {
    const [parent = '', child] = name.split('/');
    const vault = room.all('azurerm_key_vault').find(({ block }) => block.name === parent)?.id;
    return type === 'Microsoft.KeyVault/vaults/keys' && vault !== undefined ? [`${vault}/keys/${child}`] : [];
  }),
]);

/** What templates of Azure Resource Manager make. */
function templatesIn(room: Room): readonly { readonly type: string; readonly name: string }[] {
  return room
    .all('azurerm_resource_group_template_deployment')
    .flatMap(({ block }) => JSON.parse(block.template_content).resources);
}

export function deploymentCode(deployment: Deployment<'azure'>): string[] {
  const inTemplates = roomsOf(deployment)
    .flatMap(templatesIn)
    .filter(({ type }) => !/^Microsoft\.(KeyVault\/vaults\/keys|Compute\/diskEncryptionSets)$/.test(type))
    .map(({ type, name }) => `${type} ${name}`);
  return [...codeIn(deployment, 'azurerm', RUNS_CODE), ...inTemplates];
}

const RUNS_CODE =
  /^azurerm_(\w*function_app|automation|container_|logic_app|resource_deployment_script|\w*virtual_machine|\w*_extension|batch_|app_service|\w*web_app)/;
