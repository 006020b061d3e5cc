import { Cluster } from './kubernetes/cluster';
import { ControlPlane, type Tools } from './kubernetes/control-plane';
import { applyDefinitions } from './kubernetes/definitions';
import { earlierManifests } from './kubernetes/earlier';
import { eventually } from './kubernetes/eventually';
import { binaries, moduleFolders } from './kubernetes/go';
import type { Manifests } from './kubernetes/manifests';
import { HELM, KUBERNETES, KWOK } from './kubernetes/pinned';
import type { RenderedExample } from './kubernetes/rendered-example';
import { renderedExamples } from './kubernetes/rendered-examples';
import { type StandIn, standIns } from './kubernetes/stand-ins';
import { checkAccess } from './kubernetes/steps/access';
import { applyAgain, applyEverything } from './kubernetes/steps/apply';
import { checkApplications, checkValues, plantUnknownValue } from './kubernetes/steps/charts';
import { drainNode } from './kubernetes/steps/drain';
import { checkPlacement } from './kubernetes/steps/placement';
import { plantSelectorChange, plantUnknownFields } from './kubernetes/steps/planted';
import { startFromZero } from './kubernetes/steps/profiles';
import { checkProxy } from './kubernetes/steps/proxy';
import { removeEverything } from './kubernetes/steps/removal';
import { upgrade } from './kubernetes/steps/upgrade';
import { systemCommands } from './kubernetes/system-packages';
import { endAll, survivors } from './processes';
import { Results, Scenario } from './results';
import { removeTemporaryFolders } from './temporary';

const END_SECONDS = 20;

/**
 * Applies what the examples render to a real API server with its controllers and scheduler. Nodes are simulated: that
 * proves admission and scheduling, not that a program starts. The last line counts.
 */
async function main(): Promise<void> {
  const results = new Results();
  try {
    const tools = await results.make(
      `tools: Kubernetes ${KUBERNETES}, kwok ${KWOK}, helm ${HELM}, etcd, HAProxy, PostgreSQL`,
      findTools,
    );
    if (tools === undefined) results.skip('everything that is applied', 'the tools are not there');
    else await runAll(results, tools);
  } catch (error) {
    results.fail('the run came to its end', error);
  } finally {
    endAll('SIGKILL');
    await results.step('no process is left behind', () => expectNoProcess());
    removeTemporaryFolders();
  }
  console.log('nodes are simulated: this proves admission and scheduling, not that a program starts');
  results.print();
  process.exitCode = results.allPassed ? 0 : 1;
}

async function findTools(): Promise<Tools> {
  const [modules, system] = await Promise.all([moduleFolders(), systemCommands()]);
  return { binaries: await binaries(), modules, system };
}

/** Examples in two lanes, each on a control plane of its own: they wait more than they work. */
async function runAll(results: Results, tools: Tools): Promise<void> {
  const earlier = earlierManifests();
  if (earlier.size === 0) results.skip('upgrade', 'no manifests of an earlier version are committed');
  const examples = renderedExamples();
  const lane = async () => {
    for (let next = examples.shift(); next !== undefined; next = examples.shift()) {
      const { name } = next;
      await run(results, tools, next, earlier.get(name)).catch((error) =>
        results.fail(`${name} came to its end`, error),
      );
    }
  };
  await Promise.all([lane(), lane()]);
  // Alone: it measures.
  await checkProxy(new Scenario(results, 'proxy'), tools.system);
}

/** One example on a control plane of its own. */
async function run(results: Results, tools: Tools, example: RenderedExample, earlier?: Manifests): Promise<void> {
  const { name, manifests } = example;
  const scenario = new Scenario(results, name);
  await checkValues(scenario.branch(), manifests, tools);
  await plantUnknownValue(scenario.branch(), manifests, tools);
  const made = await results.make(
    `${name}: charts get stand-ins`,
    () => standIns(manifests, tools),
    (all) => `${name}: charts get stand-ins${describe(all)}`,
  );
  if (made === undefined) return results.skip(`${name}: everything`, 'there are no stand-ins');
  await onControlPlane(results, tools, name, async (plane) => {
    const cluster = new Cluster(plane);
    await install(scenario, plane, cluster, example, made);
    if (earlier !== undefined) await upgrade(scenario, plane, cluster, manifests, earlier, tools);
  });
}

/** What stands in for which chart. */
function describe(all: readonly StandIn[]): string {
  const names = (rendered: boolean) =>
    all.filter((one) => one.rendered === rendered).map(({ release }) => release.name);
  const [whole, pods] = [names(true), names(false)];
  return [
    ...(whole.length === 0 ? [] : [`; what helm renders of ${whole.join(', ')}`]),
    ...(pods.length === 0 ? [] : [`; only pods, from our values, for ${pods.join(', ')}`]),
  ].join('');
}

/** A control plane with every definition, which ends whatever happens on it. */
async function onControlPlane(
  results: Results,
  tools: Tools,
  name: string,
  use: (plane: ControlPlane) => Promise<void>,
): Promise<void> {
  const plane = await results.make(`${name}: the control plane starts`, () => ControlPlane.start(tools));
  if (plane === undefined) return results.skip(`${name}: everything`, 'there is no control plane');
  try {
    const sources = await results.make(
      `${name}: definitions of custom resources apply`,
      () => applyDefinitions(plane, tools.modules),
      (from) => `${name}: definitions of custom resources apply, from ${from.join('; ')}`,
    );
    if (sources === undefined) results.skip(`${name}: everything`, 'there are no definitions');
    else await use(plane);
    await results.step(`${name}: the control plane still runs`, async () => plane.expectRunning());
  } finally {
    await plane.end();
  }
}

async function install(
  scenario: Scenario,
  plane: ControlPlane,
  cluster: Cluster,
  example: RenderedExample,
  made: readonly StandIn[],
): Promise<void> {
  const { manifests, config } = example;
  await applyEverything(scenario, plane, cluster, example, made);
  await applyAgain(scenario, plane, manifests);
  await checkPlacement(scenario, cluster, example);
  await checkAccess(scenario.branch(), plane, example);
  await startFromZero(scenario, plane, cluster, config);
  await checkApplications(scenario.branch(), plane, manifests);
  await plantSelectorChange(scenario, plane, manifests);
  await plantUnknownFields(scenario, plane, manifests);
  await drainNode(scenario, plane, cluster);
  await removeEverything(scenario, plane, cluster, manifests, made);
}

async function expectNoProcess(): Promise<void> {
  await eventually('every process ended', END_SECONDS, async () => {
    const left = survivors();
    return left.length === 0 ? undefined : `process groups ${left.join(', ')} are left`;
  });
}

/** What runs keeps its state in folders that go, too. */
function abandon(): never {
  endAll('SIGKILL');
  removeTemporaryFolders();
  process.exit(1);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, abandon);
process.once('uncaughtException', (error) => {
  console.error(error);
  abandon();
});

void main();
