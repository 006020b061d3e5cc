import { reachCommand } from '../../../lib/azure/data-plane/reach';
import type { AzureEnvironment } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { SUBSCRIPTION } from '../../support/azure';
import { azureEnvironment, minimalPlanForEveryCloud } from '../../support/config';

const reach = (environment: Partial<AzureEnvironment> = {}) =>
  reachCommand(resolveConfig(minimalPlanForEveryCloud(), { ...azureEnvironment(), ...environment }));

const CREDENTIALS = `az aks get-credentials --resource-group byoc-demo --name byoc-demo --subscription ${SUBSCRIPTION} && kubelogin convert-kubeconfig -l azurecli`;

test('by default, the API is reached from inside', () => {
  expect(reach()).toBe(`${CREDENTIALS} (from the network and those connected to it: docs/azure/reach-the-cluster.md)`);
});

test('a private cluster is reached in the same way', () => {
  expect(reach({ apiServer: 'private-cluster' })).toBe(reach());
});

test('a public API is reached from the listed networks', () => {
  expect(reach({ kubernetesApi: { access: 'public', allowedCidrs: ['198.51.100.7/32', '203.0.113.0/24'] } })).toBe(
    `${CREDENTIALS} (from 198.51.100.7/32 203.0.113.0/24)`,
  );
});
