import { execFileSync } from 'node:child_process';
import { chownSync } from 'node:fs';
import { temporaryFolder } from '../../temporary';

/** Who runs the servers where the tests are root: PostgreSQL refuses to be, and pods are not. Its package brings this user. */
export const USER = 'postgres';

/** A command as that user gives it. */
export function asUser(command: string): { command: string; args: string[] } {
  if (!isRoot()) return { command, args: [] };
  return { command: 'setpriv', args: [`--reuid=${USER}`, `--regid=${USER}`, '--clear-groups', '--', command] };
}

/** A temporary folder that the user may write. */
export function userFolder(purpose: string): string {
  const folder = temporaryFolder(purpose);
  if (isRoot()) {
    const [uid = 0, gid = 0] = ['-u', '-g'].map((what) =>
      Number(execFileSync('id', [what, USER], { encoding: 'utf8' })),
    );
    chownSync(folder, uid, gid);
  }
  return folder;
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}
