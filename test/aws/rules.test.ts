import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, CfnResource, aws_ec2 as ec2, Stack, aws_s3 as s3, TagManager, Tags } from 'aws-cdk-lib';
import { addInstallation } from '../../cdk-app/installation';
import { AwsCustody } from '../../lib/aws/custody/custody';
import { awsCustodyProps } from '../../lib/aws/custody/custody-stack';
import { AwsDataPlane } from '../../lib/aws/data-plane/data-plane';
import { AwsNetwork } from '../../lib/aws/data-plane/network';
import type { AwsEnvironment, VendorPlan } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import {
  ENV,
  type Installation,
  RECOMMENDED_FLAGS,
  type Rendered,
  Rendered as RenderedTemplate,
  synthesize,
  tagsOf,
  testApp,
  testStack,
} from '../support/aws';
import { existingVpc, fullEnvironment, fullPlan, minimalEnvironment, minimalPlan } from '../support/config';

const { own, ...withoutOwn } = fullEnvironment();
const { metricsWorkspace } = own ?? {};
/** Everything, and nothing of the customer's own: every resource is ours. */
const ALL_OURS: AwsEnvironment = { ...withoutOwn, own: metricsWorkspace === undefined ? {} : { metricsWorkspace } };
const NINE_PROFILES: VendorPlan = {
  ...fullPlan(),
  nodeProfiles: Array.from({ length: 9 }, (_, index) => ({
    name: `profile${index}`,
    vcpu: 4,
    memoryGiB: 16,
    maxNodesPerZone: 3,
  })),
};
const { nodeLimits, ...withoutLimits } = ALL_OURS;
const LARGEST = resolveConfig(NINE_PROFILES, withoutLimits);
const FULL = resolveConfig(fullPlan(), ALL_OURS);
const MINIMAL = resolveConfig(minimalPlan(), minimalEnvironment());
/** The plan of everything where no private endpoint can lead to the control plane. */
const PLAN_WITHOUT_ENDPOINT = { ...fullPlan(), controlPlane: minimalPlan().controlPlane };

/** Everything, once under no flags and once under CDK's recommended ones; most tests ask the first. */
let full: Installation;
let fullWithFlags: Installation;
beforeAll(() => {
  full = synthesize(FULL);
  fullWithFlags = synthesize(FULL, RECOMMENDED_FLAGS);
});

const rooms = ({ bootstrap, detections, custody, dataPlane }: Installation): readonly Rendered[] => [
  bootstrap,
  detections,
  custody,
  dataPlane,
];
const typesOf = (rendered: Rendered) => new Set(Object.values(rendered.resources).map(({ Type }) => Type));

describe.each([
  ['no flags', {}],
  ["CDK's recommended flags", RECOMMENDED_FLAGS],
])('under %s', (_, flags) => {
  let installation: Installation;
  beforeAll(() => {
    installation = synthesize(LARGEST, flags);
  });

  test('no code is deployed: no function, no custom resource, no state machine', () => {
    for (const rendered of rooms(installation)) {
      const types = [...typesOf(rendered)];
      expect(types.filter((type) => /Lambda|Custom|StepFunctions|CodeBuild|StackSet/.test(type))).toEqual([]);
      const known = /^AWS::((EC2|EKS|ElasticLoadBalancingV2|IAM|KMS|Logs|S3|SNS)::\w+|SSM::Parameter|Events::Rule)$/;
      expect(types.filter((type) => !known.test(type))).toEqual([]);
    }
  });

  test('there is no asset but the templates themselves, and bootstrap and detections need not even that', () => {
    const { directory } = installation.assembly;
    const manifests = readdirSync(directory).filter((file) => file.endsWith('.assets.json'));
    expect(manifests.sort()).toEqual(['custody-acme.assets.json', 'data-plane-acme.assets.json']);
    for (const manifest of manifests) {
      const { files, dockerImages } = JSON.parse(readFileSync(join(directory, manifest), 'utf8'));
      const sources = Object.values(files as Record<string, { source: unknown }>).map(({ source }) => source);
      expect(sources).toEqual([{ packaging: 'file', path: manifest.replace('.assets.', '.template.') }]);
      expect(dockerImages).toEqual({});
    }
  });

  test('nine profiles and private endpoints stay under 500 resources and 1 MB', () => {
    for (const { json } of rooms(installation)) {
      expect(Object.keys(json.Resources ?? {}).length).toBeLessThan(500);
      expect(JSON.stringify(json, undefined, 1).length).toBeLessThan(1_000_000);
    }
    expect(Object.keys(installation.dataPlane.all('AWS::EKS::Nodegroup'))).toHaveLength(30);
  });
});

