import { TerraformOutput, TerraformStack, Testing } from 'cdktf';
import { RootConstruct } from 'constructs';
import { withoutTraces } from '../../cdktf-app/without-traces';

/** A block of Terraform JSON, references made readable. Not typed: a test names the field it expects. */
export type Block = Readonly<Record<string, any>>;

interface TerraformJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly output?: Readonly<Record<string, { readonly value: unknown }>>;
}

/** A Terraform stack that tests ask questions. */
export class RenderedStack {
  /** Synthesizes a stack. Nothing is written, and no provider is asked for. */
  public static of(stack: TerraformStack): RenderedStack {
    return new RenderedStack(JSON.parse(withoutTraces(() => Testing.synth(stack))) as TerraformJson);
  }

  /** Every output's value by name. */
  public readonly outputs: Readonly<Record<string, any>>;

  public constructor(public readonly json: TerraformJson) {
    this.outputs = Object.fromEntries(
      Object.entries(json.output ?? {}).map(([name, { value }]) => [name, readable(value)]),
    );
  }

  /** Types of all resources, each once. */
  public get types(): readonly string[] {
    return Object.keys(this.json.resource ?? {}).sort();
  }

  /** Resources of one type (`google_compute_network`) by logical name without the hash. */
  public resources(type: string): Readonly<Record<string, Block>> {
    return blocksOf(this.json.resource?.[type]);
  }

  /** Data sources of one type. */
  public dataSources(type: string): Readonly<Record<string, Block>> {
    return blocksOf(this.json.data?.[type]);
  }

  /** The one resource of a type; with an id, the one whose logical name ends like it. */
  public only(type: string, idSuffix = ''): Block {
    const all = this.resources(type);
    const found = Object.entries(all).filter(([id]) => id.endsWith(idSuffix));
    const [first] = found;
    if (found.length !== 1 || first === undefined) {
      throw new Error(
        `'${idSuffix}' is the end of ${found.length} of ${type}: ${Object.keys(all).join(', ') || `none; there are ${this.types.join(', ')}`}`,
      );
    }
    return first[1];
  }

  /** One field of every resource of a type, by logical name. */
  public field(type: string, name: string): Record<string, any> {
    return Object.fromEntries(Object.entries(this.resources(type)).map(([id, block]) => [id, block[name]]));
  }
}

/** A stack of a customer's own, with nothing in it yet. */
export function testStack(id = 'Test'): TerraformStack {
  return new TerraformStack(testScope(), id);
}

/** What stacks can be put in. Unlike cdktf's `App`, it makes no folder. */
export function testScope(): RootConstruct {
  const root = new RootConstruct();
  root.node.setContext('cdktfVersion', 'test');
  root.node.setContext('@cdktf/disable_stack_trace_in_metadata', true);
  return root;
}

/** What `build` puts into a stack. */
export function render(build: (stack: TerraformStack) => void): RenderedStack {
  const stack = testStack();
  withoutTraces(() => build(stack));
  return RenderedStack.of(stack);
}

/** Declares what a construct says of itself as outputs, so that `outputs` can be asked for it. */
export function declare(stack: TerraformStack, values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) new TerraformOutput(stack, name, { value, staticId: true });
}

function blocksOf(raw: Readonly<Record<string, unknown>> | undefined): Readonly<Record<string, Block>> {
  return Object.fromEntries(
    Object.entries(raw ?? {}).map(([id, block]) => [withoutHash(id), readable(block) as Block]),
  );
}

/**
 * A value with references as text: `${google_compute_network.Network_1C6012B5.id}` becomes
 * `<google_compute_network.Network.id>`, and so do the names in `depends_on`.
 */
export function readable(value: unknown): unknown {
  if (typeof value === 'string') {
    return value
      .replace(/\$\{([^}]*)\}/g, (_, reference: string) => `<${withoutHash(reference)}>`)
      .replace(/^(?:data\.)?(?:google|azurerm)_\w+\.[\w-]+$/, withoutHash);
  }
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, readable(item)]));
}

/** cdktf adds 8 letters to the name of what is not a direct child of the stack. */
function withoutHash(text: string): string {
  return text.replace(/_[0-9A-F]{8}\b/g, '');
}

/** Message of the error that is thrown. */
export function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was thrown';
}
