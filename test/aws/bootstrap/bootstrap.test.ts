import { CfnParameter, type Stack } from 'aws-cdk-lib';
import { AwsBootstrap, type AwsBootstrapProps } from '../../../lib/aws/bootstrap/bootstrap';
import { VERSIONS } from '../../../lib/aws/bootstrap/versions';
import { Parameters } from '../../../lib/aws/parameters';
import { version } from '../../../package.json';
import { messageOf, Rendered, tagsOf, testStack } from '../../support/aws';
import { evaluated, inlinePolicies, propertiesOf } from '../../support/evaluated';

const VENDOR = {
  principals: ['arn:aws:iam::999988887777:role/control-plane'],
  externalId: '9f2c1a7755d04c1e8f6b',
};
const BOUNDARY = 'arn:aws:iam::111122223333:policy/boundary';

const PROPS: AwsBootstrapProps = {
  environmentId: 'acme',
  mode: 'approved',
  vendor: VENDOR,
  allowInstall: true,
  allowDelete: false,
  publicApi: false,
  externalLoadBalancers: false,
  supportGroup: 'byoc-support',
  onlyFromNetwork: true,
};

function makeBootstrap(stack: Stack, props: Partial<AwsBootstrapProps> = {}): AwsBootstrap {
  return new AwsBootstrap(stack, 'Bootstrap', { ...PROPS, ...props });
}

function render(props: Partial<AwsBootstrapProps> = {}) {
  const stack = testStack();
  makeBootstrap(stack, props);
  return evaluated(stack);
}

test('is two roles with their policies, a boundary and a stamp', () => {
  const counts: Record<string, number> = {};
  for (const { type } of Object.values(render())) counts[type] = (counts[type] ?? 0) + 1;
  expect(counts).toEqual({ 'AWS::IAM::Role': 2, 'AWS::IAM::ManagedPolicy': 8, 'AWS::SSM::Parameter': 1 });
});

test('every resource that takes tags says which installation it belongs to', () => {
  const stack = testStack();
  makeBootstrap(stack);
  const tagged = Object.values(Rendered.of(stack).resources).filter(({ Type }) => Type !== 'AWS::IAM::ManagedPolicy');
  expect(tagged.map(({ Properties }) => tagsOf(Properties))).toEqual(Array(3).fill({ 'byoc:environment': 'acme' }));
});

test('lists every permission that it gives', () => {
  const { policies } = makeBootstrap(testStack());
  expect(policies.map(({ holder, attached }) => `${holder}: ${attached}`)).toEqual([
    'vendor access role: always',
    'vendor access role: mode managed',
    'vendor access role: mode managed, while deletion is allowed',
    'vendor access role: mode approved',
    'vendor access role: always',
    'deployment role: always',
    'deployment role: always',
    'deployment role: install',
    'deployment role: install',
    'deployment role: install or delete',
    'deployment role: delete',
    'deployment role: always',
    expect.stringContaining('boundary'),
  ]);
});

describe('the stamp', () => {
  const stamp = (props: Partial<AwsBootstrapProps> = {}) => propertiesOf(render(props), 'Stamp');

  test('lies where the vendor may read it', () => {
    expect(stamp()).toMatchObject({ Name: '/byoc/acme/bootstrap', Type: 'String' });
  });

  test.each(['managed', 'approved', 'self-managed'] as const)('says which version is in force in mode %s', (mode) => {
    expect(JSON.parse(stamp({ mode }).Value)).toEqual({ ...VERSIONS, mode });
  });

  test('has the version of the package', () => {
    expect(VERSIONS.template).toBe(version);
  });
});

