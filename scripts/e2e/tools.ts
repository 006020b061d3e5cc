import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run } from './processes';

/** The emulator, what it needs for certificates, the linter, and the CLI that customers and vendors have. */
const PINNED = { ministack: '1.5.33', cryptography: '50.0.2', 'cfn-lint': '1.58.0', awscli: '1.46.2' };

/**
 * A Python with the tools of the end-to-end tests, made on first use and kept outside the checkout. Its folder is named
 * by the versions, and appears only when it is complete.
 *
 * @returns path of the interpreter
 */
export async function pythonWithTools(): Promise<string> {
  const place = { cwd: homedir(), env: process.env };
  const packages = Object.entries(PINNED).map(([name, version]) => `${name}==${version}`);
  const { stdout } = await run('python3', ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], place);
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'byoc-constructs');
  const folder = join(cache, `python${stdout.trim()}-${packages.join('-').replaceAll('==', '-')}`);
  const python = join('bin', 'python');
  if (!existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}`;
    mkdirSync(cache, { recursive: true });
    try {
      await run('python3', ['-m', 'venv', unfinished], place);
      await run(join(unfinished, python), ['-m', 'pip', 'install', '--quiet', ...packages], place);
      if (!existsSync(folder)) renameSync(unfinished, folder);
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
  }
  return join(folder, python);
}
