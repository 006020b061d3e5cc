import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { end, run, start } from '../../processes';
import { eventually } from '../eventually';
import type { SystemCommands } from '../system-packages';
import { childrenOf } from './children';
import { Session } from './session';
import { asUser, USER, userFolder } from './unprivileged';

/** Every user gets in; the health check is asked for a password, as a product would ask it. */
const ACCESS = ['host all byoc-health all scram-sha-256', 'host all all all trust', ''].join('\n');
/** Each of two servers has room for every connection of a test. */
const MAX_CONNECTIONS = 1500;
const START_SECONDS = 20;

/** A new cluster of databases in a folder of its own: what servers are started from. */
export async function makeCluster(commands: Pick<SystemCommands, 'initdb'>): Promise<string> {
  const folder = userFolder('postgres');
  const initdb = asUser(commands.initdb);
  const place = { cwd: folder, env: process.env };
  await run(initdb.command, [...initdb.args, '--no-sync', '--username', USER, '--pgdata', join(folder, 'data')], place);
  writeFileSync(join(folder, 'data', 'pg_hba.conf'), ACCESS);
  return folder;
}

/** A PostgreSQL server that listens on one address only, with data of its own. */
export class Postgres {
  /** Starts a server from a copy of a cluster, and waits until it answers. */
  public static async start(
    commands: Pick<SystemCommands, 'postgres'>,
    cluster: string,
    address: string,
    port: number,
  ): Promise<Postgres> {
    const folder = userFolder(`postgres-${address}`);
    await run('cp', ['--archive', join(cluster, 'data'), folder], { cwd: folder, env: process.env });
    const server = new Postgres(commands, join(folder, 'data'), address, port);
    await server.start();
    return server;
  }

  private child: ChildProcessWithoutNullStreams | undefined;
  private log = '';

  private constructor(
    private readonly commands: Pick<SystemCommands, 'postgres'>,
    /** Folder of its data. */
    public readonly data: string,
    public readonly address: string,
    public readonly port: number,
  ) {}

  /** Starts it, also again, and waits until it answers. */
  public async start(): Promise<void> {
    const { command, args } = asUser(this.commands.postgres);
    const settings = {
      listen_addresses: this.address,
      port: this.port,
      unix_socket_directories: '',
      max_connections: MAX_CONNECTIONS,
      // Nothing here has to outlive the machine.
      fsync: 'off',
    };
    const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = start(command, [...args, '-D', this.data, ...options], { cwd: this.data, env: process.env });
    child.stdout.on('data', (text) => (this.log += text));
    child.stderr.on('data', (text) => (this.log += text));
    this.child = child;
    await eventually(`PostgreSQL on ${this.address}`, START_SECONDS, async () => {
      if (child.exitCode !== null) throw new Error(`PostgreSQL on ${this.address} ended: ${this.log.slice(-500)}`);
      try {
        const session = await Session.start(createConnection(this.port, this.address), 1);
        session.end();
        return undefined;
      } catch (error) {
        return String(error);
      }
    });
  }

  /** Ends it and every process of its at once, as if the machine had lost them. */
  public async kill(): Promise<void> {
    const { child } = this;
    if (child?.pid === undefined) return;
    const closed = new Promise((resolve) => child.once('close', resolve));
    // They have left its group: each opens a session of its own.
    const children = childrenOf(child.pid);
    end(child, 'SIGKILL');
    for (const pid of children) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has noticed.
      }
    }
    await closed;
  }

  /** Stops it where it is: the kernel still accepts connections for it. */
  public freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  public thaw(): void {
    this.child?.kill('SIGCONT');
  }

  /** Ends it in good order, but at once. */
  public async stop(): Promise<void> {
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const closed = new Promise((resolve) => child.once('close', resolve));
    this.thaw();
    end(child, 'SIGQUIT');
    await closed;
  }
}
