import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, DefaultStackSynthesizer, type IStackSynthesizer, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { addInstallation } from '../../cdk-app/installation';
import type { DataPlaneConfig } from '../../lib/core/resolve-config';

/** Where the fixtures of `config.ts` are installed. */
export const ACCOUNT = '111122223333';
export const REGION = 'eu-central-1';
export const ENV = { account: ACCOUNT, region: REGION };

/** The flags that `cdk init` sets for a new app. */
export const RECOMMENDED_FLAGS: Readonly<
  Record<string, unknown>
> = require('aws-cdk-lib/recommended-feature-flags.json');

/** Where the apps of one test file write; gone when it ends. */
const outputs = mkdtempSync(join(tmpdir(), 'byoc-test-'));
let apps = 0;
afterAll(() => rmSync(outputs, { recursive: true, force: true }));

/** An app that writes templates and nothing beside them, which takes half the time. */
export function testApp(context: Readonly<Record<string, unknown>> = {}): App {
  apps += 1;
  return new App({
    context: { ...context },
    outdir: join(outputs, String(apps)),
    treeMetadata: false,
    stackTraces: false,
    analyticsReporting: false,
  });
}

/** A customer's own stack, with nothing in it yet. */
export function testStack(context: Readonly<Record<string, unknown>> = {}): Stack {
  const synthesizer = new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) as IStackSynthesizer;
  return new Stack(testApp(context), 'Test', { env: ENV, synthesizer });
}

/** A resource as CloudFormation gets it, references made readable. */
export interface Resource {
  readonly Type: string;
  /** Not typed: a test names the property it expects. */
  readonly Properties: any;
  readonly DependsOn: readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface TemplateJson {
  readonly Resources?: Readonly<Record<string, Omit<Resource, 'DependsOn'> & { readonly DependsOn?: string[] }>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: string } }>>;
}

/** A template that tests ask questions. */
export class Rendered {
  /** Synthesizes the app of a stack. */
  public static of(stack: Stack): Rendered {
    return new Rendered(Template.fromStack(stack).toJSON() as TemplateJson);
  }

  /** Every resource by its logical id without the hash. */
  public readonly resources: Readonly<Record<string, Resource>>;
  /** Every output's value by name. */
  public readonly outputs: Readonly<Record<string, string>>;
  private forAssertions: Template | undefined;
  private readonly byType = new Map<string, Readonly<Record<string, Resource>>>();

  public constructor(public readonly json: TemplateJson) {
    this.resources = Object.fromEntries(
      Object.entries(json.Resources ?? {}).map(([id, resource]) => [withoutHash(id), readResource(resource)]),
    );
    this.outputs = Object.fromEntries(
      Object.entries(json.Outputs ?? {}).map(([name, { Value }]) => [name, readable(Value) as string]),
    );
  }

  /** The template for CDK's own assertions. */
  public get template(): Template {
    this.forAssertions ??= Template.fromJSON(this.json as unknown as Record<string, unknown>);
    return this.forAssertions;
  }

  /** Resources of one type. */
  public all(type: string): Readonly<Record<string, Resource>> {
    const known = this.byType.get(type);
    if (known !== undefined) return known;
    const found = Object.fromEntries(Object.entries(this.resources).filter(([, { Type }]) => Type === type));
    this.byType.set(type, found);
    return found;
  }

  /** The one resource whose id ends like this. */
  public one(idSuffix: string): Resource {
    const found = Object.entries(this.resources).filter(([id]) => id.endsWith(idSuffix));
    const [first] = found;
    if (found.length !== 1 || first === undefined) {
      throw new Error(`'${idSuffix}' is the end of ${found.length} ids: ${Object.keys(this.resources).join(', ')}`);
    }
    return first[1];
  }

  /** One property of every resource of a type, by id. */
  public property(type: string, name: string): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(this.all(type)).map(([id, { Properties }]) => [id, (Properties as Record<string, unknown>)[name]]),
    );
  }
}

