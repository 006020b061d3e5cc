import { homedir } from 'node:os';
import { join } from 'node:path';
import { cached } from './cache';
import { run } from './processes';

/** The emulator, what it needs for certificates, the linter, and the CLI that customers and vendors have. */
const PINNED = { ministack: '1.5.33', cryptography: '50.0.2', 'cfn-lint': '1.58.0', awscli: '1.46.2' };

/**
 * A Python with the tools of the end-to-end tests. Its folder is named by the versions.
 *
 * @returns path of the interpreter
 */
export async function pythonWithTools(): Promise<string> {
  const place = { cwd: homedir(), env: process.env };
  const packages = Object.entries(PINNED).map(([name, version]) => `${name}==${version}`);
  const { stdout } = await run('python3', ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], place);
  const python = join('bin', 'python');
  const name = `python${stdout.trim()}-${packages.join('-').replaceAll('==', '-')}`;
  const folder = await cached(name, async (unfinished) => {
    await run('python3', ['-m', 'venv', unfinished], place);
    await run(join(unfinished, python), ['-m', 'pip', 'install', '--quiet', ...packages], place);
  });
  return join(folder, python);
}
