import { templateFiles } from '../../../cdk-app/templates';
import { AwsBootstrapTemplate, type AwsBootstrapTemplateProps } from '../../../lib/aws/bootstrap/bootstrap-template';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { awsExample } from '../../../scripts/examples';
import { Rendered, testApp } from '../../support/aws';
import { fullEnvironment, fullPlan } from '../../support/config';
import { type TemplateWithParameters, takes } from '../../support/rules';

const VENDOR = resolveConfig(fullPlan(), fullEnvironment()).plan.vendor.aws;
const render = (props: AwsBootstrapTemplateProps = {}) =>
  Rendered.of(new AwsBootstrapTemplate(testApp(), 'Template', props));
const rendered = render();
const ofVendor = render(VENDOR === undefined ? {} : { vendor: VENDOR, supportGroup: 'byoc-riverbed' });
const parametersOf = ({ json }: Rendered) => (json as unknown as TemplateWithParameters).Parameters;

describe('what a person is asked', () => {
  interface Interface {
    readonly ParameterGroups: readonly {
      readonly Label: { readonly default: string };
      readonly Parameters: string[];
    }[];
    readonly ParameterLabels: Readonly<Record<string, { readonly default: string }>>;
  }
  const shown = ({ json }: Rendered) =>
    (json as unknown as { Metadata: { 'AWS::CloudFormation::Interface': Interface } }).Metadata[
      'AWS::CloudFormation::Interface'
    ];

  test('is this, in these groups', () => {
    expect(shown(rendered).ParameterGroups.map(({ Label, Parameters }) => [Label.default, Parameters])).toEqual([
      ['Installation', ['EnvironmentId', 'ClusterAdministratorArns']],
      ['Vendor', ['Mode', 'VendorPrincipals', 'ExternalId', 'VendorAccessExpiresAt', 'ArtifactPrefix']],
      ['Phases: change them in an update of this stack', ['AllowInstall', 'AllowDelete']],
      ['What may be built', ['PublicApi', 'ExternalLoadBalancers', 'VpcId', 'EndpointServiceNames']],
      [
        'Your own key and boundary, and exceptions',
        ['KeyArn', 'PermissionsBoundaryArn', 'ObjectsFromNetworkOnly', 'TelemetryQueueArn', 'BillingPrefix'],
      ],
    ]);
  });

  describe.each([
    ['of any vendor', rendered],
    ['of one vendor', ofVendor],
  ])('in the template %s', (_, one) => {
    const names = Object.keys(parametersOf(one));

    test('each parameter is in one group and has a label', () => {
      const { ParameterGroups, ParameterLabels } = shown(one);
      expect(ParameterGroups.flatMap(({ Parameters }) => Parameters).sort()).toEqual([...names].sort());
      expect(Object.keys(ParameterLabels).sort()).toEqual([...names].sort());
      for (const label of Object.values(ParameterLabels)) expect(label.default).toMatch(/^[A-Z].{4,40}$/);
    });

    test.each(names)('%s has a description, and says what it takes', (name) => {
      const parameter = parametersOf(one)[name];
      const { AllowedPattern, AllowedValues, ConstraintDescription } = parameter ?? { Type: '' };
      expect(parameter?.Description).toMatch(/^.{10,}[^.]$/);
      // Of a list of values, CloudFormation itself says which they are.
      if (AllowedValues === undefined)
        expect([AllowedPattern, ConstraintDescription]).toEqual(Array(2).fill(expect.any(String)));
    });

    test('nothing must be answered but the name of the installation', () => {
      expect(names.filter((name) => parametersOf(one)[name]?.Default === undefined)).toEqual(['EnvironmentId']);
    });

    test('what is offered is taken', () => {
      for (const name of names.filter((other) => other !== 'EnvironmentId')) {
        const parameter = parametersOf(one)[name];
        expect([name, parameter && takes(parameter, parameter.Default ?? '')]).toEqual([name, true]);
      }
    });
  });

  test("what the vendor's plan says is not asked", () => {
    const asked = Object.keys(parametersOf(rendered)).filter((name) => !(name in parametersOf(ofVendor)));
    expect(asked).toEqual(['VendorPrincipals', 'ArtifactPrefix']);
    expect(Object.keys(parametersOf(ofVendor)).filter((name) => !(name in parametersOf(rendered)))).toEqual([]);
  });
});

describe('outputs', () => {
  const conditionOf = (name: string) =>
    (rendered.json.Outputs as Record<string, { Condition?: string }> | undefined)?.[name]?.Condition;

  test('are what the customer tells the vendor, the role of the vendor only where it is', () => {
    expect(rendered.outputs).toEqual({
      DeploymentRoleArn: '<BootstrapDeploymentRole.Arn>',
      VendorRoleArn: '<BootstrapVendorAccessRole.Arn>',
    });
    expect([conditionOf('DeploymentRoleArn'), conditionOf('VendorRoleArn')]).toEqual([undefined, 'HasVendorAccess']);
  });
});

test('no condition or parameter is without use', () => {
  for (const { json } of [rendered, ofVendor]) {
    const { Conditions, Parameters } = json as unknown as Record<string, object>;
    const { Metadata, ...rest } = json as unknown as Record<string, unknown>;
    const text = JSON.stringify(rest);
    const unused = [
      ...Object.keys(Conditions ?? {}).filter(
        (name) => !text.includes(`"Fn::If":["${name}"`) && !text.includes(`"Condition":"${name}"`),
      ),
      ...Object.keys(Parameters ?? {}).filter(
        (name) => !text.includes(`"Ref":"${name}"`) && !text.includes(`\${${name}}`),
      ),
    ];
    expect(unused).toEqual([]);
  }
});

test('what is not answered is the closed choice, but for the first install', () => {
  const template = templateFiles(awsExample('streaming-database'), 'asked for').get('bootstrap.template.yaml') ?? '';
  const defaults = [...template.matchAll(/^ {2}(\w+):\n {4}Type: \w+\n {4}Default: (.*)$/gm)].map(([, name, text]) => [
    name,
    text?.replaceAll('"', ''),
  ]);
  expect(Object.fromEntries(defaults.filter(([, text]) => text !== ''))).toEqual({
    Mode: 'approved',
    AllowInstall: 'true',
    AllowDelete: 'false',
    PublicApi: 'false',
    ExternalLoadBalancers: 'false',
    ObjectsFromNetworkOnly: 'true',
  });
  expect(defaults).toHaveLength(17);
});
