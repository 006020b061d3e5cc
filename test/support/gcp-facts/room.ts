import { once } from '../once';
import { attributeOf } from './attributes';

/** A block of Terraform JSON, references made readable. Not typed: a fact names the field it expects. */
export type Block = Readonly<Record<string, any>>;

/** A stack as Terraform gets it. */
export interface TerraformJson {
  readonly provider?: Readonly<Record<string, readonly Block[]>>;
  readonly resource?: Blocks;
  readonly data?: Blocks;
  readonly output?: Readonly<Record<string, { readonly value: unknown }>>;
}

type Blocks = Readonly<Record<string, Readonly<Record<string, Block>>>>;

/** A resource, or a data source: its type starts with `data.` then. */
export interface Resource {
  readonly type: string;
  /** As references begin: `google_compute_network.Network_1C6012B5`. */
  readonly address: string;
  readonly block: Block;
  /** Addresses of what must be there before it. */
  readonly after: readonly string[];
}

/**
 * A stack that facts are read from. References to what a resource is called become that name, as Terraform would write it;
 * those to what is known after deployment only stay references: `google_compute_address.Nat_1C6012B5.address`.
 */
export class Room {
  public readonly resources: readonly Resource[];
  /** Every output by name, as `terraform output` would print it. */
  public readonly outputs: Readonly<Record<string, string>>;

  /** Everything that its resources say. */
  public readonly text: string;

  private readonly raw: ReadonlyMap<string, Resource>;

  public constructor(public readonly json: TerraformJson) {
    const all = [...resourcesOf(json.resource, ''), ...resourcesOf(json.data, 'data.')];
    this.raw = new Map(all.map((resource) => [resource.address, resource]));
    const read = all.map(({ text, ...resource }) => {
      const block = text.includes('${') ? (this.readable(resource.block) as Block) : resource.block;
      return { resource: { ...resource, block }, text: block === resource.block ? text : JSON.stringify(block) };
    });
    this.resources = read.map(({ resource }) => resource);
    this.text = read.map(({ text }) => text).join();
    this.outputs = Object.fromEntries(
      Object.entries(json.output ?? {}).map(([name, { value }]) => [name, String(this.readable(value))]),
    );
  }

  /** Resources of one type. */
  public all(type: string): readonly Resource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** The one resource of a type. Undefined: there is none, or there are several. */
  public only(type: string): Resource | undefined {
    const [first, ...others] = this.all(type);
    return others.length === 0 ? first : undefined;
  }

  /** A value with its references resolved. */
  private readable(value: unknown): unknown {
    if (typeof value === 'string') {
      return value.replace(/\$\{([^}]*)\}/g, (_, reference: string) => this.resolve(reference));
    }
    if (Array.isArray(value)) return value.map((item) => this.readable(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.readable(item)]));
  }

  /** `google_compute_network.Network_1C6012B5.id` */
  private resolve(reference: string): string {
    const [, address = '', attribute = ''] = /^((?:data\.)?\w+\.[\w-]+)\.(\w+)$/.exec(reference) ?? [];
    const resource = this.raw.get(address);
    const value = resource && attributeOf(resource, attribute);
    // Without brackets it may stand for a host, too.
    return value === undefined ? reference.replace(/\[(\d+)\]/g, '.$1') : String(this.readable(value));
  }
}

function resourcesOf(blocks: Blocks | undefined, prefix: string) {
  return Object.entries(blocks ?? {}).flatMap(([type, named]) =>
    Object.entries(named).map(([id, block]) => ({
      type: prefix + type,
      address: `${prefix}${type}.${id}`,
      ...blockOf(block),
    })),
  );
}

/** A block without cdktf's notes, its text, and what it refers to, in its fields and in `depends_on`. */
const blockOf = once(({ '//': _, ...block }: Block) => {
  const text = JSON.stringify(block);
  const inFields = text.matchAll(/\$\{((?:data\.)?\w+\.[\w-]+)[.[]/g);
  const after = new Set([...[...inFields].map(([, address = '']) => address), ...(block.depends_on ?? [])]);
  return { block, text, after: [...after] };
});
