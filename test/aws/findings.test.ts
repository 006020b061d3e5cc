import { type Stack, aws_s3 as s3 } from 'aws-cdk-lib';
import { addInstallation } from '../../cdk-app/installation';
import { resolveConfig } from '../../lib/core/resolve-config';
import { RECOMMENDED_FLAGS, testApp } from '../support/aws';
import { minimalEnvironment, minimalPlan } from '../support/config';
import { ALL_OURS, findings, VARIANTS } from '../support/findings';

test.each(VARIANTS)('nothing is found in %s', (_, make) => {
  const app = testApp();
  addInstallation(app, make());
  expect(findings(app)).toBe('nothing was thrown');
});

test("nothing is found under CDK's recommended flags, which write partitions and policies otherwise", () => {
  const app = testApp(RECOMMENDED_FLAGS);
  addInstallation(app, ALL_OURS());
  expect(findings(app)).toBe('nothing was thrown');
});

test('a planted violation is found', () => {
  const app = testApp();
  addInstallation(app, resolveConfig(minimalPlan(), minimalEnvironment()));
  new s3.Bucket(app.node.findChild('custody-demo') as Stack, 'Open');
  const found = findings(app);
  expect(found).toContain('custody-demo/Open/Resource');
  expect(found.match(/AwsSolutions::AwsSolutions-\w+/g)?.sort()).toEqual([
    'AwsSolutions::AwsSolutions-S1',
    'AwsSolutions::AwsSolutions-S10',
  ]);
});
