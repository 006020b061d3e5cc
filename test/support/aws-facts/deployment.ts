import type { DataPlaneConfig } from '../../../lib/core/resolve-config';
import { Rendered, type TemplateJson } from '../aws';
import { once } from '../once';

/** A stack as CloudFormation gets it. */
export interface DeployedStack {
  readonly name: string;
  readonly template: TemplateJson;
  readonly terminationProtection: boolean;
}

export interface DeployedStacks {
  readonly custody: DeployedStack;
  readonly dataPlane: DeployedStack;
}

/** What the facts of an installation are read from. */
export interface Deployment {
  readonly config: DataPlaneConfig<'aws'>;
  readonly stacks: DeployedStacks;
  readonly custody: Rendered;
  readonly dataPlane: Rendered;
}

const renderedOf = once((template: TemplateJson) => new Rendered(template));

/** Reads the templates of both stacks. */
export function deploymentOf(config: DataPlaneConfig<'aws'>, stacks: DeployedStacks): Deployment {
  return {
    config,
    stacks,
    custody: renderedOf(stacks.custody.template),
    dataPlane: renderedOf(stacks.dataPlane.template),
  };
}
