import type { DataPlaneFacts } from '../contract/facts';
import type { Deployment } from '../terraform-facts/deployment';
import { isKept } from '../terraform-facts/read';
import type { Resource } from '../terraform-facts/room';

/** Things of custody's that hold data, or what data cannot be read without. */
const LOCKABLE = ['azurerm_key_vault', 'azurerm_storage_account'];

/**
 * What of the data plane Terraform refuses to delete, and what of custody's Azure does, whoever asks. That Terraform keeps
 * custody's things is for their data, and said of them.
 */
export function protections({ dataPlane, custody }: Deployment<'azure'>): DataPlaneFacts['protections'] {
  const locks = custody.all('azurerm_management_lock').map(({ block }) => block);
  const isLocked = ({ id }: Resource) =>
    locks.some(({ scope, lock_level }) => scope === id && ['CanNotDelete', 'ReadOnly'].includes(lock_level));
  return [
    ...dataPlane.resources
      .filter(({ block }) => block.lifecycle?.prevent_destroy !== undefined)
      .map((resource) => ({ what: `${resource.address} prevent_destroy`, on: isKept(resource) })),
    ...LOCKABLE.flatMap((type) => custody.all(type)).map((resource) => ({
      what: `${resource.address} lock`,
      on: isLocked(resource),
    })),
  ];
}
