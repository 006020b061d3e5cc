import { AwsBootstrapTemplate } from '../../../lib/aws/bootstrap/bootstrap-template';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { Rendered, testApp } from '../../support/aws';
import { fullEnvironment, fullPlan } from '../../support/config';
import { broken, type TemplateWithParameters, takes } from '../../support/rules';

const EXTERNAL_ID = '9f2c1a7755d04c1e8f6b';
const CONTROL_PLANE = 'arn:aws:iam::999988887777:role/control-plane';
const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef';
const SERVICE = 'com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0';
const QUEUE = 'arn:aws:sqs:eu-central-1:999988887777:riverbed-state';

const VENDOR = resolveConfig(fullPlan(), fullEnvironment()).plan.vendor.aws;
const template = Rendered.of(new AwsBootstrapTemplate(testApp(), 'Template')).json as unknown as TemplateWithParameters;

describe('answers', () => {
  const YES_OR_NO = [
    ['true', 'false'],
    ['', 'yes', 'TRUE', '1'],
  ] as const;
  const ROLES = [
    '',
    'arn:aws:iam::111122223333:role/platform-admin',
    'arn:aws-us-gov:iam::111122223333:role/teams/platform/admin',
    'arn:aws:iam::111122223333:role/a,arn:aws:iam::111122223333:role/b',
  ];
  const NO_ROLES = [
    '*',
    'arn:aws:iam::111122223333:root',
    'arn:aws:iam::111122223333:role/*',
    'arn:aws:iam::111122223333:role/admin?',
    'arn:aws:iam::*:role/admin',
    'arn:aws:iam::1111:role/admin',
    'arn:aws:sts::111122223333:assumed-role/admin/session',
    'arn:aws:iam::111122223333:role/a, arn:aws:iam::111122223333:role/b',
    'arn:aws:iam::111122223333:role/a,*',
    'platform-admin',
  ];
  const PREFIXES = ['', 'releases/templates/', 'my.bucket-1/a/b/c/', 'abc/v1.2_3/'];
  const NO_PREFIXES = [
    'releases',
    'releases/',
    'releases/templates',
    's3://releases/templates/',
    'Releases/a/',
    'a/b/',
    'releases/*/',
    'releases//',
  ];

  const TABLE: Readonly<Record<string, readonly [good: readonly string[], bad: readonly string[]]>> = {
    EnvironmentId: [
      ['a1', 'acme', 'a234567890123456'],
      ['', 'a', 'Acme', '1acme', 'acme-eu', 'acme_eu', 'a2345678901234567', 'acme ', '*'],
    ],
    ClusterAdministratorArns: [ROLES, [...NO_ROLES, 'arn:aws:iam::111122223333:user/admin']],
    Mode: [
      ['approved', 'managed', 'self-managed'],
      ['', 'Managed', 'automatic'],
    ],
    VendorPrincipals: [[...ROLES, 'arn:aws:iam::999988887777:user/on-call'], NO_ROLES],
    ExternalId: [
      ['', EXTERNAL_ID, '1234567890123456', 'a'.repeat(1224), 'with+=,.@:/-symbols'],
      ['123456789012345', 'a'.repeat(1225), 'with a space in it', 'with*asterisk-in-it'],
    ],
    VendorAccessExpiresAt: [
      ['', '2027-01-31T00:00:00Z', '2020-12-31T23:59:59Z'],
      [
        '2027-01-31',
        '2027-01-31T00:00:00',
        '2027-01-31T00:00:00+01:00',
        '2027-02-30T00:00:00Z',
        '2027-13-01T00:00:00Z',
        '2027-00-10T00:00:00Z',
        '2027-01-31T24:00:00Z',
        '1801353600',
        'never',
      ],
    ],
    ArtifactPrefix: [PREFIXES, NO_PREFIXES],
    AllowInstall: YES_OR_NO,
    AllowDelete: YES_OR_NO,
    PublicApi: YES_OR_NO,
    ExternalLoadBalancers: YES_OR_NO,
    ObjectsFromNetworkOnly: YES_OR_NO,
    VpcId: [
      ['', 'vpc-01234567', 'vpc-0123456789abcdef0'],
      ['vpc-', 'vpc-0123', 'vpc-0123456789ABCDEF0', 'vpc-*', 'subnet-01234567', 'vpc-0123456789abcdef0,vpc-01234567'],
    ],
    EndpointServiceNames: [
      ['', SERVICE, `${SERVICE},${SERVICE.replace('svc-0', 'svc-1')}`],
      [
        'com.amazonaws.eu-central-1.s3',
        'vpce-svc-0123456789abcdef0',
        `${SERVICE}.evil.example.com`,
        '*',
        `${SERVICE};${SERVICE}`,
      ],
    ],
    KeyArn: [
      ['', KEY, KEY.replace('key/', 'key/mrk-')],
      [
        'alias/byoc',
        'arn:aws:kms:eu-central-1:111122223333:alias/byoc',
        KEY.replace('111122223333', '*'),
        'arn:aws:kms:eu-central-1:111122223333:key/*',
        '01234567-89ab-cdef-0123-456789abcdef',
      ],
    ],
    PermissionsBoundaryArn: [
      ['', 'arn:aws:iam::111122223333:policy/boundary', 'arn:aws:iam::111122223333:policy/teams/boundary'],
      [
        'boundary',
        'arn:aws:iam::aws:policy/AdministratorAccess',
        'arn:aws:iam::111122223333:policy/*',
        'arn:aws:iam::111122223333:role/boundary',
      ],
    ],
    TelemetryQueueArn: [
      ['', QUEUE],
      [
        'https://sqs.eu-central-1.amazonaws.com/999988887777/state',
        'arn:aws:sns:eu-central-1:999988887777:state',
        'arn:aws:sqs:eu-central-1:999988887777:*',
        `${QUEUE}.fifo.x`,
      ],
    ],
    BillingPrefix: [PREFIXES, NO_PREFIXES],
  };

  test('every parameter is in the table', () => {
    expect(Object.keys(TABLE).sort()).toEqual(Object.keys(template.Parameters).sort());
  });

  test.each(Object.entries(TABLE))('%s takes what is right and refuses the rest', (name, [good, bad]) => {
    const parameter = template.Parameters[name];
    if (parameter === undefined) throw new Error(`there is no ${name}`);
    expect(good.filter((answer) => !takes(parameter, answer))).toEqual([]);
    expect(bad.filter((answer) => takes(parameter, answer))).toEqual([]);
  });

  test('what may be empty takes nothing', () => {
    const optional = Object.values(template.Parameters).filter(({ Default }) => Default === '');
    expect(optional).toHaveLength(11);
    for (const parameter of optional) expect(takes(parameter, '')).toBe(true);
  });
});

