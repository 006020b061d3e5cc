import type { AwsEnvironment, GcpEnvironment, VendorPlan } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import {
  azureEnvironment,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlan,
  minimalPlanForEveryCloud,
  problemsOf,
  warningsOf,
} from '../support/config';

const EXTERNAL_ID = '9f2c1a7755d04c1e8f6b';
const EXPIRY = '2027-01-31T00:00:00Z';
const SUPPORT = { aws: ['arn:aws:iam::999988887777:role/support'] };

test('the Kubernetes API is private unless the environment says otherwise', () => {
  expect(resolveConfig(minimalPlan(), minimalEnvironment()).environment.kubernetesApi).toEqual({
    access: 'private',
    allowedCidrs: [],
  });
});

test('fails if a public API has no allow-list', () => {
  expect(problems({ kubernetesApi: { access: 'public' } })).toEqual([
    "'environment.kubernetesApi.allowedCidrs' must list the networks that may reach a public Kubernetes API, got []; add them, or set access to private",
  ]);
});

test('fails if a public API is open to the whole internet', () => {
  expect(problems({ kubernetesApi: { access: 'public', allowedCidrs: ['198.51.100.0/24', '0.0.0.0/0'] } })).toEqual([
    "'environment.kubernetesApi.allowedCidrs[1]' must be a /8 or smaller, not a large part of the internet, got 0.0.0.0/0; list the networks that need it",
  ]);
});

test('fails if the API is open to the halves of the internet', () => {
  expect(problems({ kubernetesApi: { access: 'public', allowedCidrs: ['0.0.0.0/1', '128.0.0.0/1'] } })).toEqual([
    "'environment.kubernetesApi.allowedCidrs[0]' must be a /8 or smaller, not a large part of the internet, got 0.0.0.0/1; list the networks that need it",
    "'environment.kubernetesApi.allowedCidrs[1]' must be a /8 or smaller, not a large part of the internet, got 128.0.0.0/1; list the networks that need it",
  ]);
});

test('fails if a private API is open to a large part of the internet', () => {
  expect(problems({ kubernetesApi: { access: 'private', allowedCidrs: ['8.0.0.0/7'] } })).toEqual([
    "'environment.kubernetesApi.allowedCidrs[0]' must be a /8 or smaller, not a large part of the internet, got 8.0.0.0/7; list the networks that need it",
  ]);
});

test('a private API may be reached from a peer as large as a /8', () => {
  expect(problems({ kubernetesApi: { access: 'private', allowedCidrs: ['10.0.0.0/8'] } })).toEqual([]);
});

test('fails if the allow-list is longer than EKS takes', () => {
  expect(problems({ kubernetesApi: { access: 'public', allowedCidrs: cidrs(41) } })).toEqual([
    "'environment.kubernetesApi.allowedCidrs' must be at most 40 networks, got 41; join neighbouring networks",
  ]);
});

test('an allow-list of forty networks is taken', () => {
  expect(problems({ kubernetesApi: { access: 'public', allowedCidrs: cidrs(40) } })).toEqual([]);
});

describe('a public API', () => {
  const warning = (addresses: number) =>
    `environment.kubernetesApi.allowedCidrs lets ${addresses} addresses of the internet reach the Kubernetes API: list the ones that need it`;

  test.each([
    ['two /8', ['128.0.0.0/8', '64.0.0.0/8'], 33554432],
    ['a /15', ['198.18.0.0/15'], 131072],
    ['a /16 and an address', ['198.51.0.0/16', '203.0.113.7/32'], 65537],
  ])('is doubtful for %s', (_, allowedCidrs, addresses) => {
    const kubernetesApi = { access: 'public', allowedCidrs } as const;
    const onAws = { ...minimalEnvironment(), kubernetesApi };
    const onAzure = { ...azureEnvironment(), kubernetesApi };
    expect(warningsOnGcp({ kubernetesApi })).toContain(warning(addresses));
    for (const environment of [onAws, onAzure]) {
      expect(warningsOf(resolveConfig(minimalPlanForEveryCloud(), environment))).toContain(warning(addresses));
    }
  });

  test.each([
    { access: 'public', allowedCidrs: ['198.51.0.0/16'] },
    { access: 'private', allowedCidrs: ['10.0.0.0/8'] },
  ] as const)('is not, for %j', (kubernetesApi) => {
    expect(warningsOnGcp({ kubernetesApi }).filter((text) => text.includes('kubernetesApi.allowedCidrs lets'))).toEqual(
      [],
    );
  });
});

