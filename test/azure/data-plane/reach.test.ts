import { reachCommand } from '../../../lib/azure/data-plane/reach';
import type { AzureEnvironment } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { SUBSCRIPTION } from '../../support/azure';
import { azureEnvironment, minimalPlanForEveryCloud } from '../../support/config';

const reach = (environment: Partial<AzureEnvironment> = {}) =>
  reachCommand(resolveConfig(minimalPlanForEveryCloud(), { ...azureEnvironment(), ...environment }));

const CREDENTIALS = `az aks get-credentials --resource-group byoc-demo --name byoc-demo --subscription ${SUBSCRIPTION} && kubelogin convert-kubeconfig -l azurecli`;

test('by default, only the nodes reach the API', () => {
  expect(reach()).toBe(`${CREDENTIALS} (nodes only: list networks in kubernetesApi.allowedCidrs)`);
});

test('a private API is reached from the listed networks', () => {
  expect(reach({ kubernetesApi: { access: 'private', allowedCidrs: ['10.9.0.0/16'] } })).toBe(
    `${CREDENTIALS} (from 10.9.0.0/16)`,
  );
});

test('a private cluster is reached in the same way', () => {
  expect(reach({ apiServer: 'private-cluster' })).toBe(reach());
});

test('a public API is reached from the listed networks', () => {
  expect(reach({ kubernetesApi: { access: 'public', allowedCidrs: ['198.51.100.7/32', '203.0.113.0/24'] } })).toBe(
    `${CREDENTIALS} (from 198.51.100.7/32 203.0.113.0/24)`,
  );
});