test('the same logical ids under all flags and under none', () => {
  const ids = (installation: Installation) =>
    rooms(installation).map(({ json }) => ({
      resources: Object.entries(json.Resources ?? {}).map(([id, { Type }]) => `${id} ${Type}`),
      outputs: Object.keys(json.Outputs ?? {}),
    }));
  expect(ids(fullWithFlags)).toEqual(ids(full));
});

test("a customer's flags change how policies are written, and nothing else", () => {
  const withPolicies = ['AWS::IAM::Role', 'AWS::KMS::Key'];
  const others = (installation: Installation) =>
    rooms(installation).map(({ resources }) =>
      Object.entries(resources).filter(([, { Type }]) => !withPolicies.includes(Type)),
    );
  expect(others(fullWithFlags)).toEqual(others(full));
});

describe('between rooms', () => {
  test('no reference of CDK passes', () => {
    for (const { json } of rooms(full)) {
      expect(Object.keys(json.Outputs ?? {}).filter((name) => name.startsWith('ExportsOutput'))).toEqual([]);
      expect(JSON.stringify(json)).not.toContain('ExportsOutput');
    }
  });

  test('one value is imported, under the name that custody exports', () => {
    const imports = (rendered: Rendered) =>
      new Set(JSON.stringify(rendered.json).match(/(?<="Fn::ImportValue":)[^}]*/g));
    expect(imports(full.custody)).toEqual(new Set());
    expect(imports(full.dataPlane)).toEqual(new Set(['"byoc-acme-key"']));
    const exports = rooms(full).flatMap(({ json }) =>
      Object.values(json.Outputs ?? {}).flatMap((output) => output.Export?.Name ?? []),
    );
    expect(exports).toEqual(['byoc-acme-key']);
  });

  test('a stack refers to its own resources only', () => {
    for (const { json } of rooms(full)) {
      const pseudo = ['AWS::Partition', 'AWS::StackId', 'AWS::StackName'];
      const ids = new Set([...Object.keys(json.Resources ?? {}), ...pseudo]);
      const text = JSON.stringify(json);
      const referred = [
        ...text.matchAll(/"(?:Ref":"|Fn::GetAtt":\[")([^"]+)"/g),
        ...text.matchAll(/\$\{([\w:]+)(?:\.\w+)?\}/g),
      ].map(([, id]) => id ?? '');
      expect(referred.filter((id) => !ids.has(id))).toEqual([]);
      expect(referred.length).toBeGreaterThan(0);
    }
  });

  test('the app deploys bootstrap, custody and data plane one after the other', () => {
    const needed = (room: string) =>
      full.assembly
        .getStackArtifact(`${room}-acme`)
        .dependencies.map(({ id }) => id)
        .sort();
    expect([needed('bootstrap'), needed('detections')]).toEqual([[], []]);
    expect(needed('custody')).toEqual(['bootstrap-acme', 'custody-acme.assets']);
    expect(needed('data-plane')).toEqual(['custody-acme', 'data-plane-acme.assets']);
  });
});