type RawResource = NonNullable<TemplateJson['Resources']>[string];
const read = new WeakMap<RawResource, Resource>();

/** A resource is read once, also where templates share it. */
function readResource(raw: RawResource): Resource {
  const known = read.get(raw);
  if (known !== undefined) return known;
  const { DependsOn, Properties, ...rest } = raw;
  const resource = {
    ...rest,
    Properties: readable(Properties ?? {}),
    DependsOn: (DependsOn ?? []).map(withoutHash).sort(),
  };
  read.set(raw, resource);
  return resource;
}

/** All stacks of one configuration, as the bundled app makes them. */
export interface Installation {
  readonly app: App;
  readonly assembly: CloudAssembly;
  readonly bootstrap: Rendered;
  readonly detections: Rendered;
  readonly custody: Rendered;
  readonly dataPlane: Rendered;
}

/** Synthesizes an installation. */
export function synthesize(
  config: DataPlaneConfig<'aws'>,
  context: Readonly<Record<string, unknown>> = {},
): Installation {
  const app = testApp(context);
  addInstallation(app, config);
  const assembly = app.synth();
  const template = (room: string) =>
    new Rendered(assembly.getStackArtifact(`${room}-${config.environment.id}`).template as TemplateJson);
  return {
    app,
    assembly,
    bootstrap: template('bootstrap'),
    detections: template('detections'),
    custody: template('custody'),
    dataPlane: template('data-plane'),
  };
}

const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::Region': REGION,
  'AWS::URLSuffix': 'amazonaws.com',
};

/** A value of a template with references as text: `<NetworkPrivateSubnet1>`, `<Cluster.Arn>`, `<import byoc-demo-key>`. */
export function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first !== undefined) {
    const [name, argument] = first as [string, never];
    const text = intrinsic(name, argument);
    if (text !== undefined) return text;
  }
  return Object.fromEntries(entries.map(([key, item]) => [key, readable(item)]));
}

function intrinsic(name: string, argument: never): string | undefined {
  switch (name) {
    case 'Ref':
      return PSEUDO_PARAMETERS[argument] ?? `<${withoutHash(argument)}>`;
    case 'Fn::GetAtt': {
      const [id, attribute] = argument as [string, string];
      return `<${withoutHash(id)}.${attribute}>`;
    }
    case 'Fn::ImportValue':
      return `<import ${readable(argument)}>`;
    case 'Fn::Join': {
      const [separator, parts] = argument as [string, unknown[]];
      return parts.map((part) => String(readable(part))).join(separator);
    }
    case 'Fn::Select': {
      const [index, list] = argument as [number, unknown];
      return `<${String(readable(list))}[${index}]>`;
    }
    case 'Fn::Split': {
      const [separator, text] = argument as [string, unknown];
      return `<${String(readable(text))} by ${separator}>`;
    }
    case 'Fn::Sub':
      return (argument as string).replace(/\$\{([^}]+)\}/g, (_, name: string) => {
        const [id = '', attribute] = name.split('.');
        return String(readable(attribute === undefined ? { Ref: id } : { 'Fn::GetAtt': [id, attribute] }));
      });
    case 'Fn::Base64':
      return argument;
    default:
      return undefined;
  }
}

/** `NetworkPrivateSubnet1DBE86F30` is called `NetworkPrivateSubnet1`. */
function withoutHash(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, '');
}

/** Tags of a resource by key, in either of CloudFormation's forms. */
export function tagsOf(properties: unknown): Record<string, string> {
  const { Tags } = properties as { Tags?: Record<string, string> | readonly { Key: string; Value: string }[] };
  if (Tags === undefined) return {};
  return Array.isArray(Tags) ? Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])) : { ...(Tags as object) };
}

/** Message of the error that is thrown; token numbers, which depend on what was made before, left out. */
export function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message.replace(/\$\{Token\[(AWS\.)?(\w+)\.\d+\]\}/g, '<$2>');
  }
  return 'nothing was thrown';
}
