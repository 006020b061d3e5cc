import { awsExamples, synthesize } from '../../examples';
import { ROOT } from '../../root';
import type { Answer } from '../api';
import { expectEqual } from '../deployed-stack';
import type { Installation } from '../installation';
import { run } from '../processes';
import { PUBLISHED_TEMPLATES, PublishedTemplate } from '../published';
import { type RenderedStack, render } from '../rendered';
import type { Results } from '../results';
import { temporaryFolder } from '../temporary';

const RETAINED = 'RetainExceptOnCreate';

/** What the emulator does not enforce or keep, read from the templates that the app renders. */
export async function checkTemplates(results: Results, name: string, installation: Installation): Promise<void> {
  const unprotected = installation.variant((_, environment) => {
    environment.protection = false;
  });
  for (const [protection, of] of [[true, installation] as const, [false, unprotected] as const]) {
    const what = `protection ${protection ? 'on' : 'off'} reaches stacks, cluster and load balancers`;
    await results.step(`${name}: in the templates, ${what}`, async () => checkProtection(of, protection));
  }
  await results.step(
    `${name}: in the templates, log groups have literal names, retention and key, and are kept`,
    async () => {
      const { custody } = render(installation);
      const groups = ofType(custody, 'AWS::Logs::LogGroup');
      const { cluster, flow } = installation.names.logGroups;
      expectEqual(
        'names',
        groups.map(({ Properties }) => Properties.LogGroupName),
        [cluster, flow],
      );
      for (const { Properties, DeletionPolicy } of groups) {
        expectEqual('retention', Properties.RetentionInDays, installation.config.environment.logRetentionDays);
        expectEqual('key', Properties.KmsKeyId, keyArnOf(custody));
        expectEqual('policy', DeletionPolicy, RETAINED);
      }
    },
  );
  await results.step(`${name}: in the templates, buckets and cluster are encrypted with the key`, async () => {
    const { custody, dataPlane } = render(installation);
    for (const { Properties } of ofType(custody, 'AWS::S3::Bucket')) {
      const [{ ServerSideEncryptionByDefault }] = Properties.BucketEncryption.ServerSideEncryptionConfiguration;
      expectEqual('bucket', ServerSideEncryptionByDefault, {
        KMSMasterKeyID: keyArnOf(custody),
        SSEAlgorithm: 'aws:kms',
      });
    }
    const [cluster] = ofType(dataPlane, 'AWS::EKS::Cluster');
    const KeyArn = { 'Fn::ImportValue': installation.names.keyExport };
    expectEqual('cluster', cluster?.Properties.EncryptionConfig, [{ Provider: { KeyArn } }]);
  });
}

/** `cfn-lint` on every template of every example, and on those that are committed. */
export async function lint(results: Results, python: string): Promise<void> {
  const linter = ['-c', 'from cfnlint.runner.cli import main; main()'];
  const published = PUBLISHED_TEMPLATES.map((name) => new PublishedTemplate(name).file);
  const places: readonly (readonly [string, readonly string[]])[] = [
    ...awsExamples().map((example): [string, string[]] => [
      `examples/${example.name}`,
      synthesize(example, temporaryFolder('lint')).map(({ file }) => file),
    ]),
    ['cloudformation', published],
  ];
  for (const [place, files] of places) {
    await results.step(`cfn-lint finds nothing in the ${files.length} templates of ${place}`, async () => {
      await run(python, [...linter, ...files], { cwd: ROOT, env: process.env });
    });
  }
}

function checkProtection(installation: Installation, protection: boolean): void {
  const stacks = render(installation);
  expectEqual(
    'stacks',
    Object.values(stacks).map((stack) => stack.terminationProtection === true),
    Object.values(stacks).map(() => protection),
  );
  const [cluster] = ofType(stacks.dataPlane, 'AWS::EKS::Cluster');
  expectEqual('cluster', cluster?.Properties.DeletionProtection, protection);
  const balancers = ofType(stacks.dataPlane, 'AWS::ElasticLoadBalancingV2::LoadBalancer');
  expectEqual('whether there are load balancers', balancers.length > 0, installation.config.listeners.length > 0);
  for (const { Properties } of balancers) {
    const attribute = Properties.LoadBalancerAttributes.find(
      ({ Key }: Answer) => Key === 'deletion_protection.enabled',
    );
    expectEqual('load balancer', attribute?.Value, String(protection));
  }
}

function ofType({ template }: RenderedStack, type: string): Answer[] {
  return Object.values(template.Resources).filter(({ Type }: Answer) => Type === type);
}

function keyArnOf(custody: RenderedStack): Answer {
  const [logicalId] = Object.entries(custody.template.Resources).flatMap(([id, { Type }]: [string, Answer]) =>
    Type === 'AWS::KMS::Key' ? [id] : [],
  );
  return { 'Fn::GetAtt': [logicalId, 'Arn'] };
}
