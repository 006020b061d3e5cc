import { AwsBootstrapStack, awsBootstrapProps } from '../../../lib/aws/bootstrap/bootstrap-stack';
import { AwsBootstrapTemplate } from '../../../lib/aws/bootstrap/bootstrap-template';
import type { AwsEnvironment, VendorPlan } from '../../../lib/core/config-types';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { Rendered, testApp, testStack } from '../../support/aws';
import { existingVpc, fullEnvironment, fullPlan, minimalEnvironment, minimalPlan } from '../../support/config';
import { type EvaluatedResource, evaluated, withoutListsOfOne } from '../../support/evaluated';
import { broken, type TemplateWithParameters, takes } from '../../support/rules';

const EXTERNAL_ID = '9f2c1a7755d04c1e8f6b';
const CONTROL_PLANE = 'arn:aws:iam::999988887777:role/control-plane';
const VENDOR = resolveConfig(fullPlan(), fullEnvironment()).plan.vendor.aws;
const rendered = Rendered.of(new AwsBootstrapTemplate(testApp(), 'Template'));
const template = rendered.json as unknown as TemplateWithParameters;

describe('a template makes what the stack makes of the same answers', () => {
  /** The answers that say the same as a configuration. */
  function answersOf(plan: VendorPlan, environment: AwsEnvironment): Record<string, string> {
    const props = awsBootstrapProps(testStack(), resolveConfig(plan, environment));
    const text = (value: unknown) => (typeof value === 'string' ? value : '');
    const list = (value: unknown) => (Array.isArray(value) ? value.join(',') : '');
    return {
      EnvironmentId: props.environmentId,
      ClusterAdministratorArns: list(props.administrators),
      Mode: text(props.mode),
      VendorPrincipals: list(props.vendor?.principals),
      ExternalId: text(props.vendor?.externalId),
      VendorAccessExpiresAt: text(props.vendor?.expiresAt),
      ArtifactPrefix: text(props.vendor?.artifactPrefix),
      AllowInstall: String(props.allowInstall),
      AllowDelete: String(props.allowDelete),
      PublicApi: String(props.publicApi),
      ExternalLoadBalancers: String(props.externalLoadBalancers),
      VpcId: text(props.vpcId),
      EndpointServiceNames: list(props.endpointServices),
      KeyArn: text(props.keyArn),
      PermissionsBoundaryArn: text(props.permissionsBoundary),
      ObjectsFromNetworkOnly: String(props.onlyFromNetwork),
      TelemetryQueueArn: text(props.telemetryQueue),
      BillingPrefix: text(props.billingPrefix),
    };
  }

  /** What matters of a resource: tags of the product are the stack's. */
  function comparable(resources: Readonly<Record<string, EvaluatedResource>>) {
    return Object.fromEntries(
      Object.entries(withoutListsOfOne(resources)).map(([id, { type, properties: all }]) => {
        const { Tags, ...properties } = all;
        return [id, { type, properties }];
      }),
    );
  }

  const vendorAccess = (access: AwsEnvironment['access'] = {}) => ({ access: { externalId: EXTERNAL_ID, ...access } });
  /** Everything that a template asks for: it takes no root, and the group of support is the default. */
  const EXACT: VendorPlan = {
    ...fullPlan(),
    vendor: { aws: { principals: [CONTROL_PLANE], artifactPrefix: 'releases/v1/' } },
    support: { ...fullPlan().support, group: 'byoc-support' },
  };
  const { roles, buckets, ...ownButRolesAndBuckets } = fullEnvironment().own ?? {};
  const FULL: AwsEnvironment = { ...fullEnvironment(), own: ownButRolesAndBuckets };
  const PLAN_IN_VPC: VendorPlan = { ...EXACT, controlPlane: minimalPlan().controlPlane };
  const IN_VPC: AwsEnvironment = {
    ...FULL,
    zones: minimalEnvironment().zones,
    network: { ...existingVpc(), s3Endpoint: false },
  };

  const COMBINATIONS: readonly (readonly [string, VendorPlan, AwsEnvironment])[] = [
    ['the least, approved', minimalPlan(), { ...minimalEnvironment(), ...vendorAccess() }],
    ['the least, managed', minimalPlan(), { ...minimalEnvironment(), ...vendorAccess({ mode: 'managed' }) }],
    ['self-managed', minimalPlan(), { ...minimalEnvironment(), access: { mode: 'self-managed' } }],
    [
      'after the install',
      minimalPlan(),
      { ...minimalEnvironment(), ...vendorAccess({ mode: 'managed', allowInstall: false }) },
    ],
    [
      'before the end',
      minimalPlan(),
      { ...minimalEnvironment(), ...vendorAccess({ mode: 'managed', allowInstall: false, allowDelete: true }) },
    ],
    [
      'before the end, approved',
      minimalPlan(),
      { ...minimalEnvironment(), ...vendorAccess({ mode: 'approved', allowDelete: true }) },
    ],
    [
      'an expiry',
      minimalPlan(),
      { ...minimalEnvironment(), ...vendorAccess({ vendorExpiresAt: '2028-01-31T00:00:00Z' }) },
    ],
    ['no administrators', minimalPlan(), { ...minimalEnvironment(), ...vendorAccess(), administrators: [] }],
    ['everything', EXACT, FULL],
    ["everything in the customer's VPC, without a way to S3", PLAN_IN_VPC, IN_VPC],
  ];

  test.each(COMBINATIONS)('%s', (_, plan, environment) => {
    const answers = answersOf(plan, environment);
    for (const [name, answer] of Object.entries(answers)) {
      expect([name, takes(template.Parameters[name] as never, answer)]).toEqual([name, true]);
    }
    expect(broken(template, answers)).toEqual([]);
    const { BootstrapBoundary, ...rest } = comparable(evaluated(rendered, answers));
    const config = resolveConfig(plan, environment);
    const stack = comparable(evaluated(new AwsBootstrapStack(testApp(), 'Stack', { config })));
    // A template makes its boundary also where the customer has another: custody decides which one its roles have.
    expect(BootstrapBoundary?.properties.ManagedPolicyName).toBe(`byoc-${environment.id}-boundary`);
    const withBoundary = environment.own?.permissionsBoundary === undefined ? { BootstrapBoundary } : {};
    expect({ ...rest, ...withBoundary }).toEqual(stack);
  });

  test("with the vendor's own plan, a root among its principals", () => {
    const { VendorPrincipals, ArtifactPrefix, ...answers } = answersOf(fullPlan(), FULL);
    const ofVendor = new AwsBootstrapTemplate(testApp(), 'Template', {
      ...(VENDOR === undefined ? {} : { vendor: VENDOR }),
      supportGroup: 'byoc-riverbed',
    });
    const { BootstrapBoundary, ...rest } = comparable(evaluated(ofVendor, answers));
    const config = resolveConfig(fullPlan(), FULL);
    expect(rest).toEqual(comparable(evaluated(new AwsBootstrapStack(testApp(), 'Stack', { config }))));
    expect(VendorPrincipals).toContain(':root');
  });

  test.each([
    ['aws-us-gov', 'us-gov-west-1'],
    ['aws-cn', 'cn-north-1'],
  ])('in partition %s, no ARN is of another', (partition, region) => {
    const answers = { EnvironmentId: 'acme', ExternalId: EXTERNAL_ID };
    const text = JSON.stringify(evaluated(rendered, answers, { partition, region }));
    expect(text.match(/arn:aws:/g)).toBeNull();
    expect(text).toContain(`arn:${partition}:cloudformation:${region}:`);
  });
});
