/**
 * When the vendor needs a permission, on clouds where it acts with roles. Read: by every plan. Run and upgrade are always
 * there where the vendor applies; install and delete are switched on and off.
 */
export type Phase = 'read' | 'install' | 'run' | 'upgrade' | 'delete';

/** Who executes changes, as the environment says it. */
export type Mode = 'managed' | 'approved' | 'self-managed';

/** What of the environment decides which roles the vendor holds. */
export interface VendorAccess {
  readonly mode: Mode;
  /** Whether the vendor may make and change what an install makes. */
  readonly allowInstall: boolean;
  /** Whether the vendor may remove what an install made. */
  readonly allowDelete: boolean;
}

/** When the vendor holds a role. */
export interface Bound {
  /** When it is held, in the modes below: install and delete while the environment allows them. */
  readonly bound: 'always' | 'install' | 'delete';
  /** Modes in which it is held at all. */
  readonly modes: readonly Mode[];
}

/** Whether the vendor holds a role under this access. */
export function isBound({ bound, modes }: Bound, { mode, allowInstall, allowDelete }: VendorAccess): boolean {
  if (!modes.includes(mode)) return false;
  switch (bound) {
    case 'always':
      return true;
    case 'install':
      return allowInstall;
    case 'delete':
      return allowDelete;
  }
}

/** `mode managed, while install is allowed` */
export function attachedAs({ bound, modes }: Bound): string {
  return `mode ${modes.join(' or ')}${bound === 'always' ? '' : `, while ${bound} is allowed`}`;
}

/** What the vendor's roles hold together: the permissions of these phases. Run and upgrade are one. */
export interface RoleGroup extends Bound {
  readonly id: 'read' | 'run' | 'install' | 'delete';
  readonly phases: readonly Phase[];
}

export const ROLE_GROUPS: readonly RoleGroup[] = [
  { id: 'read', phases: ['read'], bound: 'always', modes: ['managed', 'approved'] },
  { id: 'run', phases: ['run', 'upgrade'], bound: 'always', modes: ['managed'] },
  { id: 'install', phases: ['install'], bound: 'install', modes: ['managed'] },
  { id: 'delete', phases: ['delete'], bound: 'delete', modes: ['managed'] },
];
