import { TerraformOutput, type TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { type DataPlaneConfig, resolveConfig } from '../../lib/core/resolve-config';
import { GcpBootstrapStack } from '../../lib/gcp/bootstrap/bootstrap-stack';
import { GcpCustodyStack } from '../../lib/gcp/custody/custody-stack';
import { GcpGrantsStack } from '../../lib/gcp/custody/grants-stack';
import { GcpDataPlaneStack } from '../../lib/gcp/data-plane/data-plane-stack';
import type { InstallationStackProps } from '../../lib/gcp/installation-stack';
import { gcpEnvironment, minimalEnvironment, minimalPlanForEveryCloud } from '../support/config';
import { messageOf, PROJECT, REGION, RenderedStack, testScope } from '../support/gcp';

type Make = new (scope: Construct, id: string, props: InstallationStackProps) => TerraformStack;

const PLAN = minimalPlanForEveryCloud();
const CONFIG = resolveConfig(PLAN, gcpEnvironment());
const IN_A_BUCKET = resolveConfig(PLAN, { ...gcpEnvironment(), backend: { type: 'gcs', bucket: 'acme-state' } });

const STACKS: readonly (readonly [room: string, stack: Make])[] = [
  ['bootstrap', GcpBootstrapStack],
  ['custody', GcpCustodyStack],
  ['data-plane', GcpDataPlaneStack],
  ['grants', GcpGrantsStack],
];

describe.each(STACKS)('the stack of the room %s', (room, Stack) => {
  // The id of the stack is the customer's choice.
  const make = (config: DataPlaneConfig<'gcp'>) => new Stack(testScope(), 'any-id', { config });
  let stack: TerraformStack;
  let rendered: RenderedStack;
  let json: Readonly<Record<string, any>>;
  beforeAll(() => {
    stack = make(CONFIG);
    rendered = RenderedStack.of(stack);
    json = rendered.json;
  });

  test('lies in the project and region of the environment', () => {
    expect(json.provider).toEqual({ google: [{ project: PROJECT, region: REGION }] });
  });

  test('keeps its state in a file beside it unless the environment says otherwise: no path of a machine is in it', () => {
    expect(json.terraform.backend).toEqual({ local: { path: 'terraform.tfstate' } });
  });

  test('keeps its state in a bucket, apart from other rooms and other installations', () => {
    const { terraform } = RenderedStack.of(make(IN_A_BUCKET)).json as typeof json;
    expect(terraform.backend).toEqual({ gcs: { bucket: 'acme-state', prefix: `byoc/demo/${room}` } });
  });

  test('keeps it under the prefix that the environment says', () => {
    const backend = { type: 'gcs', bucket: 'acme-state', prefix: 'terraform/byoc' } as const;
    const { terraform } = RenderedStack.of(make(resolveConfig(PLAN, { ...gcpEnvironment(), backend })))
      .json as typeof json;
    expect(terraform.backend.gcs.prefix).toBe(`terraform/byoc/demo/${room}`);
  });

  test('says whose it is and in which version it speaks', () => {
    expect(rendered.outputs).toMatchObject({ Contract: '1', EnvironmentId: 'demo' });
  });

  test('puts outputs out under their names alone, each with a description', () => {
    const outputs = stack.node.findAll().filter((node) => node instanceof TerraformOutput);
    expect(outputs.map(({ node }) => node.id).sort()).toEqual(Object.keys(json.output).sort());
    for (const [name, { description }] of Object.entries<{ description?: string }>(json.output)) {
      expect(name).toMatch(/^([A-Z][a-z0-9]*)+$/);
      expect([name, description]).toEqual([name, expect.stringMatching(/^[A-Z].+[^.]$/)]);
    }
  });

  test('is the same text each time, without a path of the machine', () => {
    const text = JSON.stringify(json);
    expect(JSON.stringify(RenderedStack.of(make(CONFIG)).json)).toBe(text);
    expect(text).not.toContain(process.cwd());
  });

  test('fails for an environment on another cloud', () => {
    // Who writes JavaScript is told by nobody else.
    const config = resolveConfig(PLAN, minimalEnvironment()) as unknown as DataPlaneConfig<'gcp'>;
    expect(messageOf(() => make(config))).toBe(
      "'config' of any-id must be of an environment on gcp, got aws; give one on gcp",
    );
  });
});
