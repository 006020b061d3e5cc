import { drainOf } from '../../../../lib/kubernetes/proxy/haproxy-configuration';
import { sleep } from '../eventually';
import type { Haproxy } from './haproxy';
import { sessionThrough, Traffic } from './traffic';

/** For a machine that is busy. */
const MARGIN_SECONDS = 1;
const POLL_MILLISECONDS = 50;
/** Outlasts every drain. */
const TOO_LONG_SECONDS = 300;

/**
 * Tells a proxy to stop, with queries of every length under way and clients that still come.
 *
 * @returns what was seen
 */
export async function stopGracefully(proxy: Haproxy, port: number, drainSeconds: number): Promise<string> {
  const { graceSeconds } = drainOf(drainSeconds);
  const lengths = [graceSeconds - 1, graceSeconds + 1, drainSeconds - 1];
  const running = await Promise.all(lengths.map((seconds) => query(port, seconds)));
  const outlasting = await query(port, TOO_LONG_SECONDS);
  const idle = await sessionThrough(port);
  const closed = new Promise<number>((resolve) => idle.socket.once('close', () => resolve(Date.now())));
  const started = Date.now();
  const since = (moment: number) => (moment - started) / 1000;

  const clients = new Traffic(port, 1);
  proxy.stopGracefully();
  while ((await proxy.readiness()) !== 503) {
    if (since(Date.now()) > MARGIN_SECONDS) throw new Error(`readiness is ${await proxy.readiness()}, not 503`);
    await sleep(POLL_MILLISECONDS);
  }
  const unready = since(Date.now());
  if ((await proxy.liveness()) !== 200) throw new Error('liveness fails while it drains');

  await sleep((graceSeconds + MARGIN_SECONDS) * 1000 - (Date.now() - started));
  const attempts = await clients.stop();
  const served = attempts.filter(({ error }) => error === undefined);
  const refused = attempts.filter(({ error }) => error !== undefined);
  const last = Math.max(...served.map(({ at }) => since(at)));
  const first = Math.min(...refused.map(({ at }) => since(at)));
  if (first < graceSeconds) throw new Error(`a connection was refused after ${first} s: ${refused[0]?.error}`);
  if (last > graceSeconds + MARGIN_SECONDS) throw new Error(`a connection was served after ${last} s`);

  for (const { seconds, answer } of running) {
    const error = await answer;
    if (error !== undefined) throw new Error(`a query of ${seconds} s was cut: ${error.message}`);
  }
  if ((await outlasting.answer) === undefined) throw new Error('a query outlasted the drain');
  const cut = since(outlasting.ended());
  const idleCut = since(await closed);
  const code = await proxy.ended;
  const end = since(Date.now());
  if (code !== 0) throw new Error(`HAProxy ended with ${code}`);
  for (const [what, seconds] of Object.entries({ 'a long query': cut, 'an idle session': idleCut, HAProxy: end })) {
    if (seconds >= drainSeconds && seconds < drainSeconds + MARGIN_SECONDS) continue;
    throw new Error(`${what} ended after ${seconds} s`);
  }
  return [
    `not ready after ${unready.toFixed(1)} s`,
    `${served.length} new connections served until ${last.toFixed(1)} s, refused from ${first.toFixed(1)} s`,
    `queries of ${lengths.join(', ')} s finished`,
    `one that had not was cut at ${cut.toFixed(1)} s, as was an idle session`,
    `gone at ${end.toFixed(1)} s`,
  ].join(', ');
}

interface RunningQuery {
  readonly seconds: number;
  /** Why it failed, or nothing. */
  readonly answer: Promise<Error | undefined>;
  readonly ended: () => number;
}

/** Starts a query on a session of its own. */
async function query(port: number, seconds: number): Promise<RunningQuery> {
  const { session } = await sessionThrough(port);
  let end = 0;
  const answer = session
    .query(`select pg_sleep(${seconds})`)
    .then(() => undefined)
    .catch((error: Error) => error)
    .finally(() => {
      end = Date.now();
      session.end();
    });
  return { seconds, answer, ended: () => end };
}
