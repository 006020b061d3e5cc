import { sleep } from '../eventually';
import type { Haproxy } from './haproxy';
import type { Postgres } from './postgres';
import type { Session } from './session';
import type { Stage } from './stage';
import { type Attempt, sessionThrough, Traffic } from './traffic';

const CLIENTS = 4;
const BEFORE_MILLISECONDS = 1000;
const AFTER_MILLISECONDS = 3000;
const RECOVERY_SECONDS = 15;
/** Between two checks 2 s, after the first that fails 0.5 s; the rest is for a machine that is busy. */
const KILLED_MILLISECONDS = 3000;
/** Each of both checks also waits 2 s for an answer. */
const FROZEN_MILLISECONDS = 7500;

/** One server dies while clients come and go. @returns what was counted */
export async function killOne(stage: Stage, proxy: Haproxy, port: number): Promise<string> {
  const [victim, survivor] = twoServers(stage);
  const queries = await Queries.start(port, survivor);
  let finished: number;
  let counts: Counts;
  try {
    counts = await around(proxy, port, KILLED_MILLISECONDS, () => victim.kill());
    finished = await queries.stop();
  } finally {
    // For what comes next.
    await victim.start();
    await proxy.waitForServers(stage.servers.length, RECOVERY_SECONDS);
  }
  const { before, inside, after, noticed } = counts;
  expectNone('before', before);
  expectNone(`later than ${KILLED_MILLISECONDS} ms`, after);
  return [
    `noticed after ${noticed} ms`,
    `${failed(inside).length} of ${inside.length} new connections failed within the ${KILLED_MILLISECONDS} ms that health checks take`,
    `none of ${after.length} after it`,
    `none of ${finished} queries on the other server`,
  ].join(', ');
}

/** One server hangs: its machine still accepts connections for it. @returns what was counted */
export async function freezeOne(stage: Stage, proxy: Haproxy, port: number): Promise<string> {
  const [victim] = twoServers(stage);
  let counts: Counts;
  try {
    counts = await around(proxy, port, FROZEN_MILLISECONDS, async () => victim.freeze());
  } finally {
    victim.thaw();
    await proxy.waitForServers(stage.servers.length, RECOVERY_SECONDS);
  }
  const { before, inside, after, noticed } = counts;
  expectNone('before', before);
  expectNone(`later than ${FROZEN_MILLISECONDS} ms`, after);
  return [
    `noticed after ${noticed} ms`,
    `${failed(inside).length} of ${inside.length} new connections failed within the ${FROZEN_MILLISECONDS} ms that health checks take`,
    `none of ${after.length} after it`,
  ].join(', ');
}

const LAST_QUERY_SECONDS = 3;

/** A pod that is replaced leaves DNS first, then answers what it was asked. @throws Error if its query is cut */
export async function leaveDns({ names, servers }: Stage, proxy: Haproxy, port: number): Promise<void> {
  const all = names.addresses;
  const { session } = await sessionThrough(port);
  const [[address] = []] = await session.query('select host(inet_server_addr())');
  // What fails is thrown below; until then, nobody looks.
  const answer = session.query(`select pg_sleep(${LAST_QUERY_SECONDS})`).then(
    () => undefined,
    (error: Error) => error,
  );
  names.addresses = all.filter((other) => other !== address);
  try {
    await proxy.waitForServers(servers.length - 1, LAST_QUERY_SECONDS);
    const error = await answer;
    if (error !== undefined) throw new Error(`its query was cut: ${error.message}`);
    session.end();
  } finally {
    names.addresses = all;
    await proxy.waitForServers(servers.length, RECOVERY_SECONDS);
  }
}

function twoServers({ servers: [victim, survivor] }: Stage): [Postgres, Postgres] {
  if (victim === undefined || survivor === undefined) throw new Error('there are not two servers');
  return [victim, survivor];
}

interface Counts {
  /** Milliseconds until the proxy used the other server alone. */
  readonly noticed: number;
  readonly before: readonly Attempt[];
  readonly inside: readonly Attempt[];
  readonly after: readonly Attempt[];
}

/** Clients before something happens, while the proxy has not yet noticed, and after it must have. */
async function around(
  proxy: Haproxy,
  port: number,
  limitMilliseconds: number,
  happen: () => Promise<void>,
): Promise<Counts> {
  const traffic = new Traffic(port, CLIENTS);
  await sleep(BEFORE_MILLISECONDS);
  const then = Date.now();
  await happen();
  let noticed: number;
  let attempts: readonly Attempt[];
  try {
    await proxy.waitForServers(1, limitMilliseconds / 1000);
    noticed = Date.now() - then;
    await sleep(limitMilliseconds - noticed + AFTER_MILLISECONDS);
  } finally {
    attempts = await traffic.stop();
  }
  const early = attempts.filter(({ at }) => at < then);
  // One that was under way when it happened may fail.
  const underWay = early.filter(({ at, milliseconds }) => at + milliseconds >= then);
  return {
    before: early.filter((each) => !underWay.includes(each)),
    inside: [...underWay, ...attempts.filter(({ at }) => at >= then && at <= then + limitMilliseconds)],
    after: attempts.filter(({ at }) => at > then + limitMilliseconds),
    noticed,
  };
}

function failed(attempts: readonly Attempt[]): Attempt[] {
  return attempts.filter(({ error }) => error !== undefined);
}

function expectNone(when: string, attempts: readonly Attempt[]): void {
  if (attempts.length === 0) throw new Error(`nobody connected ${when}`);
  const [first, ...more] = failed(attempts);
  if (first !== undefined) throw new Error(`${1 + more.length} connections failed ${when}: ${first.error}`);
}

const SESSIONS = 8;

/** Sessions that are open on one server, and query it over and over. */
class Queries {
  public static async start(port: number, { address }: Postgres): Promise<Queries> {
    const sessions = await Promise.all(Array.from({ length: SESSIONS }, () => sessionThrough(port)));
    const own: Session[] = [];
    for (const { session } of sessions) {
      const [[server] = []] = await session.query('select host(inet_server_addr())');
      if (server === address) own.push(session);
    }
    if (own.length === 0) throw new Error(`none of ${SESSIONS} sessions is on ${address}`);
    return new Queries(own);
  }

  private going = true;
  private readonly all: Promise<number[]>;

  private constructor(sessions: readonly Session[]) {
    this.all = Promise.all(sessions.map((session) => this.repeat(session)));
    // It is asked later; until then, nobody looks.
    this.all.catch(() => undefined);
  }

  /** @returns how many there were. @throws Error if one failed */
  public async stop(): Promise<number> {
    this.going = false;
    const counts = await this.all;
    return counts.reduce((sum, count) => sum + count, 0);
  }

  private async repeat(session: Session): Promise<number> {
    let count = 0;
    for (; this.going; count += 1) await session.query('select pg_sleep(0.05)');
    session.end();
    return count;
  }
}
