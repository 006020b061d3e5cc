import type { GcpEnvironment } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { reachCommand } from '../../../lib/gcp/data-plane/reach';
import { gcpEnvironment, minimalPlanForEveryCloud } from '../../support/config';

const reach = (environment: Partial<GcpEnvironment> = {}) =>
  reachCommand(resolveConfig(minimalPlanForEveryCloud(), { ...gcpEnvironment(), ...environment }));

const CREDENTIALS = 'gcloud container clusters get-credentials byoc-demo --location europe-west1 --project acme-data';
const CONNECTED = { access: 'private', allowedCidrs: ['10.200.0.0/16', '10.201.0.0/16'] } as const;

test('by default, the API is reached by its name', () => {
  expect(reach()).toBe(`${CREDENTIALS} --dns-endpoint (from anywhere, for whom IAM lets connect)`);
});

test('connected networks reach it by its private address too', () => {
  expect(reach({ kubernetesApi: CONNECTED })).toBe(
    `${CREDENTIALS} --dns-endpoint (from anywhere, for whom IAM lets connect), or ` +
      `${CREDENTIALS} --internal-ip (from 10.200.0.0/16 10.201.0.0/16)`,
  );
});

test('listed networks reach it by its public address too', () => {
  expect(reach({ kubernetesApi: { access: 'public', allowedCidrs: ['198.51.100.7/32'] } })).toBe(
    `${CREDENTIALS} --dns-endpoint (from anywhere, for whom IAM lets connect), or ${CREDENTIALS} (from 198.51.100.7/32)`,
  );
});

test('without a name, listed networks reach its private address', () => {
  expect(reach({ apiEndpoint: 'ip', kubernetesApi: CONNECTED })).toBe(
    `${CREDENTIALS} --internal-ip (from 10.200.0.0/16 10.201.0.0/16)`,
  );
});

test('without a name, listed networks reach its public address', () => {
  expect(reach({ apiEndpoint: 'ip', kubernetesApi: { access: 'public', allowedCidrs: ['198.51.100.7/32'] } })).toBe(
    `${CREDENTIALS} (from 198.51.100.7/32)`,
  );
});

test('without a name and without a list, it says what is missing', () => {
  expect(reach({ apiEndpoint: 'ip' })).toBe(
    `${CREDENTIALS} --internal-ip (nodes only: list networks in kubernetesApi.allowedCidrs, or set nodeShell)`,
  );
});

test('with nodeShell, a system node forwards a port', () => {
  expect(reach({ apiEndpoint: 'ip', nodeShell: true })).toBe(
    'gcloud compute ssh $(gcloud compute instances list --project acme-data --limit 1 ' +
      "--filter 'labels.byoc-environment=demo AND labels.byoc-profile=system AND status=RUNNING' " +
      `--format 'value[separator=" --zone "](name,zone.basename())') ` +
      '--project acme-data --tunnel-through-iap -- -N -L ' +
      '8443:$(gcloud container clusters describe byoc-demo --location europe-west1 --project acme-data ' +
      "--format 'value(controlPlaneEndpointsConfig.ipEndpointsConfig.privateEndpoint)'):443 " +
      '(then point kubectl at it: docs/gcp/reach-the-cluster.md, way 3)',
  );
});
