import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is in the templates of one app, nested stacks included. */
export interface TemplateCounts {
  readonly resources: number;
  readonly lambdaFunctions: number;
  readonly customResources: number;
}

export function countTemplates(cloudAssembly: string): TemplateCounts {
  const types = readdirSync(cloudAssembly)
    .filter((file) => file.endsWith('.template.json'))
    .flatMap((file) => resourceTypes(join(cloudAssembly, file)));
  return {
    resources: types.length,
    lambdaFunctions: types.filter((type) => type === 'AWS::Lambda::Function').length,
    customResources: types.filter((type) => /^(Custom::|AWS::CloudFormation::CustomResource$)/.test(type)).length,
  };
}

function resourceTypes(file: string): string[] {
  const template = JSON.parse(readFileSync(file, 'utf8')) as { Resources?: Record<string, { Type: string }> };
  return Object.values(template.Resources ?? {}).map(({ Type }) => Type);
}
