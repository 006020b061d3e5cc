import { type App, CfnResource, FileAssetPackaging, Stack } from 'aws-cdk-lib';
import { withOwnRights } from '../../lib/aws/own-rights';
import { messageOf, testApp } from '../support/aws';

function makeStack(app: App = testApp()): Stack {
  const stack = new Stack(app, 'Own', {
    env: { account: '111122223333', region: 'eu-central-1' },
    stackName: 'own-name',
    terminationProtection: true,
    synthesizer: withOwnRights(),
  });
  new CfnResource(stack, 'Topic', { type: 'AWS::SNS::Topic' });
  return stack;
}

test("a stack is deployed by who deploys it: no role of CDK's bootstrap is named, and none of its buckets", () => {
  const app = testApp();
  makeStack(app);
  const [artifact] = app.synth().stacks;
  expect(artifact?.manifest.properties).toEqual({
    templateFile: 'Own.template.json',
    terminationProtection: true,
    validateOnSynth: false,
    stackName: 'own-name',
  });
  expect(artifact?.manifest.dependencies).toBeUndefined();
});

test('its template has what was put in, and nothing beside it', () => {
  const app = testApp();
  makeStack(app);
  const [artifact] = app.synth().stacks;
  expect(artifact?.template).toEqual({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });
});

test.each([
  [
    'a file',
    (stack: Stack) =>
      stack.synthesizer.addFileAsset({ sourceHash: 'x', fileName: 'x', packaging: FileAssetPackaging.FILE }),
  ],
  ['an image', (stack: Stack) => stack.synthesizer.addDockerImageAsset({ sourceHash: 'x', directoryName: 'x' })],
])('fails if %s is to be published with it', (_, add) => {
  expect(messageOf(() => add(makeStack()))).toBe('Own can have no asset: there is no bucket that it could be put into');
});
