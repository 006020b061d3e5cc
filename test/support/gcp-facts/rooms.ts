import type { DataPlaneFacts, RoomFact } from '../contract/facts';
import { once } from '../once';
import { nameOf } from './attributes';
import { type Deployment, roomsOf } from './deployment';
import type { Room } from './room';

/** Names of its own that custody is known by elsewhere: on Google Cloud they follow from the configuration. */
export function custodyRoom(deployment: Deployment): RoomFact {
  const { custody } = deployment;
  const others = roomsOf(deployment).filter((room) => room !== custody);
  const known = [...namesMadeIn(custody), ...Object.values(custody.outputs)];
  const used = known.filter((name) => others.some((room) => textsIn(room).has(name)));
  return { outputs: custody.outputs, handedOut: Object.fromEntries(used.map((name) => [name, name])) };
}

export function dataPlaneRoom({ dataPlane }: Deployment): RoomFact {
  return { outputs: dataPlane.outputs, handedOut: {} };
}

/** What resources are referred to by. */
const REFERENCES = [
  /projects\/[\w-]+\/locations\/[\w-]+\/keyRings\/[\w-]+\/cryptoKeys\/[\w-]+/g,
  /projects\/[\w-]+\/roles\/\w+/g,
  /projects\/[\w-]+\/global\/networks\/[\w-]+/g,
  /projects\/[\w-]+\/regions\/[\w-]+\/subnetworks\/[\w-]+/g,
  /(?<![\w-])[\w-]+@[\w-]+\.iam\.gserviceaccount\.com/g,
  /(?<="bucket":")[^"]*/g,
];

/** Every text of a room as a whole, and every key. */
const textsIn = once((room: Room) => new Set([...room.text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text)));

/** What a room refers to, each once. */
const referencesIn = once((room: Room) => [
  ...new Set(REFERENCES.flatMap((pattern) => [...room.text.matchAll(pattern)].map(([name]) => name))),
]);

/** Things of the installation that a room names without making them, and whether a room before it does. */
export function imports(deployment: Deployment): DataPlaneFacts['imports'] {
  const { id, project } = deployment.config.environment;
  const ours = new RegExp(`(^|/)byoc[-_]${id}([-_/]|$)|^${id}-[\\w-]+@${project}\\.`);
  return roomsOf(deployment).flatMap((room, index, all) => {
    const made = namesMadeIn(room);
    const before = all.slice(0, index).flatMap(namesMadeIn);
    const elsewhere = referencesIn(room).filter((name) => ours.test(name) && !made.includes(name));
    // States of other rooms hold what nobody else should read.
    const states = room.all('data.terraform_remote_state').map(({ address }) => ({ name: address, exported: false }));
    return [...elsewhere.map((name) => ({ name, exported: before.includes(name) })), ...states];
  });
}

const namesMadeIn = once((room: Room): readonly string[] => {
  const names = room.resources.flatMap((resource) => nameOf(resource) ?? []);
  return [...names, ...names.flatMap((name) => /\/serviceAccounts\/(.*)$/.exec(name)?.[1] ?? [])];
});

/** What runs somewhere in order to deploy: programs on the machine that applies, and in the project. */
export function deploymentCode(deployment: Deployment): string[] {
  return roomsOf(deployment).flatMap(({ json, resources }) => [
    ...resources
      .filter(
        ({ type, block }) => !/^(data\.)?google_/.test(type) || RUNS_CODE.test(type) || block.provisioner !== undefined,
      )
      .map(({ address }) => address),
    ...Object.keys(json.provider ?? {}).filter((name) => name !== 'google'),
  ]);
}

const RUNS_CODE =
  /^google_(cloud(_run|build|functions|_scheduler|_tasks)|workflows|app_engine|composer|dataflow|compute_instance)/;
