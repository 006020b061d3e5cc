import { resolveConfig } from '../../../lib/core/resolve-config';
import { gcpBootstrapProps } from '../../../lib/gcp/bootstrap/bootstrap-stack';
import { existingGcpNetwork, fullGcpEnvironment, fullPlan, sharedVpc } from '../../support/config';
import { alike, FULL, OTHER } from '../support/installations';

test('everything that the bootstrap takes follows the configuration', () => {
  // What the first of the two becomes is in bootstrap-stack.test.ts; both make their network.
  expect(alike(gcpBootstrapProps(FULL), gcpBootstrapProps(OTHER))).toEqual(['context.network']);
});

test.each([
  ['existing', existingGcpNetwork()],
  ['shared', sharedVpc()],
] as const)('so does whose network it is: %s', (kind, network) => {
  const { egress: _, ...controlPlane } = fullPlan().controlPlane;
  const config = resolveConfig(
    { ...fullPlan(), controlPlane },
    { ...fullGcpEnvironment(), network, endpointServices: [] },
  );
  expect(gcpBootstrapProps(config).context.network).toBe(kind);
});
