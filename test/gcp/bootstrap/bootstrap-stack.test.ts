import type { GcpEnvironment, VendorPlan } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { GcpBootstrapStack, gcpBootstrapProps } from '../../../lib/gcp/bootstrap/bootstrap-stack';
import { VERSIONS } from '../../../lib/gcp/bootstrap/versions';
import { fullGcpEnvironment, fullPlan, gcpEnvironment, minimalPlanForEveryCloud } from '../../support/config';
import { PROJECT, PROJECT_NUMBER, REGION, RenderedStack, testScope } from '../../support/gcp';

type GcpVendor = NonNullable<VendorPlan['vendor']['gcp']>;

const FEDERATION = `projects/${PROJECT_NUMBER}/locations/global/workloadIdentityPools`;

const stackOf = (plan: VendorPlan, environment: GcpEnvironment) =>
  RenderedStack.of(new GcpBootstrapStack(testScope(), 'any-id', { config: resolveConfig(plan, environment) }));

const propsOf = (environment: Partial<GcpEnvironment>, gcp?: GcpVendor) => {
  const plan = minimalPlanForEveryCloud();
  const vendor = gcp === undefined ? plan.vendor : { ...plan.vendor, gcp };
  return gcpBootstrapProps(resolveConfig({ ...plan, vendor }, { ...gcpEnvironment(), ...environment }));
};

describe('the stack of the least', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = stackOf(minimalPlanForEveryCloud(), gcpEnvironment());
  });

  test('tells the customer what the vendor must know', () => {
    expect(rendered.outputs).toEqual({
      Contract: '1',
      EnvironmentId: 'demo',
      Stamp: JSON.stringify({ ...VERSIONS, mode: 'approved' }),
      VendorAccount: '<google_service_account.Bootstrap_VendorAccess.email>',
      VendorProvider: `${FEDERATION}/byoc-demo/providers/vendor-oidc`,
      VendorRoles: 'projects/acme-data/roles/byoc_demo_read,projects/acme-data/roles/byoc_demo_read_named',
    });
  });

  test('lets the vendor read, and turns on no audit log', () => {
    expect(Object.keys(rendered.resources('google_project_iam_member'))).toEqual([
      'Bootstrap_DeploymentRoles_BindReadNamed',
      'Bootstrap_DeploymentRoles_BindRead',
    ]);
    expect(rendered.types).not.toContain('google_project_iam_audit_config');
  });

  test('has a state of its own', () => {
    expect(rendered.json).toMatchObject({ terraform: { backend: { local: { path: 'terraform.tfstate' } } } });
  });
});

describe('the stack of everything', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = stackOf(fullPlan(), fullGcpEnvironment());
  });

  test('keeps its state in a bucket, under its own name', () => {
    expect(rendered.json).toMatchObject({
      terraform: { backend: { gcs: { bucket: 'acme-state', prefix: 'byoc/acme/bootstrap' } } },
    });
  });

  test('turns on the audit logs that the environment names', () => {
    expect(Object.values(rendered.field('google_project_iam_audit_config', 'service')).sort()).toEqual([
      'cloudkms.googleapis.com',
      'storage.googleapis.com',
    ]);
  });

  test('turns on what the environment asks for beside the rest', () => {
    const services = Object.values(rendered.field('google_project_service', 'service'));
    expect(services).toEqual(expect.arrayContaining(['iap.googleapis.com', 'servicedirectory.googleapis.com']));
  });
});

test('in mode self-managed there is nobody to tell', () => {
  const rendered = stackOf(minimalPlanForEveryCloud(), { ...gcpEnvironment(), access: { mode: 'self-managed' } });
  expect(Object.keys(rendered.outputs).sort()).toEqual(['Contract', 'EnvironmentId', 'Stamp']);
});

test('a vendor with a service account of its own needs no provider', () => {
  const plan = minimalPlanForEveryCloud();
  const gcp = { serviceAccount: 'control@riverbed-control.iam.gserviceaccount.com' };
  const rendered = stackOf({ ...plan, vendor: { ...plan.vendor, gcp } }, gcpEnvironment());
  expect(Object.keys(rendered.outputs).sort()).toEqual([
    'Contract',
    'EnvironmentId',
    'Stamp',
    'VendorAccount',
    'VendorRoles',
  ]);
});

describe('gcpBootstrapProps', () => {
  test('narrows a configuration', () => {
    expect(gcpBootstrapProps(resolveConfig(fullPlan(), fullGcpEnvironment()))).toEqual({
      context: {
        environmentId: 'acme',
        project: PROJECT,
        region: REGION,
        network: 'new',
        nat: true,
        externalListeners: true,
        googleApisEndpoint: true,
        controlPlaneEndpoint: true,
        expiresAt: '2028-01-31T00:00:00Z',
      },
      projectNumber: PROJECT_NUMBER,
      access: { mode: 'managed', allowInstall: true, allowDelete: false },
      vendor: {
        oidc: {
          issuer: 'https://token.riverbed.example.com',
          subject: 'control-plane',
          audience: 'https://gcp.riverbed.example.com',
        },
      },
      dataAccessLogs: ['storage.googleapis.com', 'cloudkms.googleapis.com'],
      optionalApis: ['binaryauthorization.googleapis.com', 'iap.googleapis.com', 'servicedirectory.googleapis.com'],
    });
  });

  test.each<[what: string, vendor: GcpVendor]>([
    ['a service account', { serviceAccount: 'control@riverbed-control.iam.gserviceaccount.com' }],
    ['a role on AWS', { awsRole: 'arn:aws:iam::999988887777:role/control-plane' }],
    ['a subject', { oidc: { issuer: 'https://token.example.com', subject: 'x' } }],
  ])('takes the vendor by %s', (_, vendor) => {
    expect(propsOf({}, vendor).vendor).toEqual(vendor);
  });

  test('leaves the end of the access open where the environment does', () => {
    expect(propsOf({}).context).not.toHaveProperty('expiresAt');
  });

  test.each<[what: string, environment: Partial<GcpEnvironment>, apis: string[]]>([
    ['nothing more', {}, []],
    ['a policy of images', { binaryAuthorization: 'project-policy' }, ['binaryauthorization.googleapis.com']],
    ['shells on nodes', { nodeShell: true }, ['iap.googleapis.com']],
    ['private endpoints', { network: { kind: 'new', endpoints: 'private' } }, ['servicedirectory.googleapis.com']],
  ])('asks for no more APIs than %s needs', (_, environment, apis) => {
    expect(propsOf(environment).optionalApis).toEqual(apis);
  });
});
