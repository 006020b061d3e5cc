import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import { GcsBackend, LocalBackend, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { identityOutputs } from '../core/outputs';
import type { DataPlaneConfig } from '../core/resolve-config';
import { checkCloud, declareOutputs, type Room } from '../terraform/installation';

export interface InstallationStackProps {
  /** What `resolveConfig` made of plan and environment. */
  readonly config: DataPlaneConfig<'gcp'>;
}

/** What all stacks of an installation have in common. Constructs never touch their stack; this does. */
export abstract class InstallationStack extends TerraformStack {
  /** @throws Error if the configuration is of another cloud */
  protected constructor(scope: Construct, id: string, { config }: InstallationStackProps, room: Room) {
    super(scope, id);
    checkCloud(this, config, 'gcp');
    const { project, region, backend } = config.environment;
    new GoogleProvider(this, 'Provider', { project, region });
    // Without a backend of its own, cdktf writes the path of the machine into the stack.
    if (backend.type === 'gcs') {
      new GcsBackend(this, { bucket: backend.bucket, prefix: `${backend.prefix}/${config.environment.id}/${room}` });
    } else {
      new LocalBackend(this, { path: 'terraform.tfstate' });
    }
    declareOutputs(this, identityOutputs(config));
  }
}
