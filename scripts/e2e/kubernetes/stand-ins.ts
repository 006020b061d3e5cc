import { chartInModule, isValues, type Release, releasesOf, template, type Values } from './charts';
import type { Tools } from './control-plane';
import type { Manifests } from './manifests';
import type { KubernetesObject } from './objects';
import { WORKLOADS_OF_CHARTS, type WorkloadOfChart } from './workloads-of-charts';

/** Stand-ins of a chart carry its release under this label. */
export const STAND_IN_LABEL = 'byoc-e2e/stand-in';

/** What a release puts into the cluster here, instead of its chart. */
export interface StandIn {
  readonly release: Release;
  /** Whether it is what helm makes of the chart; else only its pods, from our values. */
  readonly rendered: boolean;
  readonly objects: readonly KubernetesObject[];
}

/**
 * Kinds that stay away: nobody answers a webhook or serves an API here, so they would block what they are for. Jobs
 * are hooks of an installation, definitions come from the modules.
 */
const LEFT_OUT = new Set([
  'ValidatingWebhookConfiguration',
  'MutatingWebhookConfiguration',
  'APIService',
  'Job',
  'CustomResourceDefinition',
]);

/** Stand-ins for the charts of an installation, in the order in which the charts are installed. */
export function standIns(manifests: Manifests, tools: Tools): Promise<StandIn[]> {
  return Promise.all(releasesOf(manifests).map((release) => standIn(release, tools)));
}

async function standIn(release: Release, tools: Tools): Promise<StandIn> {
  const chart = chartInModule(release, tools.modules);
  const objects = chart === undefined ? fromValues(release) : await template(tools, release, chart.folder);
  return {
    release,
    rendered: chart !== undefined,
    objects: objects.filter(({ kind }) => !LEFT_OUT.has(kind)).map((object) => labelled(object, release)),
  };
}

function labelled(object: KubernetesObject, { name, namespace }: Release): KubernetesObject {
  const { metadata } = object;
  const isNamespaced = !/^(Cluster|Namespace$|PriorityClass$|ValidatingAdmission)/.test(object.kind);
  return {
    ...object,
    metadata: {
      ...(isNamespaced ? { namespace } : {}),
      ...metadata,
      labels: { ...metadata.labels, [STAND_IN_LABEL]: name },
    },
  };
}

/** Pods as the chart would make them, with the requests and the places that our values give them. */
function fromValues(release: Release): KubernetesObject[] {
  const workloads = WORKLOADS_OF_CHARTS[release.chart];
  if (workloads === undefined) throw new Error(`there is no stand-in for the chart ${release.chart}`);
  return workloads.flatMap((workload) => objectsOf(release, workload));
}

function objectsOf(release: Release, workload: WorkloadOfChart): KubernetesObject[] {
  const { kind, name, replicas, budget, sidecar } = workload;
  if (workload.switch !== undefined && at(release.values, workload.switch).enabled === false) return [];
  const values = at(release.values, workload.values);
  const namespace = typeof values.namespaceOverride === 'string' ? values.namespaceOverride : release.namespace;
  const labels = { ...workload.labels, 'app.kubernetes.io/instance': release.name };
  const metadata = { name, namespace, labels };
  const [, context] = workload.securityContexts;
  const containers = [
    container(name, values, { ...workload.ownContainerContext, ...at(values, [context]) }),
    ...(sidecar === undefined
      ? []
      : [container('sidecar', at(release.values, sidecar), workload.ownContainerContext ?? {})]),
  ];
  const { enabled: _, ...limits } = budget === undefined ? {} : at(release.values, budget);
  const selector = { matchLabels: labels };
  const workloads = {
    apiVersion: 'apps/v1',
    kind,
    metadata,
    spec: {
      ...(replicas === undefined ? {} : { replicas: Number(values[replicas] ?? 1) }),
      ...(kind === 'StatefulSet' ? { serviceName: name } : {}),
      selector,
      template: { metadata: { labels }, spec: { ...podOf(workload, values), containers } },
    },
  };
  const budgets = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata, spec: { ...limits, selector } };
  return Object.keys(limits).length === 0 ? [workloads] : [workloads, budgets];
}

/** Values that charts copy into a pod under the same name. */
const POD_FIELDS = [
  'nodeSelector',
  'tolerations',
  'affinity',
  'topologySpreadConstraints',
  'priorityClassName',
  'hostNetwork',
  'hostPID',
];

function podOf({ securityContexts: [context], ownPodContext, further }: WorkloadOfChart, values: Values): object {
  const given = Object.entries(values).filter(([key]) => POD_FIELDS.includes(key));
  const securityContext = { ...ownPodContext, ...at(values, [context]) };
  return { ...further, ...Object.fromEntries(given), securityContext };
}

function container(name: string, { resources }: Values, securityContext: object): object {
  return { name, image: `stand-in/${name}:0`, ...(resources === undefined ? {} : { resources }), securityContext };
}

/** The values at a path; none where there are none. */
function at(values: Values, path: readonly string[]): Values {
  let found: unknown = values;
  for (const key of path) found = isValues(found) ? found[key] : undefined;
  return isValues(found) ? found : {};
}
