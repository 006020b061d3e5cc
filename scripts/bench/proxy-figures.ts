import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '../e2e/kubernetes/ports';
import { localConfiguration, SERVICE } from '../e2e/kubernetes/proxy/configurations';
import { Haproxy } from '../e2e/kubernetes/proxy/haproxy';
import { NameServer } from '../e2e/kubernetes/proxy/name-server';
import { makeCluster, Postgres } from '../e2e/kubernetes/proxy/postgres';
import { find } from '../e2e/kubernetes/system-packages';
import { endAll, run } from '../e2e/processes';
import { removeTemporaryFolders, temporaryFolder } from '../e2e/temporary';
import { WORKLOADS, type Workload, type WorkloadName } from './proxy-workloads';

/** What one kind of client got, straight from the server and through the proxy in turn. */
export interface ProxyWorkload {
  readonly name: WorkloadName;
  readonly pairs: readonly { readonly direct: ClientRun; readonly proxied: ClientRun }[];
}

export interface ClientRun {
  /** Queries in a second, of all clients. */
  readonly perSecond: number;
  /** Mean time of a query. */
  readonly milliseconds: number;
}

/** What this program prints as JSON. */
export type ProxyFigures =
  | { readonly skipped: string }
  | { readonly haproxy: string; readonly postgres: string; readonly workloads: readonly ProxyWorkload[] };

const SECONDS = 2;
const SERVER = '127.0.0.2';

const COMMANDS = ['haproxy', 'postgres', 'initdb', 'pgbench'] as const;
type Commands = Readonly<Record<(typeof COMMANDS)[number], string>>;

async function main(): Promise<void> {
  const runs = Number(process.argv[2]);
  const missing = COMMANDS.filter((name) => find(name) === undefined);
  const figures: ProxyFigures =
    missing.length > 0
      ? { skipped: `${missing.join(', ')} not installed` }
      : await measureAll(runs, Object.fromEntries(COMMANDS.map((name) => [name, find(name)])) as Commands);
  console.log(JSON.stringify(figures));
}

async function measureAll(runs: number, commands: Commands): Promise<ProxyFigures> {
  const [port = 0] = await freePorts(1);
  const server = await Postgres.start(commands, await makeCluster(commands), SERVER, port);
  const dns = await NameServer.start(SERVICE, [SERVER]);
  // No load balancer stands here that would add a PROXY header.
  const configuration = await localConfiguration({ cloud: 'gcp' }, port, dns.address);
  const proxy = await Haproxy.start(commands, configuration, 1);
  try {
    const direct: Place = { host: SERVER, port };
    const proxied: Place = { host: '127.0.0.1', port: configuration.listeners[0]?.port ?? 0 };
    await run(commands.pgbench, ['--initialize', '--quiet', '--scale', '5', ...at(direct)], PLACE);
    const workloads: ProxyWorkload[] = [];
    for (const [name, workload] of Object.entries(WORKLOADS)) {
      const client = (place: Place) => runClients(commands.pgbench, place, workload);
      // The first of each does not count.
      for (const place of [direct, proxied]) await client(place);
      const pairs = [];
      for (let pair = 0; pair < runs; pair += 1) {
        pairs.push({ direct: await client(direct), proxied: await client(proxied) });
      }
      workloads.push({ name: name as WorkloadName, pairs });
    }
    return {
      haproxy: await versionOf(commands.haproxy, '-v'),
      postgres: await versionOf(commands.postgres, '-V'),
      workloads,
    };
  } finally {
    await proxy.end();
    await server.stop();
    dns.end();
  }
}

interface Place {
  readonly host: string;
  readonly port: number;
}

const PLACE = { cwd: '/', env: process.env };

function at({ host, port }: Place): string[] {
  return ['--host', host, '--port', String(port), '--username', 'postgres', 'postgres'];
}

async function runClients(pgbench: string, place: Place, { clients, script }: Workload): Promise<ClientRun> {
  const queries = script === undefined ? ['--builtin', 'select-only'] : ['--file', fileOf(script)];
  const load = ['--client', String(clients), '--time', String(SECONDS), '--no-vacuum'];
  const { stdout } = await run(pgbench, [...queries, ...load, ...at(place)], PLACE);
  const value = (pattern: RegExp) => Number(pattern.exec(stdout)?.[1]);
  return { perSecond: value(/^tps = ([\d.]+)/m), milliseconds: value(/^latency average = ([\d.]+) ms/m) };
}

function fileOf(script: string): string {
  const file = join(temporaryFolder('pgbench'), 'script.sql');
  writeFileSync(file, script);
  return file;
}

async function versionOf(command: string, flag: string): Promise<string> {
  const { stdout } = await run(command, [flag], PLACE);
  return /\d+\.\d+(\.\d+)?/.exec(stdout)?.[0] ?? stdout.trim();
}

main()
  .catch((error) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(() => {
    endAll();
    removeTemporaryFolders();
  });
