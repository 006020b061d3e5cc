import type { Socket } from 'node:net';
import { sleep } from '../eventually';
import { connectAsClient } from './proxy-header';
import { Session } from './session';

/** One client that connects, asks and leaves. */
export interface Attempt {
  /** When it began. */
  readonly at: number;
  readonly milliseconds: number;
  /** Why it failed. @default - it did not */
  readonly error?: string;
}

/** A client waits no longer. */
const PATIENCE_SECONDS = 3;
const PAUSE_MILLISECONDS = 10;

/** Opens a session through a load balancer that names the client. */
export async function sessionThrough(port: number): Promise<{ session: Session; socket: Socket }> {
  const socket = await connectAsClient(port);
  return { session: await Session.start(socket, PATIENCE_SECONDS), socket };
}

/** Clients that come one after the other, several at once, until they are told to stop. */
export class Traffic {
  private readonly attempts: Attempt[] = [];
  private going = true;
  private readonly clients: Promise<unknown>;

  public constructor(port: number, clients: number) {
    this.clients = Promise.all(Array.from({ length: clients }, () => this.client(port)));
  }

  /** Lets those that are under way finish. */
  public async stop(): Promise<readonly Attempt[]> {
    this.going = false;
    await this.clients;
    return this.attempts;
  }

  private async client(port: number): Promise<void> {
    while (this.going) {
      this.attempts.push(await attempt(port));
      await sleep(PAUSE_MILLISECONDS);
    }
  }
}

async function attempt(port: number): Promise<Attempt> {
  const at = Date.now();
  try {
    const { session } = await sessionThrough(port);
    await session.query('select 1');
    session.end();
    return { at, milliseconds: Date.now() - at };
  } catch (error) {
    return { at, milliseconds: Date.now() - at, error: error instanceof Error ? error.message : String(error) };
  }
}
