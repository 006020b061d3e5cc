import type { DataPlaneConfig } from '../../core/resolve-config';
import { ENVIRONMENT_LABEL, namesOf, PROFILE_LABEL } from '../names';

/** The commands of docs/gcp/reach-the-cluster.md that apply to an installation. */
export function reachCommand({ environment }: DataPlaneConfig<'gcp'>): string {
  const { id, project, region, apiEndpoint, kubernetesApi, nodeShell } = environment;
  const { cluster } = namesOf(id, project);
  const kubeconfig = `gcloud container clusters get-credentials ${cluster} --location ${region} --project ${project}`;
  const networks = kubernetesApi.allowedCidrs.join(' ');
  const byAddress = kubernetesApi.access === 'public' ? kubeconfig : `${kubeconfig} --internal-ip`;
  if (apiEndpoint === 'dns') {
    const byName = `${kubeconfig} --dns-endpoint (from anywhere, for whom IAM lets connect)`;
    return networks === '' ? byName : `${byName}, or ${byAddress} (from ${networks})`;
  }
  if (networks !== '') return `${byAddress} (from ${networks})`;
  if (!nodeShell) return `${byAddress} (nodes only: list networks in kubernetesApi.allowedCidrs, or set nodeShell)`;
  const nodes =
    `gcloud compute instances list --project ${project} --limit 1 ` +
    `--filter 'labels.${ENVIRONMENT_LABEL}=${id} AND labels.${PROFILE_LABEL}=system AND status=RUNNING' ` +
    `--format 'value[separator=" --zone "](name,zone.basename())'`;
  const address =
    `gcloud container clusters describe ${cluster} --location ${region} --project ${project} ` +
    `--format 'value(controlPlaneEndpointsConfig.ipEndpointsConfig.privateEndpoint)'`;
  return (
    `gcloud compute ssh $(${nodes}) --project ${project} --tunnel-through-iap -- -N -L 8443:$(${address}):443 ` +
    '(then point kubectl at it: docs/gcp/reach-the-cluster.md, way 3)'
  );
}
