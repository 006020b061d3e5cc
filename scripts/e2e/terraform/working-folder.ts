import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attempt, type Finished, lastWords } from '../processes';

/** Settings of who runs this would change what Terraform does, or lead it to an account. */
const LEFT_OUT = /^(TF_(?!CLI_CONFIG_FILE$)|GOOGLE_|GCLOUD_|CLOUDSDK_|ARM_|AZURE_)/;

/** A folder in which Terraform works on one stack. */
export class WorkingFolder {
  public constructor(
    private readonly folder: string,
    private readonly settings: Readonly<Record<string, string>> = {},
  ) {
    mkdirSync(folder, { recursive: true });
  }

  public write(name: string, content: string | object): void {
    const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
    writeFileSync(join(this.folder, name), text);
  }

  /** Runs a command of Terraform. One that fails is no error here. */
  public attempt(command: string, ...args: readonly string[]): Promise<Finished> {
    const inherited = Object.entries(process.env).filter(([name]) => !LEFT_OUT.test(name));
    const env = {
      ...Object.fromEntries(inherited),
      CHECKPOINT_DISABLE: 'true',
      TF_IN_AUTOMATION: 'true',
      TF_INPUT: 'false',
      ...this.settings,
    };
    return attempt('terraform', [`-chdir=${this.folder}`, command, ...args, '-no-color'], { cwd: this.folder, env });
  }

  /**
   * Runs a command that must succeed.
   *
   * @returns what it printed
   * @throws Error with the end of what it wrote
   */
  public async run(command: string, ...args: readonly string[]): Promise<string> {
    const finished = await this.attempt(command, ...args);
    if (finished.status !== 0) throw new Error(`terraform ${command}: ${lastWords(finished)}`);
    return finished.stdout;
  }

  /** Runs a command that must fail for a reason. */
  public async refused(reason: RegExp, command: string, ...args: readonly string[]): Promise<void> {
    const finished = await this.attempt(command, ...args);
    const said = `${finished.stdout}\n${finished.stderr}`.replace(/[\s│╷╵]+/g, ' ');
    if (finished.status === 0) throw new Error(`terraform ${command} succeeded; it must say ${reason}`);
    if (!reason.test(said)) throw new Error(`terraform ${command} must say ${reason}: ${lastWords(finished)}`);
  }
}