describe('modes', () => {
  const policies = (props: Partial<AwsBootstrapProps>) =>
    Object.keys(inlinePolicies(propertiesOf(render(props), 'VendorAccessRole')));

  test.each<[Partial<AwsBootstrapProps>, string[]]>([
    [{ mode: 'managed' }, ['Propose', 'Execute', 'Guard']],
    [{ mode: 'managed', allowDelete: true }, ['Propose', 'Execute', 'Remove', 'Guard']],
    [{ mode: 'approved' }, ['Propose', 'NeverExecute', 'Guard']],
    [{ mode: 'approved', allowDelete: true }, ['Propose', 'NeverExecute', 'Guard']],
  ])('%j: the vendor has these policies', (props, names) => {
    expect(policies(props)).toEqual(names);
  });

  const { vendor: _vendor, ...withoutVendor } = PROPS;
  test.each<[string, AwsBootstrapProps]>([
    ['mode self-managed', { ...PROPS, mode: 'self-managed' }],
    ['no vendor', withoutVendor],
  ])('with %s there is no role of the vendor', (_, props) => {
    const stack = testStack();
    expect(new AwsBootstrap(stack, 'Bootstrap', props).vendorAccessRole).toBeUndefined();
    expect(Object.keys(evaluated(stack)).filter((id) => id.includes('Vendor'))).toEqual([]);
  });

  test('self-managed has the deployment role, which the customer uses itself', () => {
    expect(propertiesOf(render({ mode: 'self-managed' }), 'DeploymentRole').RoleName).toBe('byoc-acme-deployment');
  });

  test('fails if the vendor would let in anybody', () => {
    const vendor = { ...VENDOR, principals: ['*'] };
    expect(messageOf(() => makeBootstrap(testStack(), { vendor }))).toBe(
      "Test/Bootstrap/VendorAccessRole: 'principals' must be ARNs of roles or users, without wildcard, got *",
    );
  });

  test('fails if the external id is the id of the environment', () => {
    const vendor = { ...VENDOR, externalId: 'a234567890123456' };
    expect(messageOf(() => makeBootstrap(testStack(), { vendor, environmentId: 'a234567890123456' }))).toBe(
      "Test/Bootstrap/VendorAccessRole: 'externalId' must differ from the environment's id, got a234567890123456; " +
        'make one with: openssl rand -hex 16',
    );
  });
});

describe('the boundary', () => {
  test('is made for the roles of custody; the two roles here have none', () => {
    const resources = render();
    expect(propertiesOf(resources, 'Boundary').ManagedPolicyName).toBe('byoc-acme-boundary');
    for (const role of ['DeploymentRole', 'VendorAccessRole']) {
      expect(propertiesOf(resources, role).PermissionsBoundary).toBeUndefined();
    }
  });

  test("of the customer replaces it, and is the two roles' own", () => {
    const stack = testStack();
    expect(makeBootstrap(stack, { permissionsBoundary: BOUNDARY }).boundary).toBeUndefined();
    const resources = evaluated(stack);
    expect(Object.keys(resources)).not.toContain('BootstrapBoundary');
    for (const role of ['DeploymentRole', 'VendorAccessRole']) {
      expect(propertiesOf(resources, role).PermissionsBoundary).toBe(BOUNDARY);
    }
  });

  test('is made as well where the customer may answer later that there is another', () => {
    const stack = testStack();
    const permissionsBoundary = new Parameters(stack).askIfAny({ name: 'Boundary', label: '', description: '' });
    makeBootstrap(stack, { permissionsBoundary });
    for (const answer of ['', BOUNDARY]) {
      const resources = evaluated(stack, { Boundary: answer });
      expect(propertiesOf(resources, 'BootstrapBoundary').ManagedPolicyName).toBe('byoc-acme-boundary');
      expect(propertiesOf(resources, 'DeploymentRole').PermissionsBoundary).toBe(answer === '' ? undefined : BOUNDARY);
    }
  });
});

test('the id of the environment may be known at deployment only', () => {
  const stack = testStack();
  const { valueAsString } = new CfnParameter(stack, 'EnvironmentId');
  makeBootstrap(stack, { environmentId: valueAsString });
  expect(evaluated(stack, { EnvironmentId: 'acme' })).toEqual(render());
});

test("in a customer's own stack nothing else changes", () => {
  const stack = testStack();
  makeBootstrap(stack);
  const sections = Object.keys(Rendered.of(stack).json);
  expect([sections, stack.stackName, stack.tags.tagValues()]).toEqual([['Resources'], 'Test', {}]);
});