describe('synthesis', () => {
  test('with a concrete env needs no credentials: nothing is missing, nothing is looked up', () => {
    expect(full.assembly.manifest.missing ?? []).toEqual([]);
    expect(synthesize(MINIMAL).assembly.manifest.missing ?? []).toEqual([]);
  });

  const bytes = (installation: Installation) => rooms(installation).map(({ json }) => JSON.stringify(json));

  test('gives the same templates byte for byte', () => {
    expect(bytes(synthesize(resolveConfig(fullPlan(), ALL_OURS)))).toEqual(bytes(full));
  });

  test('reads no clock and no environment variable', () => {
    const saved = { ...process.env };
    jest.useFakeTimers({ now: new Date('2031-05-06T07:08:09Z') });
    try {
      for (const name of [
        'AWS_REGION',
        'AWS_DEFAULT_REGION',
        'CDK_DEFAULT_REGION',
        'CDK_DEFAULT_ACCOUNT',
        'HOME',
        'USER',
      ]) {
        process.env[name] = 'elsewhere';
      }
      expect(bytes(synthesize(FULL))).toEqual(bytes(full));
    } finally {
      jest.useRealTimers();
      process.env = saved;
    }
  });

  test.each([
    ['the least', (app: App) => addInstallation(app, MINIMAL)],
    ['everything', (app: App) => addInstallation(app, FULL)],
    [
      "everything, with the customer's own",
      (app: App) => addInstallation(app, resolveConfig(fullPlan(), fullEnvironment())),
    ],
    [
      'an existing VPC by ids',
      (app: App) =>
        addInstallation(
          app,
          resolveConfig(PLAN_WITHOUT_ENDPOINT, {
            ...ALL_OURS,
            zones: minimalEnvironment().zones,
            network: existingVpc(),
          }),
        ),
    ],
    [
      'an existing VPC by its construct',
      (app: App) => {
        const stack = new Stack(app, 'Test', { env: ENV });
        const vpc = new ec2.Vpc(stack, 'Vpc', {
          availabilityZones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
          restrictDefaultSecurityGroup: false,
        });
        new AwsDataPlane(stack, 'Plane', {
          config: MINIMAL,
          custody: AwsCustody.fromNames(stack, 'Custody', MINIMAL),
          network: AwsNetwork.fromVpc(stack, 'Network', { vpc: vpc as ec2.IVpc }),
        });
      },
    ],
    [
      'custody and data plane in one stack',
      (app: App) => {
        const stack = new Stack(app, 'Test', { env: ENV });
        const custody = new AwsCustody(stack, 'Custody', awsCustodyProps(stack, FULL));
        new AwsDataPlane(stack, 'Plane', { config: FULL, custody });
      },
    ],
  ])('says nothing about %s: no deprecation, no warning, no note', (_, make) => {
    const said: unknown[] = [];
    const say = (...text: unknown[]) => {
      said.push(text);
      return true;
    };
    const spies = [
      ...(['log', 'info', 'warn', 'error', 'debug'] as const).map((level) => jest.spyOn(console, level)),
      jest.spyOn(process.stderr, 'write'),
      jest.spyOn(process.stdout, 'write'),
      jest.spyOn(process, 'emitWarning'),
    ].map((spy) => (spy as jest.SpyInstance).mockImplementation(say));
    let assembly: ReturnType<App['synth']>;
    // CDK prints each deprecation once per process; this makes every use of a deprecated thing an error.
    process.env.JSII_DEPRECATED = 'fail';
    try {
      const app = testApp();
      make(app);
      assembly = app.synth();
    } finally {
      delete process.env.JSII_DEPRECATED;
      for (const spy of spies) spy.mockRestore();
    }
    expect(said).toEqual([]);
    expect(assembly.stacks.flatMap(({ messages }) => messages.map(({ id, entry }) => `${id} ${entry.data}`))).toEqual(
      [],
    );
  });
});

test('a deprecated use is found', () => {
  process.env.JSII_DEPRECATED = 'fail';
  try {
    const [a, b] = ['A', 'B'].map((id) => new ec2.CfnEIP(testStack(), id)) as [ec2.CfnEIP, ec2.CfnEIP];
    expect(() => a.addDependency(b)).toThrow(/deprecated/);
  } finally {
    delete process.env.JSII_DEPRECATED;
  }
});