describe('on Google Cloud, the Kubernetes API by name', () => {
  const BY_NAME =
    "environment.apiEndpoint is dns: the Kubernetes API has a name of Google's that answers from the whole internet, to whoever IAM grants container.clusters.connect in the project; kubernetesApi.allowedCidrs does not limit it, VPC Service Controls can";
  const ON_REQUEST = { access: 'public', allowedCidrs: ['198.51.100.0/24'] } as const;

  test.each([{}, { kubernetesApi: ON_REQUEST }])('is said to answer the internet: %j', (environment) => {
    expect(warningsOnGcp(environment)).toContain(BY_NAME);
  });

  test('is not spoken of where it is reached by address only', () => {
    expect(warningsOnGcp({ apiEndpoint: 'ip' }).filter((text) => text.startsWith('environment.apiEndpoint'))).toEqual(
      [],
    );
  });
});

test.each([
  ['gcp', gcpEnvironment()],
  ['azure', azureEnvironment()],
] as const)('fails if the product is not offered on %s', (cloud, environment) => {
  expect(problemsOf(() => resolveConfig(minimalPlan(), environment))).toEqual([
    `'plan.vendor.${cloud}' must be set for an environment on ${cloud}, got nothing; add it, or install on another cloud`,
  ]);
});

test('fails if nothing says who the vendor is on GCP', () => {
  expect(problems({}, { vendor: { ...minimalPlan().vendor, gcp: {} } })).toEqual([
    "'plan.vendor.gcp' must have exactly one of serviceAccount, oidc, awsRole, got []; add one",
  ]);
});

test('fails if the vendor is known in two ways on GCP', () => {
  const gcp = {
    ...minimalPlanForEveryCloud().vendor.gcp,
    serviceAccount: 'control@notes-vendor.iam.gserviceaccount.com',
  };
  expect(problems({}, { vendor: { ...minimalPlan().vendor, gcp } })).toEqual([
    '\'plan.vendor.gcp\' must have exactly one of serviceAccount, oidc, awsRole, got ["serviceAccount","oidc"]; remove the others',
  ]);
});

test.each([
  ['a service account', { serviceAccount: 'control@notes-vendor.iam.gserviceaccount.com' }],
  ['the subject of a token', { oidc: { issuer: 'https://token.notes.example.com', subject: 'control-plane' } }],
  ['a role on AWS', { awsRole: 'arn:aws:iam::999988887777:role/control-plane' }],
])('the vendor may be %s on GCP', (_, gcp) => {
  expect(problems({}, { vendor: { ...minimalPlan().vendor, gcp } })).toEqual([]);
});

