import type { StackFile } from '../../../cdktf-app/stack-files';
import { blocksOf, stringsIn, type TerraformJson } from '../../terraform/references';
import { addressOf, nameOf, STATE_BESIDE, standInsFor } from '../../terraform/stand-ins';
import { expectEqual } from '../deployed-stack';
import { temporaryFolder } from '../temporary';
import type { Said, VariableFile } from './handed-on';
import { WorkingFolder } from './working-folder';

/** `terraform plan -detailed-exitcode` where nothing would change. */
const NOTHING_TO_DO = 0;
const KEPT = /Instance cannot be destroyed/;

/** A stack that Terraform applies with stand-ins for its resources. */
export class StandInStack {
  private readonly working = new WorkingFolder(temporaryFolder('stack'));

  /** Writes the stack over the one before, as the app does: files of variables and the state stay. */
  public render({ content }: StackFile): TerraformJson {
    const json = JSON.parse(content) as TerraformJson;
    this.working.write('main.tf.json', standInsFor(json));
    return json;
  }

  /**
   * Applies the stack, new or changed, and sees that it holds what it says and that nothing is left to do.
   *
   * @param told what earlier stacks hand on; what they handed on before is there
   */
  public async apply(file: StackFile, told: readonly VariableFile[] = []): Promise<void> {
    const json = this.render(file);
    for (const { name, content } of told) this.working.write(name, content);
    await this.working.run('init');
    await this.working.run('apply', '-auto-approve');
    expectEqual(`resources of ${file.stack}`, await this.resources(), blocksOf(json).length);
    const { status } = await this.working.attempt('plan', '-detailed-exitcode');
    expectEqual(`exit of a second plan of ${file.stack}`, status, NOTHING_TO_DO);
    const resources = JSON.stringify(json.resource ?? {});
    const variables = Object.keys(json.variable ?? {}).filter((name) => resources.includes(`var.${name}}`));
    await this.expectToUse(variables, told);
  }

  /** An apply that must stop because nobody has handed on what the stack needs. */
  public async refuseUntold(file: StackFile): Promise<void> {
    this.render(file);
    await this.working.run('init');
    await this.working.refused(/No value for required variable/, 'apply', '-auto-approve');
    expectEqual('resources after a refused apply', await this.resources(), 0);
  }

  /** What `terraform output -json` says. */
  public async outputs(): Promise<Said> {
    return JSON.parse(await this.working.run('output', '-json'));
  }

  public async destroy(): Promise<void> {
    await this.working.run('destroy', '-auto-approve');
    expectEqual('resources after the end', await this.resources(), 0);
  }

  /** A destroy that must stop before anything is gone. */
  public async refuseToDestroy(): Promise<void> {
    const before = await this.resources();
    await this.working.refused(KEPT, 'destroy', '-auto-approve');
    expectEqual('resources after a refused destroy', await this.resources(), before);
  }

  /** An apply that makes everything up to a resource whose creation fails: what there is of it is in the state. */
  public async failToMake(file: StackFile, pattern: RegExp, told: readonly VariableFile[]): Promise<void> {
    const json = this.render(file);
    for (const { name, content } of told) this.working.write(name, content);
    const failing = blocksOf(json).flatMap(([address]) => (pattern.test(address) ? [nameOf(address)] : []));
    if (failing.length === 0) throw new Error(`nothing is named ${pattern}`);
    const provisioner = [{ 'local-exec': { command: 'exit 1' } }];
    this.working.write('failing_override.tf.json', {
      resource: { terraform_data: Object.fromEntries(failing.map((name) => [name, { provisioner }])) },
    });
    await this.working.run('init');
    await this.working.refused(/local-exec provisioner error/, 'apply', '-auto-approve');
    this.working.write('failing_override.tf.json', {});
  }

  /** An apply that must stop because something would be destroyed. */
  public async refuseToReplace(): Promise<void> {
    await this.working.refused(KEPT, 'apply', '-auto-approve');
  }

  /** What a plan of a changed stack would destroy, by its addresses in the cloud. */
  public async wouldDestroy(file: StackFile): Promise<string[]> {
    this.render(file);
    const planned = await this.working.run('plan');
    return [...planned.matchAll(/# (\S+) will be destroyed/g)].map(([, name = '']) => addressOf(name));
  }

  /** Lets a command on the state have every resource whose address in the cloud is such. */
  public async onState(command: 'untaint' | 'state rm', pattern: RegExp): Promise<string[]> {
    const found = (await this.names()).filter((name) => pattern.test(addressOf(name)));
    const [verb = '', ...words] = command.split(' ');
    // `untaint` takes one at a time.
    if (command === 'untaint') for (const name of found) await this.working.run(verb, name);
    else await this.working.run(verb, ...words, ...found);
    return found.map(addressOf);
  }

  /** Tells an empty state of what is there already. */
  public async takeUp(kept: readonly (readonly [address: string, id: string])[]): Promise<void> {
    // A stand-in that is imported knows nothing yet that others could read, so they are left out.
    const bare = Object.fromEntries(kept.map(([address]) => [nameOf(address), {}]));
    this.working.write('main.tf.json', { ...STATE_BESIDE, resource: { terraform_data: bare } });
    for (const [address, id] of kept) await this.working.run('import', `terraform_data.${nameOf(address)}`, id);
  }

  /** Ids of resources by address in the cloud: one that was made anew has another. */
  public async ids(): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.shown()).map(({ address, values }) => [addressOf(address), values.id]));
  }

  /** Another place for the state: Terraform goes on only if it is told to take the state along. */
  public async moveState(): Promise<void> {
    const before = await this.ids();
    const moved = { terraform: { backend: { local: { path: 'moved.tfstate' } } } };
    this.working.write('moved_override.tf.json', moved);
    await this.working.refused(/Backend configuration changed/, 'init');
    await this.working.run('init', '-migrate-state', '-force-copy');
    expectEqual('resources in the new place', [...(await this.ids())], [...before]);
  }

  /** What is made with variables is made with what was handed on, and not with what somebody else says. */
  private async expectToUse(variables: readonly string[], told: readonly VariableFile[]): Promise<void> {
    if (variables.length === 0) return;
    const used = stringsIn((await this.shown()).map(({ values }) => values));
    const values = Object.assign({}, ...told.map(({ content }) => JSON.parse(content)));
    for (const name of variables) {
      if (name in values && !used.includes(values[name]))
        throw new Error(`nothing is made with ${name}, ${values[name]}`);
    }
  }

  private async shown(): Promise<readonly { readonly address: string; readonly values: { readonly id: string } }[]> {
    return JSON.parse(await this.working.run('show', '-json')).values?.root_module?.resources ?? [];
  }

  /** How many resources its state has. */
  private async resources(): Promise<number> {
    return (await this.names()).length;
  }

  private async names(): Promise<string[]> {
    const { status, stdout } = await this.working.attempt('state', 'list');
    // Where there is no state yet, Terraform calls that an error.
    return status === 0 ? stdout.split('\n').filter((line) => line.trim() !== '') : [];
  }
}
