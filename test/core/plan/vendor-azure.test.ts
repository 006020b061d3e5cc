import type { VendorPlan } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { azureEnvironment, minimalEnvironment, minimalPlan, problemsOf } from '../../support/config';

type AzureVendor = NonNullable<VendorPlan['vendor']['azure']>;

const ISSUER = 'https://token.notes.example.com';
const APPLICATION = {
  tenantId: '11111111-2222-3333-4444-555555555555',
  applicationId: '66666666-7777-8888-9999-000000000000',
};
const OIDC = { issuer: ISSUER, subject: 'control-plane' };

/** Every rule of who the vendor is on Azure: what it is about, the vendor with it, and the message. */
const RULES: [string, AzureVendor, string][] = [
  [
    'nothing says who the vendor is',
    {},
    "'plan.vendor.azure' must have exactly one of applicationId, oidc, got []; add one",
  ],
  [
    'the vendor is known in two ways',
    { ...APPLICATION, oidc: OIDC },
    '\'plan.vendor.azure\' must have exactly one of applicationId, oidc, got ["applicationId","oidc"]; remove the others',
  ],
  [
    'the tenant of the application is missing',
    { applicationId: APPLICATION.applicationId },
    "'plan.vendor.azure.tenantId' must be set with applicationId only, got nothing; add the one, or remove the other",
  ],
  [
    'there is a tenant, and no application',
    { tenantId: APPLICATION.tenantId, oidc: OIDC },
    `'plan.vendor.azure.tenantId' must be set with applicationId only, got ${APPLICATION.tenantId}; add the one, or remove the other`,
  ],
  [
    'the application is a name',
    { ...APPLICATION, applicationId: 'notes' },
    "'plan.vendor.azure.applicationId' must be a lower-case UUID, got notes; copy it from the portal",
  ],
  [
    'the issuer of the tokens is not https',
    { oidc: { ...OIDC, issuer: 'http://token.notes.example.com' } },
    "'plan.vendor.azure.oidc.issuer' must be an https URL, got http://token.notes.example.com; write it like https://token.example.com",
  ],
  [
    'nothing says whose tokens are taken',
    { oidc: { issuer: ISSUER } as NonNullable<AzureVendor['oidc']> },
    "'plan.vendor.azure.oidc.subject' must be set (a string), got nothing; add it",
  ],
  ...['', '*', 'repo:notes/*', 'control plane', '"x"', "'x'", 'x\\', 's'.repeat(601)].map(
    (subject): (typeof RULES)[number] => [
      `the subject of the tokens is ${subject.slice(0, 20)}`,
      { oidc: { issuer: ISSUER, subject } },
      `'plan.vendor.azure.oidc.subject' must be the exact subject of a token, without wildcard, spaces and quotes, of at most 600 characters, got ${shown(subject)}; copy it from a token`,
    ],
  ),
  [
    'the audience of the tokens is empty',
    { oidc: { ...OIDC, audience: '' } },
    "'plan.vendor.azure.oidc.audience' must be the audience of a token, got ''; copy it from a token",
  ],
];

test.each(RULES)('fails if %s', (_, azure, message) => {
  const plan = { ...minimalPlan(), vendor: { ...minimalPlan().vendor, azure } };
  expect(problemsOf(() => resolveConfig(plan, minimalEnvironment()))).toEqual([message]);
});

test('tokens are for the exchange of Entra', () => {
  const { plan } = withVendor({ oidc: OIDC });
  expect(plan.vendor.azure?.oidc).toEqual({ ...OIDC, audience: 'api://AzureADTokenExchange' });
});

describe('the object id of the vendor', () => {
  const { vendorObjectId = '' } = azureEnvironment();
  const withoutId = (mode: 'managed' | 'approved' | 'self-managed', azure: AzureVendor) => {
    const { vendorObjectId: _, ...environment } = azureEnvironment();
    return resolveConfig(planOf(azure), { ...environment, access: { mode } });
  };
  const pathsOf = ({ warnings }: ReturnType<typeof withoutId>) => warnings.map(({ path }) => path);

  test('is what the tenant of the customer knows the application by', () => {
    expect(withVendor(APPLICATION, vendorObjectId).environment.vendorObjectId).toBe(vendorObjectId);
  });

  test('fails if it is missing where the vendor acts', () => {
    expect(problemsOf(() => withoutId('managed', APPLICATION))).toEqual([
      `'environment.vendorObjectId' must be set in mode managed, got nothing; ask for it with: az ad sp show --id ${APPLICATION.applicationId} --query id`,
    ]);
  });

  test('is missed where the vendor reads, and not where it has no access', () => {
    expect(withoutId('approved', APPLICATION).warnings).toContainEqual({
      path: 'environment.vendorObjectId',
      text: 'is not set: the vendor gets no access at all',
    });
    expect(pathsOf(withoutId('self-managed', APPLICATION))).not.toContain('environment.vendorObjectId');
  });

  test('is not missed where the vendor is known by tokens', () => {
    for (const mode of ['managed', 'approved'] as const) {
      expect(pathsOf(withoutId(mode, { oidc: OIDC }))).not.toContain('environment.vendorObjectId');
    }
  });

  test('fails beside tokens', () => {
    expect(problemsOf(() => withVendor({ oidc: OIDC }, vendorObjectId))).toEqual([
      `'environment.vendorObjectId' must be left out where the vendor is known by plan.vendor.azure.oidc, got ${vendorObjectId}; remove it: the bootstrap makes an identity for it`,
    ]);
  });
});

function planOf(azure: AzureVendor): VendorPlan {
  return { ...minimalPlan(), vendor: { azure } };
}

function withVendor(azure: AzureVendor, objectId?: string) {
  const { vendorObjectId: _, ...environment } = azureEnvironment();
  return resolveConfig(planOf(azure), {
    ...environment,
    ...(objectId === undefined ? {} : { vendorObjectId: objectId }),
  });
}

function shown(text: string): string {
  return text === '' ? "''" : text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
