import type { AwsEnvironment, AzureEnvironment, CustomerEnvironment, VendorPlan } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import {
  azureEnvironment,
  fullPlan,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlanForEveryCloud,
  problemsOf,
} from '../support/config';

const ACCOUNT = 'control@notes-vendor.iam.gserviceaccount.com';

test.each([
  'group:support@riverbed.example.com',
  'group:Support@Riverbed.example.com',
  'user:support@riverbed.example.com',
  `serviceAccount:${ACCOUNT}`,
])('fails if the plan names an administrator on Google Cloud: %s', (member) => {
  const vendor = { ...fullPlan().vendor, gcp: { serviceAccount: ACCOUNT } };
  const administrators = ['group:platform@acme.example.com', member];
  expect(problems({ ...gcpEnvironment(), administrators }, { vendor })).toEqual([refusal(1, member)]);
});

test.each(['control-plane', 'support'])('fails if the plan names an administrator on AWS: %s', (name) => {
  const role = `arn:aws:iam::111122223333:role/${name}`;
  const vendor = { aws: { principals: ['arn:aws:iam::111122223333:role/control-plane'] } };
  const support = { aws: ['arn:aws:iam::111122223333:role/support'] };
  const environment: AwsEnvironment = { ...minimalEnvironment(), administrators: [role] };
  expect(problems(environment, { vendor, support })).toEqual([refusal(0, role)]);
});

test('fails if the plan names an administrator on Azure', () => {
  const group = '12121212-3434-5656-7878-909090909090';
  const environment: AzureEnvironment = { ...azureEnvironment(), administrators: [group] };
  expect(problems(environment)).toEqual([refusal(0, group)]);
});

test('others of the same domain may be administrators', () => {
  const administrators = ['group:platform@riverbed.example.com', 'user:ann.support@riverbed.example.com'];
  expect(problems({ ...gcpEnvironment(), administrators })).toEqual([]);
});

function refusal(index: number, member: string): string {
  return `'environment.administrators[${index}]' must not be whom the plan names as vendor or support: what administrators may do has no end, got ${member}; remove it: access.mode and access.supportExpiresAt let them in`;
}

function problems(environment: CustomerEnvironment, plan: Partial<VendorPlan> = {}): string[] {
  const support = fullPlan().support ?? {};
  return problemsOf(() => resolveConfig({ ...minimalPlanForEveryCloud(), support, ...plan }, environment));
}
