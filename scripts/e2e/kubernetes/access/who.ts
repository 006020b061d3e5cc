import { SYSTEM_NAMESPACE } from '../../../../lib/core/namespaces';
import type { SupportSubject } from '../../../../lib/core/support';

/** Somebody as the API server sees them. */
export interface Who {
  readonly user: string;
  readonly groups: readonly string[];
}

/** A service account. */
export function account(namespace: string, name: string): Who {
  const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'];
  return { user: `system:serviceaccount:${namespace}:${name}`, groups };
}

export const AGENT = account(SYSTEM_NAMESPACE, 'agent');
/** What ends support where the cloud does not. */
export const END = account(SYSTEM_NAMESPACE, 'support-end');

/** A person, and the groups in which Kubernetes sees them. */
export function person(...groups: readonly string[]): Who {
  return { user: 'e2e-engineer', groups: [...groups, 'system:authenticated'] };
}

/** A support engineer: a person in groups, or the account that all of them act as. */
export function engineer(subjects: readonly SupportSubject[], ...groups: readonly string[]): Who {
  const namesOf = (wanted: SupportSubject['kind']) =>
    subjects.filter(({ kind }) => kind === wanted).map(({ name }) => name);
  const somebody = person(...namesOf('Group'), ...groups);
  const [user = somebody.user] = namesOf('User');
  return { ...somebody, user };
}

/** Arguments of kubectl that make it ask in their name. */
export function inTheNameOf({ user, groups }: Who): string[] {
  return [`--as=${user}`, ...groups.map((group) => `--as-group=${group}`)];
}
