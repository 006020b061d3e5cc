import type { Scenario } from '../../results';
import { cloudPods } from '../cloud-pods';
import type { Cluster } from '../cluster';
import { isSystemNode } from '../nodes';
import { type DisruptionBudget, type Node, nameOf, type Pod, type Workload } from '../objects';
import { type Amount, amountOf, NOTHING, requestsOf, sum } from '../quantities';
import type { RenderedExample } from '../rendered-example';

/** Part of the system nodes that must stay free. */
const SPARE = 0.2;

/** Where pods run, and what that leaves. Clouds prefer zones for their own pods, and promise none. */
export async function checkPlacement(
  scenario: Scenario,
  cluster: Cluster,
  { config, manifests }: RenderedExample,
): Promise<void> {
  const clouds = new Set(cloudPods(config).map(nameOf));
  await scenario.check('pods of several replicas are spread over the zones, all on system nodes', async () => {
    const [zones, pods, nodes] = await Promise.all([cluster.zones(), cluster.pods(), cluster.systemNodes()]);
    const system = new Set(nodes.map(({ metadata }) => metadata.name));
    const problems = (await cluster.workloads('Deployment', 'StatefulSet')).flatMap((workload) => {
      const own = pods.filter((pod) => belongsTo(pod, workload));
      const elsewhere = own.filter(({ spec }) => !system.has(spec.nodeName ?? ''));
      const reached = new Set(own.map(({ spec }) => zones.get(spec.nodeName ?? ''))).size;
      const most = Math.min(workload.spec.replicas ?? 1, new Set(zones.values()).size);
      const wanted = clouds.has(nameOf(workload)) ? 1 : most;
      return [
        ...elsewhere.map(({ spec }) => `${nameOf(workload)} runs on ${spec.nodeName}`),
        ...(reached < wanted ? [`${nameOf(workload)} reaches ${reached} of ${wanted} zones`] : []),
      ];
    });
    if (problems.length > 0) throw new Error(problems.join('; '));
  });
  await scenario.check(
    'every Deployment of several replicas has a disruption budget that lets one pod go',
    async () => {
      const ours = new Set(manifests.objects.map(nameOf));
      const [budgets, workloads, pods] = await Promise.all([
        cluster.budgets(),
        cluster.workloads('Deployment'),
        cluster.pods(),
      ]);
      const problems = budgets.flatMap(stuck);
      for (const workload of workloads) {
        if (!ours.has(nameOf(workload)) || (workload.spec.replicas ?? 1) < 2) continue;
        const own = pods.filter((pod) => belongsTo(pod, workload));
        if (!budgets.some((budget) => own.length > 0 && own.every((pod) => isCovered(pod, budget)))) {
          problems.push(`${nameOf(workload)} has no budget`);
        }
      }
      if (problems.length > 0) throw new Error(problems.join('; '));
    },
  );
  await scenario.figures(
    'what all pods on system nodes ask for leaves 20% of CPU and memory free, also with one zone lost',
    async () => {
      const [nodes, pods] = await Promise.all([cluster.systemNodes(), cluster.pods()]);
      return figures(nodes, pods);
    },
  );
}

/** Sums of requests on the system nodes, and on one less; an error if they leave less than the spare. */
export function figures(nodes: readonly Node[], pods: readonly Pod[]): string {
  const [first] = nodes;
  if (first === undefined) throw new Error('there are no system nodes');
  const names = new Set(nodes.filter(isSystemNode).map(({ metadata }) => metadata.name));
  const here = pods.filter(({ spec }) => names.has(spec.nodeName ?? ''));
  const perNode = here.filter(isPerNode);
  const others = total(here.filter((pod) => !isPerNode(pod)));
  const onFirst = total(perNode.filter(({ spec }) => spec.nodeName === first.metadata.name));
  const without = here.filter(({ spec }) => asksForNothing(requestsOf(spec)));
  if (without.length > 0) throw new Error(`without requests: ${without.map(nameOf).join(', ')}`);
  const lines = [nodes.length, nodes.length - 1].map((count) => {
    const asked = sum(others, ...Array<Amount>(count).fill(onFirst));
    const given = sum(...Array<Amount>(count).fill(amountOf(first.status.allocatable)));
    return {
      text: `${count} nodes: ${share(asked, given)}`,
      most: Math.max(asked.cpu / given.cpu, asked.memory / given.memory),
    };
  });
  const text = lines.map((line) => line.text).join('; ');
  if (lines.some(({ most }) => most > 1 - SPARE)) throw new Error(`less than ${SPARE * 100}% is free: ${text}`);
  return text;
}

function share(asked: Amount, given: Amount): string {
  const of = (what: number, whole: number) => `${Math.round(what)} of ${Math.round(whole)}`;
  const percent = (what: number, whole: number) => `${((what / whole) * 100).toFixed(1)}%`;
  return [
    `${of(asked.cpu, given.cpu)} m CPU (${percent(asked.cpu, given.cpu)})`,
    `${of(asked.memory, given.memory)} MiB (${percent(asked.memory, given.memory)})`,
    `${of(asked.pods, given.pods)} pods`,
  ].join(', ');
}

function total(pods: readonly Pod[]): Amount {
  return pods.length === 0 ? NOTHING : sum(...pods.map(({ spec }) => requestsOf(spec)));
}

function asksForNothing({ cpu, memory }: Amount): boolean {
  return cpu === 0 || memory === 0;
}

function isPerNode({ metadata }: Pod): boolean {
  return metadata.ownerReferences?.some(({ kind }) => kind === 'DaemonSet') ?? false;
}

/** A budget that finds no pods, or never lets one go, keeps a node from being replaced or protects nothing. */
function stuck(budget: DisruptionBudget): string[] {
  const { expectedPods = 0, desiredHealthy = 0 } = budget.status ?? {};
  if (expectedPods === 0) return [`${nameOf(budget)} finds no pods`];
  return desiredHealthy >= expectedPods ? [`${nameOf(budget)} lets no pod go`] : [];
}

function isCovered({ metadata }: Pod, { metadata: budget, spec }: DisruptionBudget): boolean {
  const wanted = Object.entries(spec.selector.matchLabels ?? {});
  return budget.namespace === metadata.namespace && wanted.every(([key, value]) => metadata.labels?.[key] === value);
}

function belongsTo({ metadata }: Pod, { metadata: workload, spec }: Workload): boolean {
  const wanted = Object.entries(spec.selector.matchLabels);
  return workload.namespace === metadata.namespace && wanted.every(([key, value]) => metadata.labels?.[key] === value);
}
