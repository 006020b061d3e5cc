import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import { GcsBackend, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { identityOutputs, type OutputDeclaration } from '../core/outputs';
import type { DataPlaneConfig } from '../core/resolve-config';

export interface InstallationStackProps {
  /** What `resolveConfig` made of plan and environment. */
  readonly config: DataPlaneConfig<'gcp'>;
}

/** Stacks of an installation; each has a state of its own. */
export type Room = 'bootstrap' | 'custody' | 'data-plane' | 'grants';

/** What all stacks of an installation have in common. Constructs never touch their stack; this does. */
export abstract class InstallationStack extends TerraformStack {
  /** @throws Error if the configuration is of another cloud */
  protected constructor(scope: Construct, id: string, { config }: InstallationStackProps, room: Room) {
    super(scope, id);
    const { cloud }: DataPlaneConfig = config;
    if (cloud !== 'gcp') {
      throw new Error(`'config' of ${this.node.path} must be of an environment on gcp, got ${cloud}; give one on gcp`);
    }
    const { project, region, backend } = config.environment;
    new GoogleProvider(this, 'Provider', { project, region });
    // Without a backend of its own, cdktf writes the path of the machine into the stack.
    if (backend.type === 'gcs') {
      new GcsBackend(this, { bucket: backend.bucket, prefix: `${backend.prefix}/${config.environment.id}/${room}` });
    } else {
      new LocalBackend(this, { path: 'terraform.tfstate' });
    }
    this.declare(identityOutputs(config));
  }

  /** Declares outputs under fixed names, which `parseOutputs` reads. */
  protected declare(outputs: readonly OutputDeclaration[]): void {
    for (const { name, value, description } of outputs) {
      new TerraformOutput(this, name, { value, description, staticId: true });
    }
  }
}
