import type { Rendered, TemplateJson } from '../aws';
import type { DataPlaneFacts, RoomFact } from '../contract/facts';
import { once } from '../once';
import { clusterFact } from './cluster';
import type { Deployment } from './deployment';

export function custodyRoom({ stacks, custody }: Deployment): RoomFact {
  return { outputs: custody.outputs, handedOut: exportsOf(stacks.custody.template, custody) };
}

export function dataPlaneRoom(deployment: Deployment): RoomFact {
  const { stacks, dataPlane } = deployment;
  const cluster = clusterFact(deployment);
  return {
    // The reference to a cluster is its name.
    outputs: Object.fromEntries(
      Object.entries(dataPlane.outputs).map(([name, value]) => [name, value === cluster.ref ? cluster.name : value]),
    ),
    handedOut: exportsOf(stacks.dataPlane.template, dataPlane),
  };
}

export function imports({ stacks }: Deployment): DataPlaneFacts['imports'] {
  const exported = Object.values(stacks.custody.template.Outputs ?? {}).map((output) => output.Export?.Name);
  return [
    ...importedBy(stacks.custody.template).map((name) => ({ name, exported: false })),
    ...importedBy(stacks.dataPlane.template).map((name) => ({ name, exported: exported.includes(name) })),
  ];
}

const importedBy = once((template: TemplateJson) => [
  ...new Set([...JSON.stringify(template).matchAll(/"Fn::ImportValue":"([^"]*)"/g)].map(([, name]) => name ?? '')),
]);

export function deploymentCode({ custody, dataPlane }: Deployment): string[] {
  return [custody, dataPlane].flatMap((rendered) =>
    Object.entries(rendered.resources).flatMap(([id, { Type }]) =>
      /Lambda|Custom|StepFunctions|CodeBuild/.test(Type) ? [id] : [],
    ),
  );
}

function exportsOf(template: TemplateJson, { outputs }: Rendered): Record<string, string> {
  return Object.fromEntries(
    Object.entries(template.Outputs ?? {}).flatMap(([name, { Export }]) =>
      Export === undefined ? [] : [[Export.Name, outputs[name] ?? '']],
    ),
  );
}
