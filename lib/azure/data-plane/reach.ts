import type { DataPlaneConfig } from '../../core/resolve-config';
import { namesOf } from '../names';

/** The command of docs/azure/reach-the-cluster.md that applies to an installation. */
export function reachCommand({ environment }: DataPlaneConfig<'azure'>): string {
  const { id, subscription, kubernetesApi } = environment;
  const { cluster, dataPlaneGroup } = namesOf(id, subscription);
  const kubeconfig =
    `az aks get-credentials --resource-group ${dataPlaneGroup} --name ${cluster} --subscription ${subscription} && ` +
    'kubelogin convert-kubeconfig -l azurecli';
  const networks = kubernetesApi.allowedCidrs.join(' ');
  if (networks !== '') return `${kubeconfig} (from ${networks})`;
  return `${kubeconfig} (nodes only: list networks in kubernetesApi.allowedCidrs)`;
}
