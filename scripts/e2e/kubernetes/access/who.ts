import { SYSTEM_NAMESPACE } from '../../../../lib/core/namespaces';

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

/** A person, and whether Kubernetes sees them in the group of support. */
export function person(...groups: readonly string[]): Who {
  return { user: 'e2e-engineer', groups: [...groups, 'system:authenticated'] };
}

/** Arguments of kubectl that make it ask in their name. */
export function inTheNameOf({ user, groups }: Who): string[] {
  return [`--as=${user}`, ...groups.map((group) => `--as-group=${group}`)];
}
