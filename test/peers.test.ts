import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import { transformSync } from '@swc/core';
import { ROOT } from './support/modules';
import { messageOf } from './support/terraform';

/** What each part needs, with the range that it asks for. */
const PARTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws: { 'aws-cdk-lib': '^2', constructs: '^10' },
  azure: { cdktf: '^0.21', '@cdktf/provider-azurerm': '^14.23', constructs: '^10' },
  gcp: { cdktf: '^0.21', '@cdktf/provider-google': '^16.9', constructs: '^10' },
  kubernetes: { cdk8s: '^2', 'cdk8s-plus-28': '^2', constructs: '^10' },
};

const compiled = (...path: readonly string[]) =>
  transformSync(readFileSync(join(ROOT, 'lib', ...path), 'utf8'), {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  }).code;
const CORE = compiled('core', 'peers.ts');

describe.each(Object.entries(PARTS))('%s', (part, peers) => {
  const names = Object.keys(peers);
  const code = compiled(part, 'peers.ts');

  /** Runs the module where only some packages are installed. Says what it looked for. */
  function loadWith(installed: readonly string[]): string[] {
    const asked: string[] = [];
    const resolve = (name: string) => {
      asked.push(name);
      if (!installed.some((one) => name === `${one}/package.json`)) throw new Error(`Cannot find module '${name}'`);
      return name;
    };
    const load = (name: string) => {
      if (name !== '../core/peers') throw new Error(`'${name}' is loaded before it is looked for`);
      const exports = {};
      vm.runInNewContext(CORE, { exports, require: { resolve }, Error });
      return exports;
    };
    vm.runInNewContext(code, { exports: {}, require: load });
    return asked;
  }

  test('with all packages, nothing happens, and none of them is loaded', () => {
    expect(loadWith(names)).toEqual(names.map((name) => `${name}/package.json`));
  });

  test.each(Object.entries(peers))('fails if %s is missing, with the command that installs it', (missing, range) => {
    expect(messageOf(() => loadWith(names.filter((name) => name !== missing)))).toBe(
      `'byoc-constructs/${part}' needs packages that are not installed; run: npm install ${missing}@${range}`,
    );
  });

  test('fails if all are missing, with one command', () => {
    const packages = Object.entries(peers).map(([name, range]) => `${name}@${range}`);
    expect(messageOf(() => loadWith([]))).toBe(
      `'byoc-constructs/${part}' needs packages that are not installed; run: npm install ${packages.join(' ')}`,
    );
  });

  test('asks for versions that this package takes', () => {
    const { peerDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    for (const [name, range] of Object.entries(peers)) {
      expect([name, peerDependencies[name].startsWith(range)]).toEqual([name, true]);
    }
  });

  test('finds every package as it is installed here', () => {
    for (const name of names) expect(() => require.resolve(`${name}/package.json`)).not.toThrow();
  });

  test('is the first import of the index', () => {
    const index = readFileSync(join(ROOT, 'lib', part, 'index.ts'), 'utf8');
    expect(index.split('\n')[0]).toBe("import './peers';");
  });
});