describe('rules', () => {
  const GOOD = { EnvironmentId: 'acme', ExternalId: EXTERNAL_ID, VendorPrincipals: CONTROL_PLANE };

  test.each<[string, Record<string, string>, string[]]>([
    ['what is right', GOOD, []],
    ['self-managed without a vendor', { EnvironmentId: 'acme', Mode: 'self-managed' }, []],
    ['no external id', { ...GOOD, ExternalId: '' }, ['ExternalId is needed unless Mode is self-managed']],
    ['no vendor', { ...GOOD, VendorPrincipals: '' }, ['VendorPrincipals is needed unless Mode is self-managed']],
    [
      'an empty element among the principals',
      { ...GOOD, VendorPrincipals: `${CONTROL_PLANE},` },
      ['VendorPrincipals is needed unless Mode is self-managed'],
    ],
    [
      'neither, in mode managed',
      { EnvironmentId: 'acme', Mode: 'managed' },
      ['ExternalId is needed unless Mode is self-managed', 'VendorPrincipals is needed unless Mode is self-managed'],
    ],
    [
      'the id of the installation as external id',
      { ...GOOD, EnvironmentId: 'a234567890123456', ExternalId: 'a234567890123456' },
      ['ExternalId must differ from EnvironmentId'],
    ],
  ])('%s', (_, answers, messages) => {
    expect(broken(template, answers)).toEqual(messages);
  });

  test("with the vendor's plan, only the external id is missing", () => {
    const stack = new AwsBootstrapTemplate(testApp(), 'Template', VENDOR === undefined ? {} : { vendor: VENDOR });
    const plan = Rendered.of(stack).json as unknown as TemplateWithParameters;
    expect(broken(plan, { EnvironmentId: 'acme' })).toEqual(['ExternalId is needed unless Mode is self-managed']);
    expect(broken(plan, { EnvironmentId: 'acme', ExternalId: EXTERNAL_ID })).toEqual([]);
  });
});
