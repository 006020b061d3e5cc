import type { VendorPlan } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { minimalEnvironment, minimalPlan, problemsOf } from '../../support/config';

type GcpVendor = NonNullable<VendorPlan['vendor']['gcp']>;

const ISSUER = 'https://token.notes.example.com';

/** Every rule of who the vendor is on Google Cloud: what it is about, the vendor with it, and the message. */
const RULES: [string, GcpVendor, string][] = [
  ...[
    'control',
    'user:ann@example.com',
    'serviceAccount:control@notes.iam.gserviceaccount.com',
    'control@notes.example.com',
    '123456789012-compute@developer.gserviceaccount.com',
    '*@notes.iam.gserviceaccount.com',
  ].map((serviceAccount): (typeof RULES)[number] => [
    `the service account is ${serviceAccount}`,
    { serviceAccount },
    `'plan.vendor.gcp.serviceAccount' must be a service account address, got ${serviceAccount}; write it like control@project.iam.gserviceaccount.com`,
  ]),
  [
    'the issuer of the tokens is not https',
    { oidc: { issuer: 'http://token.notes.example.com', subject: 'x' } },
    "'plan.vendor.gcp.oidc.issuer' must be an https URL, got http://token.notes.example.com; write it like https://token.example.com",
  ],
  [
    'nothing says whose tokens are taken',
    { oidc: { issuer: ISSUER } as NonNullable<GcpVendor['oidc']> },
    "'plan.vendor.gcp.oidc.subject' must be set (a string), got nothing; add it",
  ],
  ...['', '*', 'repo:notes/*', 'control plane', "x' || true || '", 'x"', 'x\\', 'contrôle', 's'.repeat(128)].map(
    (subject): (typeof RULES)[number] => [
      `the subject of the tokens is ${subject}`,
      { oidc: { issuer: ISSUER, subject } },
      `'plan.vendor.gcp.oidc.subject' must be the exact subject of a token, of at most 127 ASCII characters without wildcard, spaces and quotes, got ${shown(subject)}; copy it from a token`,
    ],
  ),
  ...['https://.example.com', 'https:///'].map((issuer): (typeof RULES)[number] => [
    `the issuer of the tokens is ${issuer}`,
    { oidc: { issuer, subject: 'x' } },
    `'plan.vendor.gcp.oidc.issuer' must be an https URL, got ${issuer}; write it like https://token.example.com`,
  ]),
  ...['', '*', 'contrôle'].map((audience): (typeof RULES)[number] => [
    `the audience of the tokens is ${audience}`,
    { oidc: { issuer: ISSUER, subject: 'x', audience } },
    `'plan.vendor.gcp.oidc.audience' must be the audience of a token, got ${shown(audience)}; copy it from a token`,
  ]),
  ...[
    'arn:aws:iam::999988887777:role/*',
    'arn:aws:iam::999988887777:root',
    'arn:aws:iam::999988887777:role/control-plane/',
    'arn:aws:iam::999988887777:user/ann',
    'arn:aws:sts::999988887777:assumed-role/control-plane/ann',
    '999988887777',
  ].map((awsRole): (typeof RULES)[number] => [
    `the role on AWS is ${awsRole}`,
    { awsRole },
    `'plan.vendor.gcp.awsRole' must be the ARN of one IAM role, got ${awsRole}; write it like arn:aws:iam::999988887777:role/control-plane, without wildcard`,
  ]),
];

test.each(RULES)('fails if %s', (_, gcp, message) => {
  expect(problems(gcp)).toEqual([message]);
});

test.each([
  'control-plane',
  'repo:notes/control-plane:ref:refs/heads/main',
  'system:serviceaccount:control:plane',
  's'.repeat(127),
])('a subject may be %s', (subject) => {
  expect(problems({ oidc: { issuer: ISSUER, subject } })).toEqual([]);
});

function problems(gcp: GcpVendor): string[] {
  const plan = { ...minimalPlan(), vendor: { ...minimalPlan().vendor, gcp } };
  return problemsOf(() => resolveConfig(plan, minimalEnvironment()));
}

function shown(text: string): string {
  return text === '' ? "''" : text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
