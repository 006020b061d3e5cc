import type { CustomerEnvironment, VendorPlan } from '../../../lib/core/config-types';
import {
  BillingScraper,
  billingScraper,
  billingScraperPropsOf,
} from '../../../lib/kubernetes/components/billing-scraper';
import {
  azureEnvironment,
  fullEnvironment,
  fullPlan,
  minimalEnvironment,
  minimalPlan,
  minimalPlanForEveryCloud,
} from '../../support/config';
import { all, deployed, type Manifest, objectsOf } from '../../support/kubernetes';

const METERED: Partial<VendorPlan> = {
  workloads: ['notes', 'search'].map((namespace) => ({
    name: `${namespace}-billing`,
    namespace,
    serviceAccount: 'server',
    capabilities: [{ id: 'telemetry:billing' }, { id: 'private-endpoints:read' }],
  })),
  telemetry: {
    billing: { aws: 'notes-billing/usage/', azure: 'notesbilling/usage/' },
    billingScraper: { image: 'scraper:1.0.0', resources: { cpu: '10m', memory: '32Mi' } },
  },
};

describe('the sidecar of a full plan', () => {
  const sidecar = sidecarOf(fullPlan(), fullEnvironment());

  test('runs as long as the containers of its pod do', () => {
    expect(sidecar?.initContainer).toMatchObject({ name: 'billing-scraper', restartPolicy: 'Always' });
  });

  test('is as closed as Pod Security asks, whatever its pod says', () => {
    expect(sidecar?.initContainer.securityContext).toEqual({
      runAsNonRoot: true,
      runAsUser: 10001,
      runAsGroup: 10001,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
      appArmorProfile: { type: 'RuntimeDefault' },
    });
  });

  test('is told where to write, through the proxy and the certificates of the environment', () => {
    const env = Object.fromEntries(sidecar?.initContainer.env.map(({ name, value }) => [name, value]) ?? []);
    expect(env).toMatchObject({
      BYOC_ENVIRONMENT: 'acme',
      BYOC_TARGET: 'riverbed-billing/usage/',
      AWS_REGION: 'eu-central-1',
      HTTPS_PROXY: 'http://proxy.acme.example.com:3128',
      SSL_CERT_DIR: '/etc/ssl/certs',
    });
    expect(sidecar?.volumes).toEqual([{ name: 'ca', configMap: { name: 'byoc-ca' } }]);
    expect(sidecar?.initContainer.volumeMounts).toEqual([
      { name: 'ca', mountPath: '/etc/ssl/certs/byoc-ca.crt', subPath: 'ca.crt', readOnly: true },
    ]);
  });

  test('comes from the mirror of the environment', () => {
    expect(sidecar?.initContainer.image).toMatch(/^registry\.acme\.example\.com\/mirror\//);
  });
});

test('a minimal sidecar asks for what the plan says and mounts nothing', () => {
  const sidecar = sidecarOf({ ...minimalPlan(), ...METERED }, minimalEnvironment());
  expect(sidecar?.initContainer).toMatchObject({
    image: 'scraper:1.0.0',
    resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '32Mi' } },
    volumeMounts: [],
  });
  expect(sidecar?.labels).toEqual({ 'byoc/billing': 'scraper' });
  expect(sidecar?.volumes).toEqual([]);
});

test('pods on Azure carry the label by which they get their identity', () => {
  const sidecar = sidecarOf({ ...minimalPlanForEveryCloud(), ...METERED }, azureEnvironment());
  expect(sidecar?.labels).toEqual({ 'byoc/billing': 'scraper', 'azure.workload.identity/use': 'true' });
});

test('a plan without a scraper has no sidecar and no way out for it', () => {
  const { config, outputs } = deployed(minimalPlan(), minimalEnvironment());
  expect(billingScraper(config, outputs)).toBeUndefined();
  expect(billingScraperPropsOf(config)).toBeUndefined();
});

test('pods with the label reach credentials and storage, in the namespaces of metered workloads only', () => {
  const policies = policiesOf({ ...minimalPlan(), ...METERED, namespaces: ['notes', 'cache'] }, minimalEnvironment());
  expect(policies.map(({ metadata }) => metadata)).toEqual([
    { name: 'billing-scraper', namespace: 'notes' },
    { name: 'billing-scraper', namespace: 'search' },
  ]);
  for (const { spec } of policies) {
    expect(spec.podSelector).toEqual({ matchLabels: { 'byoc/billing': 'scraper' } });
    expect(spec.policyTypes).toEqual(['Egress']);
    const reached = spec.egress.map(({ to, ports }: Manifest) => [to[0].ipBlock.cidr, ports[0].port]);
    expect(reached).toEqual([
      ['169.254.170.23/32', 80],
      ['0.0.0.0/0', 443],
    ]);
  }
});

function sidecarOf(plan: VendorPlan, environment: CustomerEnvironment) {
  const { config, outputs } = deployed(plan, environment);
  return billingScraper(config, outputs);
}

function policiesOf(plan: VendorPlan, environment: CustomerEnvironment): Manifest[] {
  const props = billingScraperPropsOf(deployed(plan, environment).config);
  if (props === undefined) throw new Error('there is no scraper');
  return all(
    objectsOf((chart) => new BillingScraper(chart, 'BillingScraper', props)),
    'NetworkPolicy',
  );
}
