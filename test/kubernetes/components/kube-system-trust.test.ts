import type { CustomerEnvironment, VendorPlan } from '../../../lib/core/config-types';
import { KubeSystemTrust, kubeSystemTrustPropsOf } from '../../../lib/kubernetes/components/kube-system-trust';
import { CLOSED, ON, planWithCharts } from '../../support/charts';
import { deployed, objectsOf } from '../../support/kubernetes';

test('charts in kube-system find the certificates that the customer trusts', () => {
  const props = propsOf(planWithCharts(), { ...ON.aws, caBundle: CLOSED.caBundle });
  if (props === undefined) throw new Error('there are no certificates');
  const [object] = objectsOf((chart) => new KubeSystemTrust(chart, 'Trust', props));
  expect(object).toMatchObject({
    kind: 'ConfigMap',
    metadata: { name: 'byoc-ca', namespace: 'kube-system' },
    data: { 'ca.crt': CLOSED.caBundle },
  });
});

test('nothing is put there without certificates', () => {
  expect(propsOf(planWithCharts(), ON.aws)).toBeUndefined();
});

test('nothing is put there where no chart of ours runs', () => {
  expect(propsOf(planWithCharts(), { ...ON.gcp, caBundle: CLOSED.caBundle })).toBeUndefined();
});

function propsOf(plan: VendorPlan, environment: CustomerEnvironment) {
  return kubeSystemTrustPropsOf(deployed(plan, environment).config);
}
