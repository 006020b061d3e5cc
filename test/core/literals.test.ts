import { Lazy, Token } from 'aws-cdk-lib';
import type { AwsEnvironment, VendorPlan } from '../../lib/core/config-types';
import { isToken } from '../../lib/core/literals';
import { resolveConfig } from '../../lib/core/resolve-config';
import {
  azureEnvironment,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlan,
  minimalPlanForEveryCloud,
  problemsOf,
} from '../support/config';

const CDKTF = '${TfToken[TOKEN.7]}';
const text = () => Lazy.string({ produce: () => 'known later' });
const list = () => Lazy.list({ produce: () => ['known later'] });
const number = () => Token.asNumber({ resolve: () => 3 });

test.each([
  ['a CDK string', text()],
  ['a CDK string within another', `arn:aws:iam::${text()}:role/x`],
  ['a CDK list', list()[0]],
  ['a CDK number', number()],
  ['a cdktf string', CDKTF],
  ['a cdktf list', '#{TfToken[TOKEN.7]}'],
])('%s is a token', (_, value) => {
  expect(isToken(value)).toBe(true);
});

test.each([['10.0.0.0/16'], ['${AWS::Region}'], [0], [-1], [450], [true], [undefined], [null], [{}]])(
  '%j is no token',
  (value) => {
    expect(isToken(value)).toBe(false);
  },
);

test.each([
  [
    'network.cidr',
    (token: string) => ({ network: { cidr: token } }),
    "pass the network itself as prop 'network' of the data plane",
  ],
  [
    'own.encryptionKey',
    (token: string) => ({ own: { encryptionKey: token } }),
    "pass the key itself as prop 'encryptionKey' of custody",
  ],
  [
    'own.roles.nodes',
    (token: string) => ({ own: { roles: { nodes: token } } }),
    "pass the role itself in prop 'roles' of custody",
  ],
  [
    'own.buckets.data',
    (token: string) => ({ own: { buckets: { data: token } } }),
    "pass the bucket itself in prop 'ownBuckets' of custody",
  ],
  [
    'own.permissionsBoundary',
    (token: string) => ({ own: { permissionsBoundary: token } }),
    "pass the policy itself as prop 'permissionsBoundary' of custody",
  ],
  ['account', (token: string) => ({ account: token }), "write it out; a stack of AWS CDK needs the same 'env'"],
  ['region', (token: string) => ({ region: token }), "write it out; a stack of AWS CDK needs the same 'env'"],
  ['id', (token: string) => ({ id: token }), 'write the value out'],
  [
    'administrators[0]',
    (token: string) => ({ administrators: [token] }),
    "pass the role itself in prop 'administrators' of the data plane",
  ],
] as [string, (token: string) => Partial<AwsEnvironment>, string][])(
  'fails if environment.%s is a token, and names the prop to use',
  (path, environment, fix) => {
    const token = text();
    expect(problems({}, environment(token))).toEqual([
      `'environment.${path}' must be known when the template is made, got ${token}; ${fix}`,
    ]);
  },
);

test('fails if a value of the plan is a token', () => {
  const domain = text();
  expect(problems({ domain })).toEqual([
    `'plan.domain' must be known when the template is made, got ${domain}; write the value out`,
  ]);
});

test('fails if a number is a token', () => {
  const maxNodesPerZone = number();
  expect(problems({}, { nodeLimits: { general: { maxNodesPerZone } } })).toEqual([
    `'environment.nodeLimits.general.maxNodesPerZone' must be known when the template is made, got ${maxNodesPerZone}; write the value out`,
  ]);
});

test('fails if a list is a token', () => {
  const zones = list();
  expect(problems({}, { zones })).toEqual([
    `'environment.zones[0]' must be known when the template is made, got ${zones[0]}; write the value out`,
  ]);
});