describe('tags', () => {
  test.each([
    ['the least', MINIMAL, {}],
    ['everything', FULL, { owner: 'platform', 'cost-center': '4711' }],
  ] as const)('are on every resource of %s that takes them', (_, config, extra) => {
    const { id } = config.environment;
    const wanted = { 'byoc:environment': id, 'byoc:product': config.plan.product.id, ...extra };
    const app = testApp();
    addInstallation(app, config);
    const assembly = app.synth();
    let count = 0;
    for (const stack of app.node.children.filter(Stack.isStack)) {
      const { Resources } = assembly.getStackArtifact(stack.artifactId).template;
      for (const resource of stack.node.findAll().filter(CfnResource.isCfnResource)) {
        const isTemplate = resource.cfnResourceType === 'AWS::EC2::LaunchTemplate';
        if (TagManager.of(resource) === undefined && !isTemplate) continue;
        const logicalId = stack.resolve(resource.logicalId);
        const { Type, Properties } = Resources[logicalId];
        const tags = Type === 'AWS::EC2::LaunchTemplate' ? tagsOf(Properties.TagSpecifications[0]) : tagsOf(Properties);
        expect([logicalId, tags]).toEqual([logicalId, expect.objectContaining(wanted)]);
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(40);
  });

  test('stay under fifty on every resource, for the most that an environment may have', () => {
    const tags = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`tag${index}`, 'value']));
    const { dataPlane } = synthesize(resolveConfig(minimalPlan(), { ...minimalEnvironment(), tags }));
    for (const { Properties } of Object.values(dataPlane.resources)) {
      expect(Object.keys(tagsOf(Properties)).length).toBeLessThanOrEqual(50);
    }
  });
});

describe("in a customer's own stack", () => {
  let stack: Stack;
  let rendered: Rendered;
  beforeAll(() => {
    stack = new Stack(testApp(), 'Own', { env: ENV, stackName: 'own-name', tags: { team: 'a' } });
    new s3.Bucket(stack, 'Sibling');
    const custody = new AwsCustody(stack, 'Custody', awsCustodyProps(stack, FULL));
    new AwsDataPlane(stack, 'Plane', { config: FULL, custody });
    rendered = RenderedTemplate.of(stack);
  });

  test('name, protection, tags, description and synthesizer of the stack stay', () => {
    expect(stack.stackName).toBe('own-name');
    expect(stack.terminationProtection).toBe(false);
    expect(stack.templateOptions.description).toBeUndefined();
    expect(stack.tags.tagValues()).toEqual({ team: 'a' });
  });

  test('no outputs, parameters, mappings, conditions or transforms are added', () => {
    const alone = testStack();
    const sections = Object.keys(new RenderedTemplate(JSON.parse(JSON.stringify(rendered.json))).json);
    expect(sections.sort()).toEqual(['Parameters', 'Resources', 'Rules']);
    expect(Object.keys((rendered.json as unknown as { Parameters: object }).Parameters)).toEqual(['BootstrapVersion']);
    expect(RenderedTemplate.of(alone).json).toEqual({});
  });

  test('what stands beside is left alone', () => {
    const alone = new Stack(testApp(), 'Own', { env: ENV, stackName: 'own-name', tags: { team: 'a' } });
    new s3.Bucket(alone, 'Sibling');
    expect(rendered.one('Sibling')).toEqual(RenderedTemplate.of(alone).one('Sibling'));
  });

  test("the customer's tags reach every resource", () => {
    const own = testStack();
    new AwsDataPlane(own, 'Plane', { config: MINIMAL, custody: AwsCustody.fromNames(own, 'Custody', MINIMAL) });
    Tags.of(own).add('team', 'a');
    for (const { Properties } of Object.values(RenderedTemplate.of(own).all('AWS::EC2::Subnet'))) {
      expect(tagsOf(Properties)).toMatchObject({ team: 'a', 'byoc:environment': 'demo' });
    }
  });

  test('two installations live side by side', () => {
    const app = testApp();
    addInstallation(app, MINIMAL);
    addInstallation(app, resolveConfig(minimalPlan(), { ...minimalEnvironment(), id: 'other' }));
    expect(
      app
        .synth()
        .stacks.map(({ stackName }) => stackName)
        .sort(),
    ).toEqual(
      ['demo', 'other']
        .flatMap((id) => [`byoc-${id}-data`, `byocbootstrap-${id}`, `byoccustody-${id}`, `byocdetections-${id}`])
        .sort(),
    );
  });
});
