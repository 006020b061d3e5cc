import { parseAllDocuments, stringify } from 'yaml';
import { below, type Path, remove, set } from './mutations';
import type { DeployedInstallation, Manifest } from './terraform-facts/deployment';
import { list } from './terraform-facts/read';
import type { Mutation } from './terraform-mutations';

const put = (path: Path, value: unknown) => set<DeployedInstallation>(path, value);
const without = (path: Path) => remove<DeployedInstallation>(path);

/** Lets support stay in the cluster: nothing ends it, or too late, or for some, or without the right to. */
export function supportMutations({ manifests }: DeployedInstallation): Mutation[] {
  const places = manifests.map((value, index) => ({ path: ['manifests', index] as const, value }));
  return places.flatMap(({ path, value }) => {
    if (value.kind === 'CronJob') return [without(path), ...ofJob(path, value)];
    if (value.kind === 'ConfigMap' && value.data['bindings.yaml'] !== undefined)
      return [without(path), ...ofList(path, value)];
    if (value.kind === 'ClusterRole' && isOfEnd(value)) return [without(path), ...ofRole(path, value)];
    if (/RoleBinding$/.test(value.kind) && isOfEnd(value)) return [without(path), without([...path, 'subjects', 0])];
    if (/RoleBinding$/.test(value.kind) && /^byoc-support-/.test(value.metadata.name))
      return [oneMore(path, value, places.length)];
    return [];
  });
}

function isOfEnd({ metadata }: Manifest): boolean {
  return /^byoc-support-end-/.test(metadata.name);
}

function ofJob(path: Path, { spec }: Manifest): Mutation[] {
  const at = [...path, 'spec'];
  const pod = [...at, 'jobTemplate', 'spec', 'template', 'spec'];
  const container = [...pod, 'containers', 0];
  const { args } = spec.jobTemplate.spec.template.spec.containers[0];
  return [
    ...spec.schedule
      .split(' ')
      .map((_: string, field: number) => put([...at, 'schedule'], spec.schedule.split(' ').with(field, '7').join(' '))),
    put([...at, 'suspend'], true),
    put([...at, 'timeZone'], 'America/Los_Angeles'),
    without([...at, 'timeZone']),
    put([...at, 'startingDeadlineSeconds'], 60),
    put([...pod, 'serviceAccountName'], 'default'),
    put([...pod, 'automountServiceAccountToken'], false),
    put([...pod, 'volumes', 0, 'configMap', 'name'], 'another'),
    put([...container, 'image'], 'registry.example.com/another:v1.0.0'),
    put([...container, 'args', args.length], '--dry-run=client'),
    ...args.map((_: string, index: number) => without([...container, 'args', index])),
  ];
}

/** Takes each binding out of the file that names them. */
function ofList(path: Path, { data }: Manifest): Mutation[] {
  const named = parseAllDocuments(data['bindings.yaml']).map((document) => stringify(document.toJS()));
  return named.map((_, index) => put([...path, 'data', 'bindings.yaml'], named.toSpliced(index, 1).join('---\n')));
}

/** Takes what a role gives out of it, value by value. */
function ofRole(path: Path, { rules }: Manifest): Mutation[] {
  return below(list(rules), [...path, 'rules'])
    .filter(({ value }) => typeof value === 'string')
    .map((place) => put(place.path, 'another'));
}

/** Binds support once more, where nothing deletes it. */
function oneMore(path: Path, binding: Manifest, end: number): Mutation {
  const more = { ...binding, metadata: { ...binding.metadata, name: 'more' } };
  const added = put(['manifests', end], more);
  return { ...added, what: `${path.join('.')}: once more` };
}
