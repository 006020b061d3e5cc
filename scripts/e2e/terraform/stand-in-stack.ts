import type { StackFile } from '../../../cdktf-app/stack-files';
import { blocksOf, type TerraformJson } from '../../terraform/references';
import { standInsFor } from '../../terraform/stand-ins';
import { expectEqual } from '../deployed-stack';
import { temporaryFolder } from '../temporary';
import { WorkingFolder } from './working-folder';

/** `terraform plan -detailed-exitcode` where nothing would change. */
const NOTHING_TO_DO = 0;
const KEPT = /Instance cannot be destroyed/;

/** A stack that Terraform applies with stand-ins for its resources. */
export class StandInStack {
  private readonly working = new WorkingFolder(temporaryFolder('stack'));

  /** Applies the stack, new or changed, and sees that it holds what it says and that nothing is left to do. */
  public async apply({ stack, content }: StackFile): Promise<void> {
    const json = JSON.parse(content) as TerraformJson;
    this.working.write('main.tf.json', standInsFor(json));
    await this.working.run('init');
    await this.working.run('apply', '-auto-approve');
    expectEqual(`resources of ${stack}`, await this.resources(), blocksOf(json).length);
    const { status } = await this.working.attempt('plan', '-detailed-exitcode');
    expectEqual(`exit of a second plan of ${stack}`, status, NOTHING_TO_DO);
  }

  /** What `terraform output -json` says. */
  public async outputs(): Promise<string> {
    return this.working.run('output', '-json');
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

  /** How many resources its state has. */
  private async resources(): Promise<number> {
    const listed = await this.working.run('state', 'list');
    return listed.split('\n').filter((line) => line.trim() !== '').length;
  }
}
