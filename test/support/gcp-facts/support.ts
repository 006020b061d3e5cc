import type { SupportFact } from '../contract/facts';
import type { Deployment } from '../terraform-facts/deployment';
import { accountsOf } from './accounts';
import { onAccount, useOf } from './acting';
import { bindingsOf, endOf } from './bindings';
import { clusterOf } from './cluster';

/** What lets somebody through to the Kubernetes API, and no further. */
const TO_THE_DOOR = ['container.clusters.connect', 'container.clusters.get'];

/** The account that people of the vendor act by, and what it may do. */
export function supportFact(deployment: Deployment<'gcp'>): SupportFact | undefined {
  const bindings = bindingsOf(deployment);
  const account = accountsOf(deployment.custody).find((each) =>
    onAccount(each, deployment).some(({ permissions }) => useOf(permissions) === 'support'),
  );
  if (account === undefined) return undefined;
  const takes = onAccount(account, deployment);
  const holds = bindings.filter(({ member }) => member === account.member);
  const ends = takes.map(endOf);
  const expiresAt = ends.every((end) => end === ends[0]) ? ends[0] : undefined;
  const { project, location, name } = clusterOf(deployment);
  const cluster = `resource.name == 'projects/${project}/locations/${location}/clusters/${name}'`;
  return {
    expiresAt,
    // A token lives on for an hour; what it may do ends with the bindings.
    endsOpenSessions: holds.length > 0 && holds.every((binding) => endOf(binding) === expiresAt),
    principals: takes.map(({ member }) => member.replace(/^group:/, '')),
    // https://cloud.google.com/kubernetes-engine/docs/how-to/role-based-access-control#rolebinding
    subjects: [{ kind: 'User', name: account.email }],
    findsCluster: TO_THE_DOOR.every((permission) =>
      holds.some(({ permissions, condition }) => permissions.includes(permission) && condition.includes(cluster)),
    ),
    otherRights: holds.flatMap(({ permissions, condition, on }) =>
      permissions
        .filter((permission) => !TO_THE_DOOR.includes(permission) || !condition.includes(cluster))
        .map((permission) => `${permission} on ${on}`),
    ),
  };
}
