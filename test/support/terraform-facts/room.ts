import { once } from '../once';

/** A block of Terraform JSON, references made readable. Not typed: a fact names the field it expects. */
export type Block = Readonly<Record<string, any>>;

/** A stack as Terraform gets it. */
export interface TerraformJson {
  readonly provider?: Readonly<Record<string, readonly Block[]>>;
  readonly resource?: Blocks;
  readonly data?: Blocks;
  /** What whoever applies must say. */
  readonly variable?: Readonly<Record<string, unknown>>;
  readonly output?: Readonly<Record<string, { readonly value: unknown }>>;
}

type Blocks = Readonly<Record<string, Readonly<Record<string, Block>>>>;

/** A resource as it is written. */
export type RawResource = Pick<Resource, 'type' | 'block'>;

/**
 * An attribute that follows from the fields of a resource, which may be references again, as its cloud names things.
 * Undefined: only the cloud knows it.
 */
export type AttributeOf = (resource: RawResource, attribute: string, json: TerraformJson) => unknown;

/** A resource as it was read, and what from. */
interface Reading {
  readonly resource: Resource;
  readonly text: string;
  readonly from: readonly (readonly [name: string, value: unknown])[];
}

/** The first reading of each block. */
const READINGS = new WeakMap<Block, Reading>();

/** A resource, or a data source: its type starts with `data.` then. */
export interface Resource {
  readonly type: string;
  /** As references begin: `google_compute_network.Network_1C6012B5`. */
  readonly address: string;
  /** What the cloud calls it, where that follows from its fields. */
  readonly id: string | undefined;
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

  private readonly raw: ReadonlyMap<string, RawResource>;
  /** What the resource that is being read is read from, by name in references. */
  private from = new Map<string, unknown>();

  public constructor(
    public readonly json: TerraformJson,
    private readonly attributeOf: AttributeOf,
    /** Values of variables by name. */
    private readonly variables: Readonly<Record<string, string>> = {},
  ) {
    const all = [...resourcesOf(json.resource, ''), ...resourcesOf(json.data, 'data.')];
    this.raw = new Map(all.map((resource) => [resource.address, resource]));
    const read = all.map((resource) => this.read(resource));
    this.resources = read.map(({ resource }) => resource);
    this.text = read.map(({ text }) => text).join();
    this.outputs = Object.fromEntries(
      Object.entries(json.output ?? {}).map(([name, { value }]) => [name, String(this.readable(value))]),
    );
  }

  /** Rooms that differ in one resource share what they read of the others. */
  private read({ text, ...resource }: WrittenResource): Reading {
    const known = READINGS.get(resource.block);
    const isSame = known?.from.every(([name, value]) => this.source(name) === value);
    if (known?.resource.address === resource.address && isSame === true) return known;
    this.from = new Map([['provider', this.json.provider]]);
    const block = text.includes('${') ? (this.readable(resource.block) as Block) : resource.block;
    const id = this.attribute(resource, 'id');
    const reading: Reading = {
      resource: { ...resource, id, block },
      text: block === resource.block ? text : JSON.stringify(block),
      from: [...this.from],
    };
    if (known === undefined) READINGS.set(resource.block, reading);
    return reading;
  }

  /** What stands behind a name in references. */
  private source(name: string): unknown {
    if (name === 'provider') return this.json.provider;
    return this.variables[name] ?? this.raw.get(name)?.block;
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
  public readable(value: unknown): unknown {
    if (typeof value === 'string') {
      return value.replace(/\$\{([^}]*)\}/g, (_, reference: string) => this.resolve(reference));
    }
    if (Array.isArray(value)) return value.map((item) => this.readable(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.readable(item)]));
  }

  /** `google_compute_network.Network_1C6012B5.id`, `var.cluster_issuer` */
  private resolve(reference: string): string {
    const [, variable] = /^var\.(\w+)$/.exec(reference) ?? [];
    if (variable !== undefined) {
      this.from.set(variable, this.variables[variable]);
      return this.variables[variable] ?? reference;
    }
    const [, address = '', attribute = ''] = /^((?:data\.)?\w+\.[\w-]+)\.(\w+)$/.exec(reference) ?? [];
    const resource = this.raw.get(address);
    this.from.set(address, resource?.block);
    // Without brackets it may stand for a host, too.
    return (resource && this.attribute(resource, attribute)) ?? reference.replace(/\[(\d+)\]/g, '.$1');
  }

  private attribute(resource: RawResource, name: string): string | undefined {
    const value = this.attributeOf(resource, name, this.json);
    return value === undefined ? undefined : String(this.readable(value));
  }
}

type WrittenResource = ReturnType<typeof resourcesOf>[number];

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
  const expressions = [...text.matchAll(/\$\{([^}]*)\}/g)].map(([, body]) => body).join();
  const inFields = [...expressions.matchAll(/(?<![\w.])((?:data\.)?[a-z]+_\w+\.[\w-]+)[.[]/g)];
  const after = new Set([...inFields.map(([, address = '']) => address), ...(block.depends_on ?? [])]);
  return { block, text, after: [...after] };
});
