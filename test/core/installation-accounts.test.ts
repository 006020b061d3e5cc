import type { CustomerEnvironment, VendorPlan } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import { gcpEnvironment, minimalEnvironment, minimalPlanForEveryCloud, problemsOf } from '../support/config';

const OURS = 'arn:aws:iam::111122223333:role/byoc/env/demo/nodes';
const ROOT = 'arn:aws:iam::111122223333:root';

describe('on Google Cloud', () => {
  test.each([
    'byoc-demo-nodes@acme-data.iam.gserviceaccount.com',
    'byoc-demo-vendor@acme-data.iam.gserviceaccount.com',
    'byoc-demo-support@acme-data.iam.gserviceaccount.com',
    'demo-archive-xk2z@acme-data.iam.gserviceaccount.com',
  ])('fails if the vendor is an account of the installation: %s', (serviceAccount) => {
    expect(known(serviceAccount)).toEqual([
      `'plan.vendor.gcp.serviceAccount' must not be an account of the installation itself, got ${serviceAccount}; name one of the vendor's`,
    ]);
  });

  test.each([
    'control@notes-vendor.iam.gserviceaccount.com',
    'byoc-demo-nodes@notes-vendor.iam.gserviceaccount.com',
    'byoc-demos-nodes@acme-data.iam.gserviceaccount.com',
    'demo-deploy@acme-data.iam.gserviceaccount.com',
    'demo-deploy-prod@acme-data.iam.gserviceaccount.com',
  ])('the vendor may be %s', (serviceAccount) => {
    expect(known(serviceAccount)).toEqual([]);
  });

  function known(serviceAccount: string): string[] {
    return problems(gcpEnvironment(), { vendor: { gcp: { serviceAccount } } });
  }
});

describe('on AWS', () => {
  const refusal = (path: string, arn: string) =>
    `'plan.${path}' must not be a role of the installation itself, got ${arn}; name one of the vendor's`;

  test('fails if the vendor or support is a role of the installation', () => {
    const plan = { vendor: { aws: { principals: [OURS] } }, support: { aws: [OURS] } };
    expect(problems(minimalEnvironment(), plan)).toEqual([
      refusal('vendor.aws.principals[0]', OURS),
      refusal('support.aws[0]', OURS),
    ]);
  });

  test.each(['byoc/*', 'b*', 'byoc/env/demo/pods/*'])('fails if a pattern takes them in: %s', (name) => {
    const pattern = `arn:aws:iam::111122223333:role/${name}`;
    const vendor = { aws: { principals: [ROOT], principalArnLike: [pattern] } };
    expect(problems(minimalEnvironment(), { vendor })).toEqual([refusal('vendor.aws.principalArnLike[0]', pattern)]);
  });

  test('the vendor may have a role of its own in that account, and roles like ours in another', () => {
    const principals = ['arn:aws:iam::111122223333:role/byoc-control', OURS.replace('111122223333', '999988887777')];
    expect(problems(minimalEnvironment(), { vendor: { aws: { principals } } })).toEqual([]);
    const narrowed = { principals: [ROOT], principalArnLike: ['arn:aws:iam::111122223333:role/byoc-*'] };
    expect(problems(minimalEnvironment(), { vendor: { aws: narrowed } })).toEqual([]);
  });
});

function problems(environment: CustomerEnvironment, plan: Partial<VendorPlan>): string[] {
  return problemsOf(() => resolveConfig({ ...minimalPlanForEveryCloud(), ...plan }, environment));
}
