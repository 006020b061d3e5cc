import { parseAllDocuments } from 'yaml';
import type { Deployment, Manifest } from '../terraform-facts/deployment';
import { list } from '../terraform-facts/read';

const GROUP = 'rbac.authorization.k8s.io';
const COMMAND = 'delete --ignore-not-found --wait=false';
/** A cluster may be down for some time. */
const LEAST_DEADLINE_SECONDS = 30 * 24 * 60 * 60;

/**
 * Whether nobody of these groups of Entra stays in who once found the cluster. Everybody of the tenant logs in, and
 * Kubernetes asks bindings of its own beside Azure's: those that name a group know no end, so something must delete each.
 * https://learn.microsoft.com/azure/aks/concepts-cluster-authorization
 */
export function endsInCluster(
  groups: readonly string[],
  expiresAt: string,
  { manifests }: Pick<Deployment<'azure'>, 'manifests'>,
): boolean {
  const bindings = manifests
    .filter(isBinding)
    .filter(({ subjects }) => list(subjects).some(({ kind, name }) => kind === 'Group' && groups.includes(name)));
  const ends = manifests
    .filter(({ kind, spec }) => kind === 'CronJob' && runsAt(expiresAt, spec))
    .map((job) => ({ account: accountOf(job), deleted: deletedBy(job, manifests) }));
  return bindings.every((binding) =>
    ends.some(
      ({ account, deleted }) =>
        deleted.some((named) => isSame(named, binding)) && mayDelete(account, binding, manifests),
    ),
  );
}

/** A schedule names no seconds: it runs in the minute in which support ends. */
function runsAt(moment: string, spec: Manifest): boolean {
  const [, month, day, hour, minute] = moment.split(/\D/).map(Number);
  return (
    spec.schedule === `${minute} ${hour} ${day} ${month} *` &&
    spec.timeZone === 'Etc/UTC' &&
    spec.suspend !== true &&
    (spec.startingDeadlineSeconds ?? LEAST_DEADLINE_SECONDS) >= LEAST_DEADLINE_SECONDS
  );
}

function podOf({ spec }: Manifest): Manifest {
  return spec.jobTemplate.spec.template.spec;
}

/** Who deletes; nobody, if the pod gets no token. */
function accountOf(job: Manifest): string | undefined {
  const { serviceAccountName, automountServiceAccountToken } = podOf(job);
  return automountServiceAccountToken === true ? `${job.metadata.namespace}/${serviceAccountName}` : undefined;
}

/** What kubectl is told to delete: the objects of the one file that it is given. */
function deletedBy(job: Manifest, manifests: readonly Manifest[]): readonly Manifest[] {
  const { containers, volumes } = podOf(job);
  const [{ image, args, volumeMounts }] = containers;
  const file = list(args).find((arg) => arg.startsWith('--filename='));
  const others = list(args).filter((arg) => arg !== file);
  if (containers.length > 1 || !/\/kubectl:v/.test(image) || others.join(' ') !== COMMAND) return [];
  const mount = list(volumeMounts).find(({ mountPath }) => file?.startsWith(`--filename=${mountPath}/`));
  const volume = list(volumes).find(({ name }) => name === mount?.name);
  const map = manifests.find(
    ({ kind, metadata }) =>
      kind === 'ConfigMap' &&
      metadata.namespace === job.metadata.namespace &&
      metadata.name === volume?.configMap?.name,
  );
  const text = map?.data[String(file).split('/').at(-1) ?? ''];
  return text === undefined ? [] : parseAllDocuments(text).map((document) => document.toJS());
}

function isSame(named: Manifest, binding: Manifest): boolean {
  const place = ({ kind, metadata }: Manifest) => [kind, metadata.namespace, metadata.name].join(' ');
  return place(named) === place(binding);
}

/** Whether an account has a role in the namespace of a binding, or in the cluster, by which it deletes that by its name. */
function mayDelete(account: string | undefined, binding: Manifest, manifests: readonly Manifest[]): boolean {
  const resource = `${binding.kind.toLowerCase()}s`;
  const roles = manifests
    .filter(isBinding)
    .filter(({ kind, metadata }) => kind === 'ClusterRoleBinding' || metadata.namespace === binding.metadata.namespace)
    .filter(({ subjects }) =>
      list(subjects).some(
        ({ kind, namespace, name }) => kind === 'ServiceAccount' && `${namespace}/${name}` === account,
      ),
    )
    .map(({ roleRef }) => roleRef.name);
  return manifests
    .filter(({ kind, metadata }) => kind === 'ClusterRole' && roles.includes(metadata.name))
    .flatMap(({ rules }) => list(rules))
    .some(
      ({ apiGroups, resources, resourceNames, verbs }) =>
        apiGroups.includes(GROUP) &&
        resources.includes(resource) &&
        list(resourceNames).includes(binding.metadata.name) &&
        verbs.includes('delete'),
    );
}

function isBinding({ kind }: Manifest): boolean {
  return /RoleBinding$/.test(kind);
}
