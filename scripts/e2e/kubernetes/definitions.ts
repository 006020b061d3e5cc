import { join } from 'node:path';
import { ROOT } from '../../root';
import type { ControlPlane } from './control-plane';
import { eventually } from './eventually';
import type { ModuleFolders } from './go';
import { type KubernetesObject, nameOf } from './objects';
import { MODULES } from './pinned';

/** Definitions of custom resources, and where each comes from. */
interface Definitions {
  readonly source: string;
  /** A file, or a folder of files. */
  readonly path: string;
}

const FOLDER = join(ROOT, 'scripts', 'e2e', 'kubernetes', 'definitions');
export const TARGET_GROUP_BINDING = join(FOLDER, 'target-group-binding.yaml');
const OURS = 'our own, from their documentation, because no Go module has them';
const OUR_KINDS = ['TargetGroupBinding', 'FQDNNetworkPolicy', 'ServiceAttachment'];

function definitions(modules: ModuleFolders): Definitions[] {
  const of = (name: keyof ModuleFolders, ...path: string[]): Definitions => ({
    source: `${MODULES[name].path} ${MODULES[name].version}`,
    path: join(modules[name], ...path),
  });
  return [
    of('istioApi', 'kubernetes', 'customresourcedefinitions.gen.yaml'),
    ...['certificaterequests', 'certificates', 'clusterissuers', 'issuers'].map((kind) =>
      of('certManager', 'deploy', 'crds', `cert-manager.io_${kind}.yaml`),
    ),
    ...['challenges', 'orders'].map((kind) => of('certManager', 'deploy', 'crds', `acme.cert-manager.io_${kind}.yaml`)),
    of('gatewayApi', 'config', 'crd', 'standard'),
    of('argoCd', 'manifests', 'crds', 'application-crd.yaml'),
    { source: `${OUR_KINDS.join(', ')} (${OURS})`, path: FOLDER },
  ];
}

/**
 * Applies every definition and waits until the API server serves it.
 *
 * @returns where they come from
 */
export async function applyDefinitions(plane: ControlPlane, modules: ModuleFolders): Promise<string[]> {
  const all = definitions(modules);
  // They are others' files, and checked by the server anyway.
  await plane.kubectl(['apply', '--server-side', '--validate=false', ...all.flatMap(({ path }) => ['-f', path])]);
  await eventually('every definition is served', SERVED_SECONDS, async () => {
    const late = (await plane.list<Definition>(PATH, 'CustomResourceDefinition')).filter((one) => !isServed(one));
    return late.length === 0 ? undefined : late.map(nameOf).join(', ');
  });
  return [...new Set(all.map(({ source }) => source))];
}

const PATH = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const SERVED_SECONDS = 60;

interface Definition extends KubernetesObject {
  readonly kind: 'CustomResourceDefinition';
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

function isServed({ status }: Definition): boolean {
  return status?.conditions?.some(({ type, status: value }) => type === 'Established' && value === 'True') ?? false;
}
