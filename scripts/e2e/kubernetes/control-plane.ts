import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { delimiter, dirname, join } from 'node:path';
import { attempt, end, type Finished, lastWords, start, survivors } from '../processes';
import { temporaryFolder } from '../temporary';
import { Credentials } from './credentials';
import { eventually } from './eventually';
import type { Binaries, ModuleFolders } from './go';
import { freePorts } from './ports';
import { simulation } from './simulation';
import type { SystemCommands } from './system-packages';

/** Everything that is run, by path. */
export interface Tools {
  readonly system: SystemCommands;
  readonly binaries: Binaries;
  readonly modules: ModuleFolders;
}

const START_SECONDS = 60;
const END_SECONDS = 20;
const LOG_BYTES = 20_000;
const LAST_LINES = 5;
/** Of a command that failed; files can follow by the dozen. */
const COMMAND_WORDS = 4;
const SERVICE_RANGE = '172.20.0.0/16';

/**
 * The control plane of Kubernetes on this machine: loopback only, on free ports, with nothing in it. The API server,
 * its admission, the controllers and the scheduler are the real ones. Nodes and what runs on them are simulated.
 */
export class ControlPlane {
  /** Starts a control plane of its own. It has no nodes. */
  public static async start(tools: Tools): Promise<ControlPlane> {
    const [etcd = 0, peers = 0, api = 0] = await freePorts(3);
    const plane = new ControlPlane(tools, api);
    try {
      await plane.startAll(etcd, peers);
    } catch (error) {
      await plane.end();
      throw error;
    }
    return plane;
  }

  /** For scripts that call kubectl by its name. */
  public readonly env: NodeJS.ProcessEnv;
  public readonly folder = temporaryFolder('control-plane');
  private readonly children = new Map<string, { child: ChildProcessWithoutNullStreams; log: string }>();
  private readonly credentials: Credentials;
  private readonly agent = new Agent({ keepAlive: true });

  private constructor(
    private readonly tools: Tools,
    private readonly port: number,
  ) {
    this.credentials = new Credentials(this.folder, `https://127.0.0.1:${port}`);
    this.env = {
      ...withoutKubernetes(process.env),
      PATH: [dirname(tools.binaries.kubectl), process.env.PATH].join(delimiter),
      KUBECONFIG: this.credentials.kubeconfig('administrator'),
      HOME: this.folder,
    };
  }

  /**
   * Runs kubectl as an administrator; it must succeed.
   *
   * @param input what it reads with `-f -`
   * @throws Error with the end of what it wrote
   */
  public async kubectl(args: readonly string[], input = ''): Promise<Finished> {
    const finished = await this.tryKubectl(args, input);
    if (finished.status !== 0)
      throw new Error(`kubectl ${args.slice(0, COMMAND_WORDS).join(' ')}: ${lastWords(finished)}`);
    return finished;
  }

  /** Runs kubectl as an administrator; a command that fails is no error here. */
  public tryKubectl(args: readonly string[], input = ''): Promise<Finished> {
    return attempt(this.tools.binaries.kubectl, args, { cwd: this.folder, env: this.env }, { input });
  }

  /**
   * Reads an object from the API server, without the cost of a process: `/api/v1/nodes/<name>`.
   *
   * @returns nothing if there is no such object
   */
  public async read<T>(path: string): Promise<T | undefined> {
    // Once more: the server may have closed the connection just now.
    const { status, body } = await this.get(path).catch(() => this.get(path));
    if (status === 404) return undefined;
    if (status !== 200) throw new Error(`GET ${path}: ${status}: ${body.slice(0, LOG_BYTES)}`);
    return JSON.parse(body);
  }

  /**
   * Reads a list of objects: `/api/v1/nodes`.
   *
   * @param kind of each; lists leave it out
   */
  public async list<T extends { readonly kind: string }>(path: string, kind: T['kind']): Promise<T[]> {
    const list = await this.read<{ items: Omit<T, 'kind'>[] }>(path);
    return (list?.items ?? []).map((item) => ({ ...item, kind }) as T);
  }

  /**
   * Looks whether every process is still there.
   *
   * @throws Error with the end of the log of one that ended by itself
   */
  public expectRunning(): void {
    for (const [name, { child, log }] of this.children) {
      if (child.exitCode === null && child.signalCode === null) continue;
      throw new Error(`${name} ended: ${lastLines(log)}`);
    }
  }

  /** Ends every process, by its id. What they would still write goes with the folder, so they are not asked. */
  public async end(): Promise<void> {
    this.agent.destroy();
    const ended = [...this.children.values()].map(({ child }) => child);
    for (const child of ended) end(child, 'SIGKILL');
    this.children.clear();
    const ids = ended.map(({ pid }) => pid);
    await eventually('the control plane ended', END_SECONDS, async () => {
      const left = survivors().filter((id) => ids.includes(id));
      return left.length === 0 ? undefined : `processes ${left.join(', ')} are left`;
    });
  }

