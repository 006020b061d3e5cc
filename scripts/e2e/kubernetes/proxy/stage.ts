import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { HaproxyConfiguration } from '../../../../lib/kubernetes/proxy/haproxy-configuration';
import { freePorts } from '../ports';
import type { SystemCommands } from '../system-packages';
import { localConfiguration, SERVICE, type Variant } from './configurations';
import { Haproxy } from './haproxy';
import { NameServer } from './name-server';
import { makeCluster, Postgres } from './postgres';

/** Programs that are run, by path. */
export type ProxyCommands = Pick<SystemCommands, 'haproxy' | 'postgres' | 'initdb' | 'psql'>;

/** Addresses of this machine alone, one for each pod of the product. */
const ADDRESSES = ['127.0.0.2', '127.0.0.3'] as const;

/** Two PostgreSQL servers as the product's pods, and a name server that knows them. */
export class Stage {
  public static async start(commands: ProxyCommands): Promise<Stage> {
    const [port = 0] = await freePorts(1);
    const cluster = await makeCluster(commands);
    const servers: Postgres[] = [];
    try {
      for (const address of ADDRESSES) servers.push(await Postgres.start(commands, cluster, address, port));
      return new Stage(commands, servers, port, await NameServer.start(SERVICE, ADDRESSES));
    } catch (error) {
      for (const server of servers) await server.stop();
      throw error;
    }
  }

  private readonly proxies: Haproxy[] = [];

  private constructor(
    public readonly commands: ProxyCommands,
    public readonly servers: readonly Postgres[],
    private readonly port: number,
    public readonly names: NameServer,
  ) {}

  /** The example's configuration with these servers behind it. */
  public configuration(variant: Variant = {}): Promise<HaproxyConfiguration> {
    return localConfiguration(variant, this.port, this.names.address);
  }

  /** Starts a proxy that finds both servers. It ends with the stage, if not before. */
  public async proxy(configuration: HaproxyConfiguration): Promise<Haproxy> {
    const proxy = await Haproxy.start(this.commands, configuration, this.servers.length);
    this.proxies.push(proxy);
    return proxy;
  }

  public async end(): Promise<void> {
    for (const proxy of this.proxies) await proxy.end();
    for (const server of this.servers) await server.stop();
    this.names.end();
  }

  /** Processes of this machine that work in the folders of a server or a proxy. */
  public remains(): string[] {
    const folders = [...this.servers.map(({ data }) => data), ...this.proxies.map(({ folder }) => folder)];
    return readdirSync('/proc')
      .filter((pid) => /^\d+$/.test(pid) && existsSync(`/proc/${pid}/cmdline`))
      .map((pid) => `${pid} ${commandOf(pid)}`)
      .filter((line) => folders.some((folder) => line.includes(folder)));
  }
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    // It ended meanwhile.
    return '';
  }
}
