import type { Duplex } from 'node:stream';

const PROTOCOL = 3 << 16;
const LENGTH_BYTES = 4;
const HEAD_BYTES = 1 + LENGTH_BYTES;

interface Waiting {
  readonly resolve: (rows: string[][]) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A session with PostgreSQL, as a driver has one, over any stream. Without a password, one query at a time.
 * https://www.postgresql.org/docs/15/protocol-flow.html
 */
export class Session {
  /** Starts a session on a connection that is open. @throws Error if it ends or takes too long */
  public static async start(stream: Duplex, timeoutSeconds: number): Promise<Session> {
    const session = new Session(stream);
    const timeout = setTimeout(
      () => stream.destroy(new Error(`no session after ${timeoutSeconds} s`)),
      timeoutSeconds * 1000,
    );
    try {
      const ready = session.answer();
      stream.write(startup());
      await ready;
    } finally {
      clearTimeout(timeout);
    }
    return session;
  }

  private received: Buffer = Buffer.alloc(0);
  private rows: string[][] = [];
  private problem: Error | undefined;
  private waiting: Waiting | undefined;
  private over: Error | undefined;

  private constructor(private readonly stream: Duplex) {
    stream.on('data', (data: Buffer) => this.read(data));
    stream.on('error', (error) => this.finish(error));
    stream.on('close', () => this.finish(new Error('the connection was closed')));
  }

  /** Rows of a query, each value as text. */
  public query(sql: string): Promise<string[][]> {
    const answer = this.answer();
    this.stream.write(message('Q', Buffer.from(`${sql}\0`)));
    return answer;
  }

  /** Ends the session as a client does. */
  public end(): void {
    this.stream.end(message('X', Buffer.alloc(0)));
  }

  private answer(): Promise<string[][]> {
    return new Promise((resolve, reject) => {
      if (this.over !== undefined) reject(this.over);
      else this.waiting = { resolve, reject };
    });
  }

  private finish(error: Error): void {
    this.over ??= error;
    this.waiting?.reject(this.over);
    this.waiting = undefined;
  }

  private read(data: Buffer): void {
    this.received = Buffer.concat([this.received, data]);
    while (this.received.length >= HEAD_BYTES) {
      const end = 1 + this.received.readUInt32BE(1);
      if (this.received.length < end) return;
      const type = this.received.toString('ascii', 0, 1);
      const body = this.received.subarray(HEAD_BYTES, end);
      this.received = this.received.subarray(end);
      this.handle(type, body);
    }
  }

  private handle(type: string, body: Buffer): void {
    if (type === 'D') this.rows.push(valuesOf(body));
    if (type === 'E') {
      this.problem = new Error(messageOf(body));
      // Before a session begins, nothing follows.
      if (/^(FATAL|PANIC)/.test(this.problem.message)) this.finish(this.problem);
    }
    if (type !== 'Z') return;
    const { rows, problem, waiting } = this;
    [this.rows, this.problem, this.waiting] = [[], undefined, undefined];
    if (problem === undefined) waiting?.resolve(rows);
    else waiting?.reject(problem);
  }
}

function startup(): Buffer {
  const parameters = ['user', 'postgres', 'database', 'postgres', 'application_name', 'e2e', ''];
  const body = Buffer.from(parameters.map((text) => `${text}\0`).join(''));
  const head = Buffer.alloc(2 * LENGTH_BYTES);
  head.writeUInt32BE(head.length + body.length, 0);
  head.writeUInt32BE(PROTOCOL, LENGTH_BYTES);
  return Buffer.concat([head, body]);
}

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.write(type, 0, 'ascii');
  head.writeUInt32BE(LENGTH_BYTES + body.length, 1);
  return Buffer.concat([head, body]);
}

function valuesOf(body: Buffer): string[] {
  const values: string[] = [];
  let at = 2;
  for (let left = body.readUInt16BE(0); left > 0; left -= 1) {
    const length = body.readInt32BE(at);
    at += LENGTH_BYTES;
    values.push(length < 0 ? '' : body.toString('utf8', at, at + length));
    at += Math.max(0, length);
  }
  return values;
}

/** Severity and text of an error. */
function messageOf(body: Buffer): string {
  const fields = new Map(
    body
      .toString('utf8')
      .split('\0')
      .map((field) => [field.slice(0, 1), field.slice(1)]),
  );
  return `${fields.get('S')}: ${fields.get('M')}`;
}
