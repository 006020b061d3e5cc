import type { App } from 'aws-cdk-lib';
import { AwsCustodyStack, AwsCustodyTemplate } from '../../../lib/aws';
import { evaluateWithArns } from '../../../scripts/access/principals';
import type { EvaluatedResource, TemplateJson } from '../../../scripts/access/template';
import { awsExample } from '../../../scripts/examples';
import { ACCOUNT, REGION, testApp } from '../../support/aws';

const config = awsExample('streaming-database');
const { environment } = config;
const ANSWERS = {
  EnvironmentId: environment.id,
  MetricsWorkspaceArn: environment.own.metricsWorkspace ?? '',
  DnsZoneId: environment.dns?.zoneId ?? '',
  ExternalId: environment.access.externalId ?? '',
  SupportExpiresAt: environment.access.supportExpiresAt ?? '',
};

function templateOf(make: (app: App) => { readonly artifactId: string }): TemplateJson {
  const app = testApp();
  const { artifactId } = make(app);
  return app.synth().getStackArtifact(artifactId).template;
}

const published = templateOf((app) => new AwsCustodyTemplate(app, 'custody', { config }));

function evaluated(template: TemplateJson, parameters: Readonly<Record<string, string>>) {
  const place = {
    account: ACCOUNT,
    region: REGION,
    partition: 'aws',
    stackName: `byoccustody-${environment.id}`,
    parameters,
  };
  return evaluateWithArns(template, place);
}

/** Resources of a type without their logical ids and without the customer's tags, in a fixed order. */
function ofType(resources: Readonly<Record<string, EvaluatedResource>>, type: string): string[] {
  return Object.values(resources)
    .filter((resource) => resource.type === type)
    .map(({ properties: { Tags: _, ...properties } }) =>
      JSON.stringify(properties).replaceAll(/<\w+>|key\/\w+/g, (text) => text.replace(/[0-9A-F]{8}(?=>|$)/, '')),
    )
    .sort();
}

describe('the custody of a plan as a template', () => {
  const answered = evaluated(published, ANSWERS);
  const written = evaluated(
    templateOf((app) => new AwsCustodyStack(app, 'custody', { config })),
    {},
  );

  test.each(['AWS::IAM::Role', 'AWS::KMS::Key', 'AWS::S3::Bucket', 'AWS::S3::BucketPolicy', 'AWS::Logs::LogGroup'])(
    'with the answers of an environment, %s is what its custody has',
    (type) => {
      expect(ofType(answered, type).length).toBeGreaterThan(0);
      expect(ofType(answered, type)).toEqual(ofType(written, type));
    },
  );

  test('asks for nothing that the plan does not need', () => {
    expect(Object.keys(published.Parameters ?? {})).toEqual(Object.keys(ANSWERS));
    const without = { ...config, identities: [] };
    const bare = templateOf((app) => new AwsCustodyTemplate(app, 'custody', { config: without }));
    expect(Object.keys(bare.Parameters ?? {})).toEqual(['EnvironmentId', 'ExternalId', 'SupportExpiresAt']);
  });

  test('lets support engineers in only with an end', () => {
    const supportRoles = (parameters: Readonly<Record<string, string>>) =>
      Object.values(evaluated(published, parameters)).filter(
        ({ properties }) => properties.RoleName === 'acme-support',
      );
    expect(supportRoles(ANSWERS)).toHaveLength(1);
    expect(supportRoles({ ...ANSWERS, SupportExpiresAt: '' })).toEqual([]);
  });

  test('every role has the boundary of the bootstrap', () => {
    const roles = Object.values(answered).filter(({ type }) => type === 'AWS::IAM::Role');
    expect(roles.map(({ properties }) => properties.PermissionsBoundary)).toEqual(
      roles.map(() => `arn:aws:iam::${ACCOUNT}:policy/byoc/bootstrap/byoc-acme-boundary`),
    );
  });
});
