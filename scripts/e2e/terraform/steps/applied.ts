import { parseOutputs } from '../../../../lib';
import { installationName } from '../../../../lib/core/names';
import type { TerraformJson } from '../../../terraform/references';
import { standInsFor } from '../../../terraform/stand-ins';
import { expectEqual } from '../../deployed-stack';
import type { Results } from '../../results';
import { temporaryFolder } from '../../temporary';
import { handedOn, type Said } from '../handed-on';
import type { Rendered } from '../rendered';
import { StandInStack } from '../stand-in-stack';
import { WorkingFolder } from '../working-folder';

/** Every installation: its stacks are applied, each once, with what earlier ones hand on, and what they say is read. */
export async function applyAll(results: Results, all: readonly Rendered[]): Promise<void> {
  await plantFaults(results, all);
  const outputs = new Map<string, Said>();
  for (const { name, config, files } of all) {
    const fresh = files.filter(({ content }) => !outputs.has(content));
    const what = `${fresh.map(({ stack }) => stack).join(', ')} applied with stand-ins, a second plan is empty, outputs are read`;
    await results.step(`${name}: ${what}`, async () => {
      const saidBy = (stack: string) => outputs.get(files.find((file) => file.stack === stack)?.content ?? '');
      for (const file of fresh) {
        const stack = new StandInStack();
        await stack.apply(file, handedOn(file.stack, saidBy));
        outputs.set(file.content, await stack.outputs());
      }
      const { cluster } = parseOutputs(
        config,
        files.map(({ content }) => outputs.get(content)),
      );
      expectEqual('cluster', cluster.name, installationName(config.environment.id));
    });
  }
}

/** Faults of a stack that Terraform must find with stand-ins, too. */
async function plantFaults(results: Results, [first]: readonly Rendered[]): Promise<void> {
  const stack = JSON.parse(first?.files.at(0)?.content ?? '{}') as TerraformJson;
  const planted = async (resource: object): Promise<WorkingFolder> => {
    const working = new WorkingFolder(temporaryFolder('planted'));
    working.write('main.tf.json', standInsFor(stack));
    working.write('planted.tf.json', { resource: { terraform_data: resource } });
    await working.run('init');
    return working;
  };
  await results.step('terraform finds a cycle, and a reference to what is not there', async () => {
    const cycle = await planted({
      one: { depends_on: ['terraform_data.other'] },
      other: { depends_on: ['terraform_data.one'] },
    });
    await cycle.refused(/Cycle: terraform_data/, 'validate');
    const lost = await planted({ one: { depends_on: ['terraform_data.lost'] } });
    await lost.refused(/Reference to undeclared resource/, 'validate');
  });
}
