import { CfnOutput, DefaultStackSynthesizer, type IStackSynthesizer, Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { identityOutputs, type OutputDeclaration } from '../core/outputs';
import type { DataPlaneConfig } from '../core/resolve-config';
import { tagsOf } from './names';

export interface InstallationStackProps {
  /** What `resolveConfig` made of plan and environment. */
  readonly config: DataPlaneConfig<'aws'>;
  /**
   * How the template and its asset reach the account.
   *
   * @default - CDK's default synthesizer, without the rule and parameter that would tie the template to CDK
   */
  readonly synthesizer?: IStackSynthesizer;
}

/** What all stacks of an installation have in common. Constructs never touch their stack; this does. */
export abstract class InstallationStack extends Stack {
  protected constructor(
    scope: Construct,
    id: string,
    { config, synthesizer }: InstallationStackProps,
    naming: { readonly stackName: string; readonly description: string },
  ) {
    const { account, region, protection, tags } = config.environment;
    super(scope, id, {
      ...naming,
      env: { account, region },
      terminationProtection: protection,
      // CDK's own class does not fit its interface under exactOptionalPropertyTypes.
      synthesizer:
        synthesizer ?? (new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) as IStackSynthesizer),
    });
    for (const [key, value] of Object.entries({ ...tags, ...tagsOf(config) })) Tags.of(this).add(key, value);
    this.declare(identityOutputs(config));
  }

  /**
   * Declares outputs under fixed names, which `parseOutputs` reads.
   *
   * @param exportNames names under which other stacks import a value, by the name of the output
   */
  protected declare(outputs: readonly OutputDeclaration[], exportNames: Readonly<Record<string, string>> = {}): void {
    for (const { name, value, description } of outputs) {
      const exportName = exportNames[name];
      const output = new CfnOutput(this, `Output${name}`, {
        value,
        description,
        ...(exportName === undefined ? {} : { exportName }),
      });
      output.overrideLogicalId(name);
    }
  }
}
