import type { Identity } from '../../../lib/core/workloads';
import { identityGrants } from '../../../lib/gcp/permissions/identities';
import { PLACE, SIGNING_GRANTS } from './support/principals';

const IDENTITY: Identity = {
  name: 'engine',
  kind: 'workload',
  namespace: 'riverbed',
  serviceAccount: 'engine',
  capabilities: [{ id: 'bucket:read', reason: 'a test', target: 'data' }],
};

test('an identity has its capabilities', () => {
  expect(identityGrants(IDENTITY, PLACE).map(({ role, target }) => [role, target])).toEqual([['bucket-read', 'data']]);
});

test('with an account of Google Cloud, it also signs as that', () => {
  const grants = identityGrants({ ...IDENTITY, googleServiceAccount: true }, PLACE);
  expect(grants.map(({ role, neededBy }) => [role, neededBy])).toEqual([
    ['bucket-read', 'engine'],
    ['sign', 'engine'],
  ]);
});

test('it signs as its own account, and as no other', () => {
  expect(SIGNING_GRANTS.map(({ role, permissions, on, target }) => [role, permissions, on, target])).toEqual([
    [
      'sign',
      ['iam.serviceAccounts.signBlob'],
      'service account',
      expect.stringMatching(/^acme-engine-[a-z0-9]{4}@acme-data\.iam\.gserviceaccount\.com$/),
    ],
  ]);
});
