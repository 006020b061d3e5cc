import type { StackFile } from '../../../cdktf-app/stack-files';
import { installationFiles, type TerraformConfig } from '../../terraform/installation-files';
import { handedOn, type Said } from './handed-on';
import { page, section } from './pages';
import { StandInStack } from './stand-in-stack';

/** Stacks of an installation, in the order in which they are applied. */
export const ROOMS = ['bootstrap', 'custody', 'data-plane', 'grants'] as const;
export type Room = (typeof ROOMS)[number];

/** What of an environment says whether something can be destroyed. */
export type Removal = Partial<Pick<TerraformConfig['environment'], 'protection' | 'dataOnDelete'>>;

/** The stacks of one installation in the hands of Terraform; what one says is handed on to the next. */
export class StandInInstallation {
  private readonly stacks = new Map(ROOMS.map((room) => [room, new StandInStack()]));

  public constructor(private readonly config: TerraformConfig) {}

  public stack(room: Room): StandInStack {
    const stack = this.stacks.get(room);
    if (stack === undefined) throw new Error(`there is no stack ${room}`);
    return stack;
  }

  /** The stack as the app writes it. */
  public file(room: Room, removal: Removal = {}): StackFile {
    return fileOf(changed(this.config, removal), room);
  }

  /** Applies a stack with what earlier ones say now. */
  public async apply(room: Room, file: StackFile = this.file(room)): Promise<void> {
    const said = new Map<string, Said>();
    for (const other of ROOMS.slice(0, ROOMS.indexOf(room))) {
      said.set(`${other}-${this.config.environment.id}`, await this.stack(other).outputs());
    }
    await this.stack(room).apply(
      file,
      handedOn(file.stack, (stack) => said.get(stack)),
    );
  }

  /** Takes away what keeps custody and data plane from being destroyed: both are rendered, and applied if the page says so. */
  public async unprotect(removal: Removal): Promise<void> {
    const told = section(page(this.config.cloud, 'uninstall'), '2. Take the protection away');
    const applied = [...told.matchAll(/terraform -chdir=my\/terraform\/(\S+)-acme apply$/gm)].map(([, room]) => room);
    if (applied.length === 0) throw new Error(`docs/${this.config.cloud}/uninstall.md applies nothing`);
    for (const room of ['custody', 'data-plane'] as const) {
      const file = this.file(room, removal);
      if (applied.includes(room)) await this.apply(room, file);
      else this.stack(room).render(file);
    }
  }
}

/** A stack of an installation as the app writes it. */
function fileOf(config: TerraformConfig, room: Room): StackFile {
  const file = installationFiles(config)[ROOMS.indexOf(room)];
  if (file === undefined) throw new Error(`there is no stack ${room}`);
  return file;
}

/** The same installation with another answer to what can be destroyed. */
function changed<C extends TerraformConfig>(config: C, removal: Removal): C {
  return { ...config, environment: { ...config.environment, ...removal } };
}
