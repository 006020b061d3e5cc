import { CliCredentialsStackSynthesizer, type IStackSynthesizer, type Stack } from 'aws-cdk-lib';
import { AwsCustodyStack } from '../../lib/aws/custody/custody-stack';
import { AwsDataPlaneStack } from '../../lib/aws/data-plane/data-plane-stack';
import type { InstallationStackProps } from '../../lib/aws/installation-stack';
import { resolveConfig } from '../../lib/core/resolve-config';
import { ENV, Rendered, tagsOf, testApp } from '../support/aws';
import { fullEnvironment, fullPlan, minimalEnvironment, minimalPlan } from '../support/config';

const config = resolveConfig(minimalPlan(), minimalEnvironment());
const STACKS = [
  ['custody', (props: InstallationStackProps) => new AwsCustodyStack(testApp(), 'any-id', props)],
  ['data plane', (props: InstallationStackProps) => new AwsDataPlaneStack(testApp(), 'any-id', props)],
] as const;

describe.each(STACKS)('the stack of the %s', (_, make) => {
  let stack: Stack;
  let rendered: Rendered;
  beforeAll(() => {
    stack = make({ config });
    rendered = Rendered.of(stack);
  });

  test('lies in the account and region of the environment', () => {
    const { account, region } = stack;
    expect({ account, region }).toEqual(ENV);
  });

  test('says whose it is and in which version it speaks', () => {
    expect(rendered.outputs).toMatchObject({ Contract: '1', EnvironmentId: 'demo' });
  });

  test('describes each output', () => {
    const { Outputs } = rendered.json as { Outputs: Record<string, { Description?: string }> };
    for (const [name, { Description }] of Object.entries(Outputs))
      expect([name, Description?.length]).not.toContain(undefined);
  });

  test('is not tied to CDK: the template has no parameter and no rule', () => {
    expect(Object.keys(rendered.json).sort()).toEqual(['Description', 'Outputs', 'Resources']);
  });

  test('takes another synthesizer', () => {
    const synthesizer = new CliCredentialsStackSynthesizer() as IStackSynthesizer;
    expect(make({ config, synthesizer }).synthesizer).toBeInstanceOf(CliCredentialsStackSynthesizer);
  });

  test('is protected unless the environment says otherwise', () => {
    expect(stack.terminationProtection).toBe(true);
    const unprotected = resolveConfig(minimalPlan(), { ...minimalEnvironment(), protection: false });
    expect(make({ config: unprotected }).terminationProtection).toBe(false);
  });

  test("tags everything with installation, product and the customer's own tags", () => {
    const full = Rendered.of(make({ config: resolveConfig(fullPlan(), fullEnvironment()) }));
    for (const [id, { Type, Properties }] of Object.entries(full.resources)) {
      if (Type !== 'AWS::IAM::Role' && Type !== 'AWS::EKS::Nodegroup') continue;
      expect([id, tagsOf(Properties)]).toEqual([
        id,
        { 'byoc:environment': 'acme', 'byoc:product': 'riverbed', owner: 'platform', 'cost-center': '4711' },
      ]);
    }
  });
});
