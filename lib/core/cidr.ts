const SYNTAX = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;
const BITS = 32;

/** An aligned IPv4 network: `10.0.0.0/16`. Immutable. */
export class Cidr {
  /** Returns undefined unless the text is an IPv4 network in CIDR notation without host bits. */
  public static tryParse(text: string): Cidr | undefined {
    const network = Cidr.tryEnclosing(text);
    return network?.toString() === text ? network : undefined;
  }

  /** The network that an address with a prefix length lies in: `10.0.0.5/16` gives `10.0.0.0/16`. */
  public static tryEnclosing(text: string): Cidr | undefined {
    const match = SYNTAX.exec(text);
    if (match === null) return undefined;
    const [a, b, c, d, prefix] = match.slice(1).map(Number) as [number, number, number, number, number];
    if ([a, b, c, d].some((octet) => octet > 255) || prefix > BITS) return undefined;
    const address = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
    const size = 2 ** (BITS - prefix);
    return new Cidr(address - (address % size), prefix);
  }

  /**
   * @throws RangeError if the text is not an aligned IPv4 network.
   */
  public static parse(text: string): Cidr {
    const network = Cidr.tryParse(text);
    if (network === undefined) throw new RangeError(`'${text}' is not an aligned IPv4 network such as 10.0.0.0/16`);
    return network;
  }

  private constructor(
    /** First address as an unsigned 32-bit number. */
    public readonly first: number,
    public readonly prefix: number,
  ) {}

  /** Number of addresses. */
  public get size(): number {
    return 2 ** (BITS - this.prefix);
  }

  /** Last address as an unsigned 32-bit number. */
  public get last(): number {
    return this.first + this.size - 1;
  }

  public contains(other: Cidr): boolean {
    return this.first <= other.first && other.last <= this.last;
  }

  public overlaps(other: Cidr): boolean {
    return this.first <= other.last && other.first <= this.last;
  }

  /**
   * The part of the given prefix length that starts `offset` addresses into this network.
   * @throws RangeError if that part would not be aligned or would lie outside.
   */
  public part(offset: number, prefix: number): Cidr {
    const part = new Cidr(this.first + offset, prefix);
    if (prefix > BITS || part.first % part.size !== 0 || !this.contains(part)) {
      throw new RangeError(`no /${prefix} starts ${offset} addresses into ${this}`);
    }
    return part;
  }

  /** The aligned networks, largest possible, that cover this network from `offset` to its end. */
  public rest(offset: number): Cidr[] {
    const parts: Cidr[] = [];
    let next = offset;
    while (next < this.size) {
      let prefix = this.prefix;
      while (next % 2 ** (BITS - prefix) !== 0 || next + 2 ** (BITS - prefix) > this.size) prefix += 1;
      parts.push(this.part(next, prefix));
      next += 2 ** (BITS - prefix);
    }
    return parts;
  }

  public toString(): string {
    const octets = [24, 16, 8, 0].map((shift) => Math.floor(this.first / 2 ** shift) % 256);
    return `${octets.join('.')}/${this.prefix}`;
  }
}
