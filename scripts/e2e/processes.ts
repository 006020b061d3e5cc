import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

export interface Place {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface Finished {
  /** Exit code; absent where the process was ended. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Limits {
  /** What the command reads. @default - nothing */
  readonly input?: string;
  /** Seconds after which it is ended. @default 300 */
  readonly timeoutSeconds?: number;
}

/** No command takes this long, but for those that say so. */
const TIMEOUT_SECONDS = 300;

const running = new Set<ChildProcessWithoutNullStreams>();
/** Every process group that was ever started. */
const groups = new Set<number>();

/** Starts a process in a group of its own, which `end` and `endAll` end. */
export function start(command: string, args: readonly string[], { cwd, env }: Place): ChildProcessWithoutNullStreams {
  const child = spawn(command, args, { cwd, env, detached: true });
  running.add(child);
  if (child.pid !== undefined) groups.add(child.pid);
  child.once('close', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/** Ends a process and those it started. */
export function end(child: ChildProcessWithoutNullStreams, signal: NodeJS.Signals = 'SIGTERM'): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It ended meanwhile.
  }
}

/** Ends everything that was started and still runs. */
export function endAll(signal: NodeJS.Signals = 'SIGTERM'): void {
  for (const child of running) end(child, signal);
}

/** Ids of process groups that were started and still have a process. */
export function survivors(): number[] {
  return [...groups].filter((group) => {
    try {
      return process.kill(-group, 0);
    } catch (error) {
      // Somebody else's, so there is one.
      return error instanceof Error && 'code' in error && error.code === 'EPERM';
    }
  });
}

/** Runs a command to its end. A command that fails is no error here. */
export function attempt(
  command: string,
  args: readonly string[],
  place: Place,
  { input = '', timeoutSeconds = TIMEOUT_SECONDS }: Limits = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = start(command, args, place);
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.stderr.on('data', (chunk) => (stderr += chunk));
    const timeout = setTimeout(() => end(child), timeoutSeconds * 1000);
    child.once('error', (error) => {
      clearTimeout(timeout);
      reject(new Error(`${command} cannot be run: ${error.message}`));
    });
    child.once('close', (status) => {
      clearTimeout(timeout);
      resolve({ status, stdout, stderr });
    });
    // A command that ends before it has read everything says why by itself.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/**
 * Runs a command that must succeed.
 *
 * @throws Error with the end of what it wrote
 */
export async function run(
  command: string,
  args: readonly string[],
  place: Place,
  limits: Limits = {},
): Promise<Finished> {
  const finished = await attempt(command, args, place, limits);
  if (finished.status !== 0) throw new Error(`${[command, ...args].join(' ')}: ${lastWords(finished)}`);
  return finished;
}

const LAST_LINES = 8;

/** The end of what a command wrote, where the reason stands. */
export function lastWords({ status, stdout, stderr }: Finished): string {
  const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim() !== '');
  return `exit ${status ?? 'by signal'}: ${lines.slice(-LAST_LINES).join(' | ')}`;
}
