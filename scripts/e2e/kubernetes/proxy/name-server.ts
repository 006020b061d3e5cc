import { createSocket, type Socket } from 'node:dgram';

const HEADER_BYTES = 12;
const TYPE_AND_CLASS_BYTES = 4;
const ADDRESS = 1;
const TTL_SECONDS = 5;
const NO_SUCH_NAME = 3;
/** An answer, with authority. */
const ANSWER = 0x8580;

/** A DNS server that knows the addresses of one name, as the cluster's knows those of a headless service. */
export class NameServer {
  /** Starts one on a free port of the loopback address. */
  public static async start(name: string, addresses: readonly string[]): Promise<NameServer> {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(0, '127.0.0.1', resolve);
    });
    return new NameServer(socket, name, addresses);
  }

  /** Address and port. */
  public readonly address: string;

  private constructor(
    private readonly socket: Socket,
    private readonly name: string,
    /** What it answers; may change while it runs. */
    public addresses: readonly string[],
  ) {
    this.address = `127.0.0.1:${socket.address().port}`;
    socket.on('message', (query, from) => socket.send(this.answer(query), from.port, from.address));
  }

  public end(): void {
    this.socket.close();
  }

  private answer(query: Buffer): Buffer {
    const [name, end] = nameIn(query);
    const known = name === this.name;
    const addresses = known && query.readUInt16BE(end) === ADDRESS ? this.addresses : [];
    const header = Buffer.alloc(HEADER_BYTES);
    query.copy(header, 0, 0, 2);
    header.writeUInt16BE(ANSWER | (known ? 0 : NO_SUCH_NAME), 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(addresses.length, 6);
    const question = query.subarray(HEADER_BYTES, end + TYPE_AND_CLASS_BYTES);
    return Buffer.concat([header, question, ...addresses.map(record)]);
  }
}

/** The name that a query asks for, and where it ends. */
function nameIn(query: Buffer): [name: string, end: number] {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('ascii', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return [labels.join('.').toLowerCase(), at + 1];
}

function record(address: string): Buffer {
  const answer = Buffer.alloc(HEADER_BYTES);
  // The name is that of the question.
  answer.writeUInt16BE(0xc000 | HEADER_BYTES, 0);
  answer.writeUInt16BE(ADDRESS, 2);
  answer.writeUInt16BE(1, 4);
  answer.writeUInt32BE(TTL_SECONDS, 6);
  answer.writeUInt16BE(4, 10);
  return Buffer.concat([answer, Buffer.from(address.split('.').map(Number))]);
}