  private async startAll(etcd: number, peers: number): Promise<void> {
    const { credentials } = this;
    const { system, binaries } = this.tools;
    const file = (name: string) => join(this.folder, name);
    const client = `http://127.0.0.1:${etcd}`;
    const peer = `http://127.0.0.1:${peers}`;
    writeFileSync(file('kwok.yaml'), simulation(this.tools.modules.kwok));

    this.launch('etcd', system.etcd, [
      `--data-dir=${file('etcd')}`,
      ...[`--listen-client-urls=${client}`, `--advertise-client-urls=${client}`],
      ...[`--listen-peer-urls=${peer}`, `--initial-advertise-peer-urls=${peer}`],
      `--initial-cluster=default=${peer}`,
      '--logger=zap',
      '--log-level=error',
    ]);
    this.launch('kube-apiserver', binaries['kube-apiserver'], [
      `--etcd-servers=${client}`,
      ...['--bind-address=127.0.0.1', `--secure-port=${this.port}`, `--cert-dir=${credentials.certificates}`],
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${credentials.checkingKey}`,
      `--service-account-signing-key-file=${credentials.signingKey}`,
      `--token-auth-file=${credentials.tokenFile}`,
      '--authorization-mode=RBAC',
      `--service-cluster-ip-range=${SERVICE_RANGE}`,
      // As managed services have it: daemon sets of the cloud are privileged.
      '--allow-privileged=true',
      '--profiling=false',
      // kwok watches from the start, which with this feature needs an etcd newer than Debian 12 has: it would be refused,
      // and see what changed only when it tries again, after longer and longer pauses.
      '--feature-gates=WatchList=false',
    ]);
    await this.eventually('the API server is ready', async () => {
      if (!existsSync(credentials.certificate)) return 'it has no certificate';
      const { body } = await this.get('/readyz').catch((error: Error) => ({ body: error.message }));
      return body === 'ok' ? undefined : body;
    });
    this.launch('kube-controller-manager', binaries['kube-controller-manager'], [
      `--kubeconfig=${credentials.kubeconfig('controller-manager')}`,
      `--service-account-private-key-file=${credentials.signingKey}`,
      `--root-ca-file=${credentials.certificate}`,
      ...['--use-service-account-credentials=true', '--leader-elect=false', '--secure-port=0'],
      // By default autoscalers look every 15 seconds.
      '--horizontal-pod-autoscaler-sync-period=2s',
    ]);
    this.launch('kube-scheduler', binaries['kube-scheduler'], [
      `--kubeconfig=${credentials.kubeconfig('scheduler')}`,
      ...['--leader-elect=false', '--secure-port=0'],
    ]);
    this.launch('kwok', binaries.kwok, [
      `--kubeconfig=${credentials.kubeconfig('administrator')}`,
      `--config=${file('kwok.yaml')}`,
      '--manage-all-nodes=true',
      // Without leases the nodes turn NotReady after 50 seconds, and their pods stay so.
      '--node-lease-duration-seconds=40',
      '--cidr=10.200.0.0/16',
    ]);
    await this.eventually('the controllers work', async () => {
      const account = await this.read('/api/v1/namespaces/default/serviceaccounts/default');
      return account === undefined ? 'the default namespace has no service account' : undefined;
    });
  }

  private eventually(what: string, ask: () => Promise<string | undefined>): Promise<void> {
    return eventually(what, START_SECONDS, () => {
      this.expectRunning();
      return ask();
    });
  }

  private launch(name: string, command: string, args: readonly string[]): void {
    const child = start(command, args, { cwd: this.folder, env: this.env });
    const entry = { child, log: '' };
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        entry.log = `${entry.log}${chunk}`.slice(-LOG_BYTES);
      });
    }
    this.children.set(name, entry);
  }

  private get(path: string): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      const options = {
        ...{ host: '127.0.0.1', port: this.port, path, agent: this.agent },
        ca: readFileSync(this.credentials.certificate),
        headers: { authorization: `Bearer ${this.credentials.token('administrator')}` },
      };
      const call = request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.once('end', () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
        );
      });
      call.once('error', reject);
      call.end();
    });
  }
}

/** Nothing that leads to a cluster of somebody's own. */
function withoutKubernetes(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(KUBE|HELM_|npm_)|_PROXY$/i.test(name)));
}

function lastLines(log: string): string {
  return log.trim().split('\n').slice(-LAST_LINES).join(' | ');
}
