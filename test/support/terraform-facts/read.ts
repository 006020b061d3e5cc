import type { Resource } from './room';

/** Whether Terraform refuses to destroy or replace a resource. */
export function isKept({ block }: Resource): boolean {
  return block.lifecycle?.prevent_destroy === true;
}

/** The one block of a kind: Terraform takes it alone or in a list. */
export function single(value: any): any {
  return Array.isArray(value) ? value[0] : value;
}

/** Blocks of a kind: Terraform takes one alone or several in a list. */
export function list(value: any): readonly any[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
