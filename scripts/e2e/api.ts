import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from '../root';
import type { Emulator } from './emulator';
import { end, start } from './processes';

/** An answer of AWS, as its API documents it. Its shapes are not worth repeating here. */
export type Answer = any;

interface Waiting {
  readonly resolve: (line: string) => void;
  readonly reject: (error: Error) => void;
}

/** AWS's own API, for looking at what a stack made and for what others do in the account. */
export class Api {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly waiting: Waiting[] = [];

  public constructor(python: string, { env }: Emulator) {
    this.child = start(python, [join(ROOT, 'scripts', 'e2e', 'api.py')], { cwd: ROOT, env });
    let stderr = '';
    this.child.stderr.on('data', (chunk) => (stderr += chunk));
    createInterface(this.child.stdout).on('line', (line) => this.waiting.shift()?.resolve(line));
    this.child.once('close', () => {
      for (const { reject } of this.waiting) reject(new Error(`api.py ended: ${stderr.trim().split('\n').pop()}`));
    });
  }

  /**
   * Calls an operation by its name in Python's SDK; all pages in one answer.
   *
   * @throws Error with AWS's code if it refuses
   */
  public async call(service: string, operation: string, parameters: object = {}): Promise<Answer> {
    const line = new Promise<string>((resolve, reject) => this.waiting.push({ resolve, reject }));
    this.child.stdin.write(`${JSON.stringify([service, operation, parameters])}\n`);
    const { answer, code, message } = JSON.parse(await line);
    if (code !== undefined) throw new Error(`${service} ${operation}: ${code}: ${message}`);
    return answer;
  }

  public end(): void {
    end(this.child);
  }
}
