import { createConnection } from 'node:net';
import { eventually } from '../eventually';
import type { Haproxy } from './haproxy';
import type { Session } from './session';
import { sessionThrough } from './traffic';

const AT_ONCE = 40;
const TOO_MANY = 20;
/** What is left waiting is waiting after this. */
const PATIENCE_MILLISECONDS = 2000;
const FREED_SECONDS = 5;

/** Fills the proxy with sessions, and one more. @returns what was counted */
export async function fill(proxy: Haproxy, port: number, limit: number): Promise<string> {
  const sessions: Session[] = [];
  try {
    while (sessions.length < limit) {
      const batch = Array.from({ length: Math.min(AT_ONCE, limit - sessions.length) }, () => sessionThrough(port));
      sessions.push(...(await Promise.all(batch)).map(({ session }) => session));
    }
    const refused = await Promise.all(Array.from({ length: TOO_MANY }, () => refusal(port)));
    const slowest = Math.max(...refused);
    // Those inside notice nothing.
    await Promise.all(sessions.map((session) => session.query('select 1')));
    const memory = `${proxy.memoryMiB().toFixed(0)} MiB in HAProxy`;
    sessions.pop()?.end();
    await eventually('a connection after one was freed', FREED_SECONDS, async () => {
      try {
        sessions.push((await sessionThrough(port)).session);
        return undefined;
      } catch (error) {
        return String(error);
      }
    });
    return `${limit} sessions held with ${memory}, ${TOO_MANY} more reset after ${slowest.toFixed(1)} ms at most, one let in when one had left`;
  } finally {
    for (const session of sessions) session.end();
  }
}

/**
 * Connects where there is no room.
 *
 * @returns milliseconds until the connection is reset
 * @throws Error if it is not, or only closed
 */
function refusal(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const socket = createConnection(port, '127.0.0.1');
    const done = (error?: Error) => {
      clearTimeout(timeout);
      socket.destroy();
      if (error === undefined) resolve(performance.now() - started);
      else reject(error);
    };
    const timeout = setTimeout(() => done(new Error('it is left waiting')), PATIENCE_MILLISECONDS);
    socket.once('error', (error) => {
      const isReset = 'code' in error && error.code === 'ECONNRESET';
      done(isReset ? undefined : error);
    });
    socket.once('end', () => done(new Error('it is closed, not reset')));
    socket.resume();
  });
}
