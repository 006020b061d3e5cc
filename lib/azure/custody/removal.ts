import { ManagementLock } from '@cdktf/provider-azurerm/lib/management-lock';
import type { Construct } from 'constructs';

/** What becomes of data when its stack is destroyed. */
export type DataOnDelete = 'retain' | 'destroy';

export interface RemovalProps {
  /**
   * What becomes of it when its stack is destroyed. With `retain`, Terraform refuses to destroy or replace it, and with it
   * the whole `terraform destroy`, until the state forgets what is retained: docs/azure/uninstall.md.
   */
  readonly dataOnDelete: DataOnDelete;
  /**
   * Whether Azure refuses to delete it, whoever asks, until the lock is taken away. Until then it also refuses to take
   * away what roles are assigned on it.
   */
  readonly locked: boolean;
}

/** Whether Terraform refuses to destroy or replace what data would be lost with. */
export function isKept({ dataOnDelete }: Pick<RemovalProps, 'dataOnDelete'>): boolean {
  return dataOnDelete === 'retain';
}

/** `lifecycle` of such a resource. */
export function lifecycleOf(props: Pick<RemovalProps, 'dataOnDelete'>): { readonly preventDestroy: boolean } {
  return { preventDestroy: isKept(props) };
}

/**
 * Locks a resource, so that nobody deletes it by mistake or by another tool. Terraform takes the lock away before it
 * destroys the resource: against that is `prevent_destroy`. A lock that forbade every change would also stop AKS and the
 * storage service: https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources
 */
export function lock(scope: Construct, id: string, resourceId: string, { locked }: Pick<RemovalProps, 'locked'>): void {
  if (!locked) return;
  new ManagementLock(scope, id, {
    name: 'byoc',
    scope: resourceId,
    lockLevel: 'CanNotDelete',
    notes: 'Custody of an installation. To lift it: protection: false in the environment, and apply custody.',
  });
}
