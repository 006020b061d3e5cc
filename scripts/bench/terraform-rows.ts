import type { Comparison } from './comparison';
import { type Program, runProgram } from './process-run';
import * as programs from './programs';
import { type Row, ratioRow, shareRow } from './rows';

/** Ratios that shall not be reached, as the design sets them. */
const GOALS = { emptyStack: 1.5, providerImport: 0.2 };

/** What our part for a cloud takes that Terraform applies: its stacks against an empty one, its import against the provider's. */
export function terraformRows(
  cloud: programs.TerraformCloud,
  compared: (what: string, a: Program, b: Program) => Comparison,
): Row[] {
  const { name, title, provider } = cloud;
  const modules = JSON.parse(runProgram(programs.providerModules(cloud)).stdout) as string[];
  const own = ['byoc-constructs', `byoc-constructs/${name}`];
  const stacks = [
    [[...modules, ...own], 'all the same modules', GOALS.emptyStack],
    [modules, 'the same modules of cdktf and its provider, none of ours', undefined],
  ] as const;
  const imports = `import of byoc-constructs/${name} / import of ${provider} as a whole`;
  return [
    ...stacks.map(([loaded, of, limit]) => {
      const what = `full ${title} stacks / an empty stack in an app that loads ${of}`;
      const empty = programs.emptyStack(provider, loaded);
      return ratioRow(what, compared(what, programs.terraformStacks(cloud), empty), limit);
    }),
    shareRow(
      imports,
      compared(imports, programs.importOf(`byoc-constructs/${name}`), programs.importOf(provider)),
      GOALS.providerImport,
    ),
  ];
}
