import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { cached } from '../../cache';
import { install } from '../../kubernetes/go';

/**
 * The provider, where Terraform's registry cannot be reached: its module of Go. Of its versions, proxies of modules know
 * the newest commit only, a few days after 5.2.0; those that the bindings are made for have no module version.
 */
const MODULE = {
  path: 'github.com/hashicorp/terraform-provider-azurerm',
  version: 'v1.44.1-0.20260824201233-fae580791926',
};
export const PLUGIN_VERSION = '5.2.0';

/** Eight minutes on two idle cores, most of it for services of Azure that no stack has. */
const BUILD_SECONDS = 2400;
/** As Terraform and Go call the machine. */
const SYSTEM = `${platform()}_${arch() === 'x64' ? 'amd64' : arch()}`;

/**
 * Builds the provider on first use.
 *
 * @returns path of a configuration of Terraform's CLI that finds it
 * @throws Error if Go is not installed or the module cannot be had
 */
export async function buildPlugin(): Promise<string> {
  const folder = await cached(`azurerm-${MODULE.version}`, async (unfinished) => {
    const place = join(unfinished, 'mirror', 'registry.terraform.io', 'hashicorp', 'azurerm', PLUGIN_VERSION, SYSTEM);
    mkdirSync(place, { recursive: true });
    await install(place, `${MODULE.path}@${MODULE.version}`, BUILD_SECONDS);
    renameSync(join(place, 'terraform-provider-azurerm'), join(place, `terraform-provider-azurerm_v${PLUGIN_VERSION}`));
  });
  const mirror = JSON.stringify(join(folder, 'mirror'));
  const settings = join(folder, 'terraformrc');
  writeFileSync(settings, `provider_installation {\n  filesystem_mirror {\n    path = ${mirror}\n  }\n}\n`);
  return settings;
}
