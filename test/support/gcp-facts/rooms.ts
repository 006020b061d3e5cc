import type { DataPlaneFacts, RoomFact } from '../contract/facts';
import { once } from '../once';
import { type Deployment, roomsOf } from '../terraform-facts/deployment';
import type { Room } from '../terraform-facts/room';
import { codeIn, importsBy, textsIn } from '../terraform-facts/rooms';

/** Names of its own that custody is known by elsewhere: on Google Cloud they follow from the configuration. */
export function custodyRoom(deployment: Deployment<'gcp'>): RoomFact {
  const { custody } = deployment;
  const others = roomsOf(deployment).filter((room) => room !== custody);
  const known = [...namesMadeIn(custody), ...Object.values(custody.outputs)];
  const used = known.filter((name) => others.some((room) => textsIn(room).has(name)));
  return { outputs: custody.outputs, handedOut: Object.fromEntries(used.map((name) => [name, name])) };
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

/** What a room refers to, each once. */
const referencesIn = once((room: Room) => [
  ...new Set(REFERENCES.flatMap((pattern) => [...room.text.matchAll(pattern)].map(([name]) => name))),
]);

export function imports(deployment: Deployment<'gcp'>): DataPlaneFacts['imports'] {
  const { id, project } = deployment.config.environment;
  const ours = new RegExp(`(^|/)byoc[-_]${id}([-_/]|$)|^${id}-[\\w-]+@${project}\\.`);
  return importsBy(deployment, { ours, referencesIn, namesMadeIn });
}

const namesMadeIn = once((room: Room): readonly string[] => {
  const names = room.resources.flatMap(({ id }) => id ?? []);
  return [...names, ...names.flatMap((name) => /\/serviceAccounts\/(.*)$/.exec(name)?.[1] ?? [])];
});

export function deploymentCode(deployment: Deployment<'gcp'>): string[] {
  return codeIn(deployment, 'google', RUNS_CODE);
}

const RUNS_CODE =
  /^google_(cloud(_run|build|functions|_scheduler|_tasks)|workflows|app_engine|composer|dataflow|compute_instance)/;
