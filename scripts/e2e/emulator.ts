import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ROOT } from '../root';
import { end, start } from './processes';
import { temporaryFolder } from './temporary';

const START_SECONDS = 60;
const LAST_LINES = 5;

/** AWS on this machine: loopback only, on a free port, with nothing in it. */
export class Emulator {
  /** Starts an emulator that believes to be in this account and region. */
  public static async start(python: string, account: string, region: string): Promise<Emulator> {
    const port = await freePort();
    const home = temporaryFolder('home');
    const child = start(python, [join(ROOT, 'scripts', 'e2e', 'emulator.py')], {
      cwd: home,
      env: {
        ...ownEnvironment(home),
        BIND_HOST: '127.0.0.1',
        GATEWAY_PORT: String(port),
        MINISTACK_ACCOUNT_ID: account,
        MINISTACK_REGION: region,
        // It would listen for MQTT on every interface, and start clusters in Docker.
        IOT_MTLS_ENABLED: '0',
        DOCKER_HOST: 'unix:///nonexistent',
        PYTHONDONTWRITEBYTECODE: '1',
        LOG_LEVEL: 'WARNING',
      },
    });
    const emulator = new Emulator(child, home, port, region);
    await emulator.ready();
    return emulator;
  }

  /** What the CDK CLI and AWS SDKs need to find the emulator, and nothing that leads to a real account. */
  public readonly env: NodeJS.ProcessEnv;
  private output = '';

  private constructor(
    private readonly child: ChildProcessWithoutNullStreams,
    home: string,
    private readonly port: number,
    region: string,
  ) {
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (this.output += chunk));
    this.env = {
      ...ownEnvironment(home),
      // The name, not the address: S3 puts the bucket's name before it.
      AWS_ENDPOINT_URL: `http://localhost:${port}`,
      AWS_ACCESS_KEY_ID: 'e2e',
      AWS_SECRET_ACCESS_KEY: 'e2e',
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_EC2_METADATA_DISABLED: 'true',
    };
  }

  public end(): void {
    end(this.child);
  }

  private async ready(): Promise<void> {
    for (const started = Date.now(); Date.now() - started < START_SECONDS * 1000; await sleep(100)) {
      if (this.child.exitCode !== null) break;
      try {
        if ((await fetch(`http://127.0.0.1:${this.port}/_ministack/health`)).ok) return;
      } catch {
        // Not yet.
      }
    }
    throw new Error(`the emulator did not start: ${this.output.trim().split('\n').slice(-LAST_LINES).join(' | ')}`);
  }
}

/** The environment of this process without what would lead elsewhere; caches go to a folder that is removed. */
function ownEnvironment(home: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS_|CDK_|npm_)|_PROXY$/i.test(name));
  return { ...Object.fromEntries(inherited), HOME: home, TMPDIR: home };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
