import type { ControlPlane } from '../control-plane';
import { eventually } from '../eventually';
import type { KubernetesObject } from '../objects';

const CHECKED_SECONDS = 30;
const PLANTED = 'e2e-misspelt';

interface Policy extends KubernetesObject {
  readonly status?: {
    readonly observedGeneration?: number;
    readonly typeChecking?: { readonly expressionWarnings?: readonly { readonly warning: string }[] };
  };
}

/**
 * Waits until Kubernetes has checked the expressions of policies, which it does after they are stored.
 *
 * @returns its warnings
 */
async function warningsOf(plane: ControlPlane, names: readonly string[]): Promise<string[]> {
  let policies: Policy[] = [];
  await eventually('the expressions are checked', CHECKED_SECONDS, async () => {
    policies = await Promise.all(names.map((name) => policy(plane, name)));
    const late = policies.filter(({ metadata, status }) => status?.observedGeneration !== metadata.generation);
    return late.length === 0 ? undefined : late.map(({ metadata }) => metadata.name).join(', ');
  });
  return policies.flatMap(({ metadata, status }) =>
    (status?.typeChecking?.expressionWarnings ?? []).map(({ warning }) => `${metadata.name}: ${warning}`),
  );
}

/**
 * Policies without a warning; a copy of one with a misspelt field has one, so that there is something to be found.
 *
 * @param field a field that one of them names
 */
export async function expectTyped(plane: ControlPlane, names: readonly string[], field: string): Promise<void> {
  const warnings = await warningsOf(plane, names);
  if (warnings.length > 0) throw new Error(warnings.join('; '));
  const policies = await Promise.all(names.map((name) => policy(plane, name)));
  const original = policies.find(({ spec }) => JSON.stringify(spec).includes(field));
  if (original === undefined) throw new Error(`no policy names ${field}`);
  const { apiVersion, kind, spec } = original;
  const planted = { apiVersion, kind, metadata: { name: PLANTED }, spec };
  // It has no binding, so it refuses nothing.
  await plane.kubectl(['create', '-f', '-'], JSON.stringify(planted).replaceAll(field, `${field}s`));
  try {
    const [found = ''] = await warningsOf(plane, [PLANTED]);
    if (!found.includes(`undefined field '${field}s'`)) throw new Error(`a misspelt field is not found: ${found}`);
  } finally {
    await plane.kubectl(['delete', 'validatingadmissionpolicy', PLANTED]);
  }
}

async function policy(plane: ControlPlane, name: string): Promise<Policy> {
  const { stdout } = await plane.kubectl(['get', 'validatingadmissionpolicy', name, '-o', 'json']);
  return JSON.parse(stdout);
}