describe('an account among the principals of the vendor', () => {
  const ROLE = 'arn:aws:iam::999988887777:role/control-plane';
  const ROOT = 'arn:aws:iam::888877776666:root';
  const LIKE = 'arn:aws:iam::888877776666:role/control-plane-*';

  test('is taken with patterns of its roles or users, beside exact roles of this and other accounts', () => {
    const principals = [ROLE, ROOT, 'arn:aws:iam::888877776666:role/on-call'];
    expect(vendor(principals, [LIKE, 'arn:aws:iam::888877776666:user/team/*'])).toEqual([]);
  });

  test('may be narrowed to one exact role', () => {
    expect(vendor([ROOT], ['arn:aws:iam::888877776666:role/control-plane'])).toEqual([]);
  });

  test('fails if there are more than a trust policy has room for', () => {
    const many = Array.from({ length: 20 }, (_, index) => `arn:aws:iam::888877776666:role/control-plane-${index + 10}`);
    expect(vendor(many)).toEqual([
      "'plan.vendor.aws.principals' must be 800 characters at most, together with principalArnLike: a trust policy has no room for more, got 940; name fewer, or the root of an account with a pattern",
    ]);
    expect(vendor(many.slice(0, 17))).toEqual([]);
  });

  test('fails if nothing narrows it', () => {
    expect(vendor([ROLE, ROOT])).toEqual([
      `'plan.vendor.aws.principals[1]' must be narrowed by principalArnLike: it stands for everybody in its account, got ${ROOT}; add a pattern like arn:aws:iam::888877776666:role/control-plane-*, or name the roles and users themselves`,
    ]);
  });

  test('fails if only another account is narrowed', () => {
    const other = 'arn:aws:iam::777766665555:root';
    expect(vendor([ROOT, other], [LIKE])).toEqual([
      `'plan.vendor.aws.principals[1]' must be narrowed by principalArnLike: it stands for everybody in its account, got ${other}; add a pattern like arn:aws:iam::777766665555:role/control-plane-*, or name the roles and users themselves`,
    ]);
  });

  test('fails if a pattern is of an account that is not among them', () => {
    const other = 'arn:aws:iam::777766665555:role/control-plane-*';
    expect(vendor([ROOT], [LIKE, other])).toEqual([
      `'plan.vendor.aws.principalArnLike[1]' must be of an account whose root is in principals, got ${other}; add arn:aws:iam::777766665555:root to principals, or correct the account`,
    ]);
  });

  test('fails if a pattern stands beside exact roles only', () => {
    expect(vendor([ROLE], ['arn:aws:iam::999988887777:role/control-plane-*'])).toEqual([
      "'plan.vendor.aws.principalArnLike[0]' must be of an account whose root is in principals, got arn:aws:iam::999988887777:role/control-plane-*; add arn:aws:iam::999988887777:root to principals, or correct the account",
    ]);
  });

  test('fails if a pattern is of the same account in another partition', () => {
    expect(vendor([ROOT], [LIKE, 'arn:aws-cn:iam::888877776666:role/control-plane-*'])).toEqual([
      "'plan.vendor.aws.principalArnLike[1]' must be of an account whose root is in principals, got arn:aws-cn:iam::888877776666:role/control-plane-*; add arn:aws-cn:iam::888877776666:root to principals, or correct the account",
    ]);
  });

  function vendor(principals: string[], principalArnLike: string[] = []): string[] {
    return problems({}, { vendor: { aws: { principals, principalArnLike } } });
  }
});

test('fails if support may come in and the plan names nobody on this cloud', () => {
  const support = { gcp: ['support@notes.example.com'] };
  expect(problems({ access: { supportExpiresAt: EXPIRY, externalId: EXTERNAL_ID } }, { support })).toEqual([
    "'plan.support.aws' must name the support engineers when supportExpiresAt is set, got []; add them, or remove supportExpiresAt",
  ]);
});

test('support may come in with an expiry, an external id and a name', () => {
  expect(problems({ access: { supportExpiresAt: EXPIRY, externalId: EXTERNAL_ID } }, { support: SUPPORT })).toEqual([]);
});

test('an environment without administrators is doubtful', () => {
  const environment = { ...minimalEnvironment(), administrators: [] };
  expect(warningsOf(resolveConfig(minimalPlan(), environment))).toContain(
    'environment.administrators is empty: nobody of the customer can administer the cluster',
  );
});

test('an environment with administrators is not doubtful', () => {
  const paths = resolveConfig(minimalPlan(), minimalEnvironment()).warnings.map(({ path }) => path);
  expect(paths).not.toContain('environment.administrators');
});

function problems(environment: Partial<AwsEnvironment>, plan: Partial<VendorPlan> = {}): string[] {
  return problemsOf(() => resolveConfig({ ...minimalPlan(), ...plan }, { ...minimalEnvironment(), ...environment }));
}

function warningsOnGcp(environment: Partial<GcpEnvironment>): string[] {
  return warningsOf(resolveConfig(minimalPlanForEveryCloud(), { ...gcpEnvironment(), ...environment }));
}

function cidrs(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `198.51.100.${index}/32`);
}
