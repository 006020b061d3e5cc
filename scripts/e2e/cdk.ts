import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DeployedOutputs, parseOutputs } from '../../lib';
import { ROOT } from '../root';
import type { Emulator } from './emulator';
import type { Installation } from './installation';
import { attempt, type Finished, lastWords } from './processes';
import { temporaryFolder } from './temporary';

/** The CLI that the package pins, run in `cdk-app/` as a customer runs it. */
export class Cdk {
  public constructor(
    private readonly emulator: Emulator,
    private readonly env: NodeJS.ProcessEnv = { CDK_VALIDATION: 'false' },
  ) {}

  /** As a customer has it: CDK's template validator runs. It takes most of the time, so once must do. */
  public validating(): Cdk {
    return new Cdk(this.emulator, {});
  }

  /** Runs a command; one that fails is no error here. */
  public attempt(installation: Installation, ...args: string[]): Promise<Finished> {
    const files = ['-c', `plan=${installation.planFile}`, '-c', `environment=${installation.environmentFile}`];
    return attempt(join(ROOT, 'node_modules', '.bin', 'cdk'), [...args, ...files], {
      cwd: join(ROOT, 'cdk-app'),
      env: { ...this.emulator.env, ...this.env },
    });
  }

  /**
   * Runs a command that must succeed.
   *
   * @throws Error with the end of what the CLI wrote
   */
  public async run(installation: Installation, ...args: string[]): Promise<Finished> {
    const finished = await this.attempt(installation, ...args);
    if (finished.status !== 0) throw new Error(`cdk ${args.join(' ')}: ${lastWords(finished)}`);
    return finished;
  }

  /**
   * Runs a command that must fail.
   *
   * @throws Error if it succeeds, or fails for another reason
   */
  public async refused(installation: Installation, reason: RegExp, ...args: string[]): Promise<void> {
    const finished = await this.attempt(installation, ...args);
    if (finished.status === 0) throw new Error(`cdk ${args.join(' ')} was not refused`);
    if (!reason.test(finished.stdout + finished.stderr)) {
      throw new Error(`cdk ${args.join(' ')} failed for another reason than ${reason}: ${lastWords(finished)}`);
    }
  }

  /** `cdk deploy --all` with an outputs file, and what is in the file. */
  public async deploy(installation: Installation, ...args: string[]): Promise<DeployedOutputs<'aws'>> {
    const file = join(temporaryFolder('outputs'), 'outputs.json');
    await this.run(installation, 'deploy', '--all', '--outputs-file', file, '--require-approval', 'never', ...args);
    return parseOutputs(installation.config, JSON.parse(readFileSync(file, 'utf8')));
  }

  /**
   * `cdk diff` of all stacks.
   *
   * @throws Error if there is a difference
   */
  public async expectNoDifferences(installation: Installation): Promise<void> {
    const { stdout, stderr } = await this.run(installation, 'diff', '--fail');
    const { bootstrap, detections, custody, dataPlane } = installation;
    for (const stack of [bootstrap, detections, custody, dataPlane]) {
      if (!new RegExp(`Stack ${stack} [^\\n]*\\nThere were no differences`).test(stdout + stderr)) {
        throw new Error(`cdk diff says nothing of ${stack}`);
      }
    }
  }
}
