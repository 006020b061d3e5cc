import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type ScalarTag, stringify } from 'yaml';
import { addTemplates, templateFiles } from '../../cdk-app/templates';
import { resolveConfig } from '../../lib';
import { AwsBootstrapStack, DATA_PLANE_TYPES } from '../../lib/aws';
import type { AwsEnvironment } from '../../lib/core/config-types';
import { awsExample } from '../../scripts/examples';
import { ROOT } from '../../scripts/root';
import { testApp } from '../support/aws';
import { minimalPlan } from '../support/config';

/** What the console takes when a template is pasted, in bytes; ours keeps room for a customer's own lines. */
const MOST_BYTES = 46_000;
const config = awsExample('streaming-database');

/** Room in characters for what the CLI of CDK sends: it writes a template as YAML with a line for each entry. */
const MOST_CHARACTERS = 51_000;

/** CloudFormation's short forms, as their long ones. */
const SHORT_FORMS: ScalarTag[] = [
  { tag: '!Ref', resolve: (text) => ({ Ref: text }) },
  { tag: '!Sub', resolve: (text) => ({ 'Fn::Sub': text }) },
];
const read = (yaml: string) => parse(yaml, { version: '1.1', customTags: SHORT_FORMS });

/** Joins of texts and references, as the substitutions that they become. */
function substituted(value: any): unknown {
  if (Array.isArray(value)) return value.map(substituted);
  if (typeof value !== 'object' || value === null) return value;
  const parts = value['Fn::Join']?.[0] === '' ? value['Fn::Join'][1] : undefined;
  if (Array.isArray(parts) && parts.every((part) => typeof part === 'string' || part.Ref || part['Fn::GetAtt'])) {
    const text = (part: any) => (typeof part === 'string' ? part : `\${${part.Ref ?? part['Fn::GetAtt'].join('.')}}`);
    return { 'Fn::Sub': parts.map(text).join('') };
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, substituted(item)]));
}

describe('templates that customers launch', () => {
  const files = templateFiles(config, 'asked for');
  const text = (name: string) => files.get(name) ?? '';

  test('are these files', () => {
    expect([...files.keys()]).toEqual([
      'bootstrap.template.yaml',
      'detections.template.yaml',
      'custody.template.yaml',
      'permissions.json',
      'data-plane-types.txt',
    ]);
  });

  test('the bootstrap can be pasted', () => {
    expect(Buffer.byteLength(text('bootstrap.template.yaml'))).toBeLessThan(MOST_BYTES);
  });

  test('are as YAML what CDK renders as JSON', () => {
    const app = testApp();
    const stacks = addTemplates(app, config, 'asked for');
    const assembly = app.synth();
    for (const [name, stack] of Object.entries(stacks)) {
      expect(read(text(`${name}.template.yaml`))).toEqual(
        substituted(assembly.getStackArtifact(stack.artifactId).template),
      );
    }
  });

  test('no text is taken for a date, a number or a truth value', () => {
    for (const name of files.keys()) {
      if (!name.endsWith('.yaml')) continue;
      const seen = JSON.stringify(read(text(name)));
      expect(seen).toContain('"Version":"2012-10-17"');
      expect(seen).not.toContain('00:00:00.000Z');
    }
  });

  test('no resource names an account or an installation', () => {
    for (const name of ['bootstrap', 'detections', 'custody']) {
      const resources = JSON.stringify(read(text(`${name}.template.yaml`)).Resources);
      expect(resources).not.toContain(config.environment.account);
      expect(resources).not.toContain(`byoc-${config.environment.id}`);
    }
  });

  test('the types that a change set may have are listed, one in a line', () => {
    expect(text('data-plane-types.txt')).toBe(`${DATA_PLANE_TYPES.join('\n')}\n`);
    expect([...DATA_PLANE_TYPES]).toEqual([...DATA_PLANE_TYPES].sort());
  });
});

test('the bootstrap of an app fits into a call at the longest names: it is deployed without a bucket', () => {
  const role = (letter: string) => `arn:aws:iam::111122223333:role/${letter.repeat(64)}`;
  const environment: AwsEnvironment = {
    id: 'a'.repeat(16),
    cloud: 'aws',
    account: '111122223333',
    region: 'ap-southeast-2',
    zones: ['apse2-az1', 'apse2-az2', 'apse2-az3'],
    administrators: ['a', 'b', 'c', 'd'].map(role),
    access: {
      mode: 'managed',
      externalId: 'x7'.repeat(32),
      vendorExpiresAt: '2027-01-31T00:00:00Z',
      allowDelete: true,
    },
  };
  const plan = minimalPlan();
  const vendor = {
    aws: { principals: ['e', 'f', 'g', 'h', 'i'].map(role), artifactPrefix: 'riverbed-releases/templates/' },
  };
  const app = testApp();
  const stack = new AwsBootstrapStack(app, 'bootstrap', { config: resolveConfig({ ...plan, vendor }, environment) });
  const { template } = app.synth().getStackArtifact(stack.artifactId);
  // As near to what the CLI of CDK writes as its library comes.
  expect(stringify(template, { version: '1.1', lineWidth: 0 }).length).toBeLessThan(MOST_CHARACTERS);
});

describe("a vendor's own bootstrap", () => {
  const template = read(templateFiles(config, 'of the plan').get('bootstrap.template.yaml') ?? '');

  test('does not ask who the vendor is', () => {
    expect(Object.keys(template.Parameters)).not.toEqual(
      expect.arrayContaining(['VendorPrincipals', 'ArtifactPrefix']),
    );
    expect(Object.keys(template.Parameters)).toContain('ExternalId');
  });

  test('lets in the principals of the plan, and reads templates from its prefix', () => {
    const vendor: any = Object.values(template.Resources).find(
      (resource: any) => resource.Condition === 'HasVendorAccess',
    );
    const [assume] = vendor.Properties.AssumeRolePolicyDocument.Statement;
    expect(assume.Principal).toEqual({ AWS: config.plan.vendor.aws?.principals });
    expect(JSON.stringify(vendor.Properties.Policies)).toContain(`:s3:::${config.plan.vendor.aws?.artifactPrefix}*`);
  });
});

describe('the permissions beside the templates', () => {
  const manifest = JSON.parse(templateFiles(config, 'asked for').get('permissions.json') ?? '');
  const statements: any[] = manifest.policies.flatMap(({ statements: of }: any) => of);
  const template = read(readFileSync(join(ROOT, 'cloudformation', 'bootstrap.template.yaml'), 'utf8'));

  test('are those of the template: the same statements, by name', () => {
    const inTemplate = [...JSON.stringify(template).matchAll(/"Sid":"(\w+)"/g)].map(([, sid]) => sid);
    expect(statements.map(({ sid }) => sid).sort()).toEqual(inTemplate.sort());
  });

  test('each has a name, actions, a phase, a reason and what needs it', () => {
    for (const statement of statements) {
      expect(statement).toEqual(
        expect.objectContaining({
          sid: expect.stringMatching(/^[A-Za-z0-9]+$/),
          reason: expect.stringMatching(/\w/),
          neededBy: expect.stringMatching(/\w/),
        }),
      );
      expect(statement.actions.length).toBeGreaterThan(0);
      expect(statement.phase.length).toBeGreaterThan(0);
    }
  });

  test('reasons stay out of the template', () => {
    const text = JSON.stringify(template.Resources);
    for (const { reason } of statements) expect(text).not.toContain(reason);
  });
});
