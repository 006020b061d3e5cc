import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIVENESS_PATH } from '../../../../lib/core/proxy-pod';
import {
  type HaproxyConfiguration,
  renderHaproxyConfiguration,
} from '../../../../lib/kubernetes/proxy/haproxy-configuration';
import { attempt, end, start } from '../../processes';
import { temporaryFolder } from '../../temporary';
import { eventually } from '../eventually';
import type { SystemCommands } from '../system-packages';
import { childrenOf } from './children';
import { asUser, userFolder } from './unprivileged';

const START_SECONDS = 10;
const ANSWER_MILLISECONDS = 2000;
const POLL_MILLISECONDS = 50;

/** HAProxy as its official image starts it: a master in the foreground and one worker, without rights of root. */
export class Haproxy {
  /** Starts it and waits until every server of every listener is up. */
  public static async start(
    commands: Pick<SystemCommands, 'haproxy'>,
    configuration: HaproxyConfiguration,
    servers: number,
  ): Promise<Haproxy> {
    const haproxy = new Haproxy(commands.haproxy, configuration);
    try {
      await haproxy.waitForServers(servers, START_SECONDS);
    } catch (error) {
      await haproxy.end();
      throw new Error(`${error instanceof Error ? error.message : error}; it says: ${haproxy.log.slice(-500)}`);
    }
    return haproxy;
  }

  /** What it has logged so far. */
  public log = '';
  /** When it has ended: its exit code. */
  public readonly ended: Promise<number | null>;
  /** Where its configuration lies. */
  public readonly folder = userFolder('haproxy');
  private readonly child: ChildProcessWithoutNullStreams;

  private constructor(
    command: string,
    private readonly configuration: HaproxyConfiguration,
  ) {
    const { folder } = this;
    const file = join(folder, 'haproxy.cfg');
    writeFileSync(file, renderHaproxyConfiguration(configuration));
    const haproxy = asUser(command);
    const args = [...haproxy.args, '-W', '-db', '-f', file];
    this.child = start(haproxy.command, args, { cwd: folder, env: process.env });
    this.child.stdout.on('data', (text) => (this.log += text));
    this.child.stderr.on('data', (text) => (this.log += text));
    this.ended = new Promise((resolve) => this.child.once('close', resolve));
  }

  /** Stops it as Kubernetes does with the image's stop signal: the master alone is told. */
  public stopGracefully(): void {
    this.child.kill('SIGUSR1');
  }

  /** Ends it at once. */
  public async end(): Promise<void> {
    end(this.child);
    await this.ended;
  }

  /** HTTP status of the readiness path; undefined: nobody answers. */
  public readiness(): Promise<number | undefined> {
    return statusOf(`http://127.0.0.1:${this.configuration.readiness.port}${this.configuration.readiness.path}`);
  }

  public liveness(): Promise<number | undefined> {
    return statusOf(`http://127.0.0.1:${this.configuration.readiness.port}${LIVENESS_PATH}`);
  }

  /** What it keeps in memory, master and worker together. */
  public memoryMiB(): number {
    const { pid = 0 } = this.child;
    const kibibytes = [pid, ...childrenOf(pid)].map((each) => {
      const [, resident = 'none'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${each}/status`, 'utf8')) ?? [];
      return Number(resident);
    });
    return kibibytes.reduce((sum, each) => sum + each, 0) / 1024;
  }

  /** Waits until each listener has so many servers that are up. */
  public waitForServers(servers: number, seconds: number): Promise<void> {
    const check = async () => {
      if (this.child.exitCode !== null) throw new Error(`HAProxy ended with ${this.child.exitCode}`);
      try {
        const counts = await this.activeServers();
        return counts.every((up) => up === servers) ? undefined : `there are ${counts.join()}`;
      } catch (error) {
        return String(error);
      }
    };
    return eventually(`${servers} servers up`, seconds, check, POLL_MILLISECONDS);
  }

  /** Servers that are up behind each listener, by HAProxy's metrics. */
  private async activeServers(): Promise<number[]> {
    const answer = await fetch(`http://127.0.0.1:${this.configuration.metricsPort}/metrics`, {
      signal: AbortSignal.timeout(ANSWER_MILLISECONDS),
    });
    const text = await answer.text();
    return this.configuration.listeners.map(({ name }) => {
      const metric = new RegExp(`^haproxy_backend_active_servers{proxy="${name}"} (\\d+)$`, 'm');
      return Number(metric.exec(text)?.[1]);
    });
  }
}

/**
 * Lets HAProxy check a configuration.
 *
 * @throws Error if it refuses it or warns
 */
export async function expectAccepted(
  commands: Pick<SystemCommands, 'haproxy'>,
  configuration: HaproxyConfiguration,
): Promise<void> {
  const folder = temporaryFolder('haproxy-check');
  const file = join(folder, 'haproxy.cfg');
  writeFileSync(file, renderHaproxyConfiguration(configuration));
  // The second option turns warnings into errors.
  const { status, stdout, stderr } = await attempt(commands.haproxy, ['-c', '-dW', '-f', file], {
    cwd: folder,
    env: process.env,
  });
  const text = `${stdout}${stderr}`.trim();
  if (status !== 0 || /WARNING|ALERT/.test(text)) throw new Error(`haproxy -c: ${text}`);
}

async function statusOf(url: string): Promise<number | undefined> {
  try {
    const { status } = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MILLISECONDS) });
    return status;
  } catch {
    return undefined;
  }
}
