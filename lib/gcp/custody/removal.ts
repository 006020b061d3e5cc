/** What becomes of data when its stack is destroyed. */
export type DataOnDelete = 'retain' | 'destroy';

/**
 * Whether Terraform refuses to destroy or replace a resource. It then refuses the whole `terraform destroy`, until the
 * state forgets what is retained: docs/gcp/uninstall.md.
 */
export function isKept(dataOnDelete: DataOnDelete): boolean {
  return dataOnDelete === 'retain';
}
