import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Answer } from './api';
import type { Emulator } from './emulator';
import { attempt, type Finished, lastWords } from './processes';
import { temporaryFolder } from './temporary';

/** The AWS CLI, as customers and vendors type it, and scripts that call it. */
export class AwsCli {
  private readonly env: NodeJS.ProcessEnv;
  private readonly folder = temporaryFolder('aws-cli');

  public constructor(python: string, emulator: Emulator) {
    const command = join(this.folder, 'aws');
    writeFileSync(command, `#!/bin/sh\nexec '${python}' -m awscli "$@"\n`);
    chmodSync(command, 0o755);
    this.env = { ...emulator.env, PATH: `${this.folder}${delimiter}${process.env.PATH}`, AWS_PAGER: '' };
  }

  /**
   * Runs a command of the CLI that must succeed: `aws cloudformation create-stack ...`.
   *
   * @returns its answer, nothing where it has none
   */
  public async run(...args: string[]): Promise<Answer> {
    const finished = await this.attempt('aws', [...args, '--output', 'json']);
    if (finished.status !== 0) throw new Error(`aws ${args.join(' ')}: ${lastWords(finished)}`);
    return finished.stdout.trim() === '' ? undefined : JSON.parse(finished.stdout);
  }

  /**
   * Runs a command of the CLI that must fail.
   *
   * @throws Error if it succeeds, or does not say this
   */
  public async refused(message: string, ...args: string[]): Promise<void> {
    expectFailure(`aws ${args.slice(0, 2).join(' ')}`, await this.attempt('aws', args), message);
  }

  /** Runs a script that must succeed, and what it printed. */
  public async script(file: string, ...args: string[]): Promise<string> {
    const finished = await this.attempt(file, args);
    if (finished.status !== 0) throw new Error(`${file}: ${lastWords(finished)}`);
    return finished.stdout;
  }

  /**
   * Runs a script that must fail.
   *
   * @throws Error if it succeeds, or does not say this
   */
  public async scriptRefused(file: string, message: string, ...args: string[]): Promise<void> {
    expectFailure(file, await this.attempt(file, args), message);
  }

  private attempt(command: string, args: readonly string[]): Promise<Finished> {
    return attempt(command, args, { cwd: this.folder, env: this.env });
  }
}

function expectFailure(command: string, finished: Finished, message: string): void {
  if (finished.status === 0) throw new Error(`${command} was not refused: ${finished.stdout}`);
  if (`${finished.stdout}${finished.stderr}`.includes(message)) return;
  throw new Error(`${command} does not say '${message}': ${lastWords(finished)}`);
}