test('fails if a value is a token of cdktf', () => {
  expect(problems({}, { own: { encryptionKey: CDKTF } })).toEqual([
    "'environment.own.encryptionKey' must be known when the template is made, got ${TfToken[TOKEN.7]}; pass the key itself as prop 'encryptionKey' of custody",
  ]);
});

test.each(['project', 'projectNumber'] as const)('fails if environment.%s is a token', (field) => {
  const environment = { ...gcpEnvironment(), [field]: CDKTF };
  expect(problemsOf(() => resolveConfig(minimalPlanForEveryCloud(), environment))).toEqual([
    `'environment.${field}' must be known when the template is made, got ${CDKTF}; write it out: names and IAM members are made of it`,
  ]);
});

test('fails if environment.subscription is a token', () => {
  const environment = { ...azureEnvironment(), subscription: CDKTF };
  expect(problemsOf(() => resolveConfig(minimalPlanForEveryCloud(), environment))).toEqual([
    `'environment.subscription' must be known when the template is made, got ${CDKTF}; write it out: names and resource ids are made of it`,
  ]);
});

test('every token is named at once', () => {
  expect(problems({ domain: text() }, { account: text(), region: text() })).toHaveLength(3);
});

test('fails if a construct stands where its name must be', () => {
  // Refers to itself, as every construct does.
  class Vpc {
    public readonly node = { host: this };
  }
  const network = new Vpc();
  expect(problems({}, { network: network as unknown as NonNullable<AwsEnvironment['network']> })).toEqual([
    "'environment.network' must be known when the template is made, got an object of class Vpc; pass the network itself as prop 'network' of the data plane",
  ]);
});

test('an object without class is taken', () => {
  const tags = Object.assign(Object.create(null) as Record<string, string>, { owner: 'platform' });
  expect(problems({}, { tags })).toEqual([]);
});

test('fails if a token hides in an object without class', () => {
  const tags = Object.assign(Object.create(null) as Record<string, string>, { owner: CDKTF });
  expect(problems({}, { tags })).toHaveLength(1);
});

function problems(plan: Partial<VendorPlan>, environment: Partial<AwsEnvironment> = {}): string[] {
  return problemsOf(() => resolveConfig({ ...minimalPlan(), ...plan }, { ...minimalEnvironment(), ...environment }));
}

describe('text that Terraform evaluates', () => {
  const plan = (name: string): VendorPlan => ({
    ...minimalPlanForEveryCloud(),
    product: { id: 'notes', name, version: '1.0.0' },
  });

  test.each(['${file("/etc/passwd")}', '%{ if true }x%{ endif }', 'Notes $${x}'])('%s is refused', (name) => {
    expect(problemsOf(() => resolveConfig(plan(name), gcpEnvironment()))).toEqual([
      `'plan.product.name' must be without \${ and %{, which Terraform evaluates, got ${name}; write the text without them`,
    ]);
  });

  test('so is a key, and what stands in a list', () => {
    const controlPlane = { hosts: ['control.notes.example.com'], cidrs: [] };
    const environment = { ...gcpEnvironment(), httpProxy: { url: 'http://proxy.example.com', noProxy: ['${x}'] } };
    expect(problemsOf(() => resolveConfig({ ...plan('Notes'), controlPlane }, environment))).toEqual([
      "'environment.httpProxy.noProxy[0]' must be without ${ and %{, which Terraform evaluates, got ${x}; write the text without them",
    ]);
    const nodeProfiles = [{ name: 'general', vcpu: 2, memoryGiB: 8, maxNodesPerZone: 3, labels: { '${x}': 'y' } }];
    expect(problemsOf(() => resolveConfig({ ...plan('Notes'), nodeProfiles }, gcpEnvironment()))).toContain(
      "'plan.nodeProfiles[0].labels.${x}' must be without ${ and %{, which Terraform evaluates, got ${x}; write the text without them",
    );
  });

  test('on AWS nobody evaluates it', () => {
    expect(problemsOf(() => resolveConfig(plan('${x}'), minimalEnvironment()))).toEqual([]);
  });
});
