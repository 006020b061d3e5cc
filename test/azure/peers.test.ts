import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import { transformSync } from '@swc/core';
import { messageOf } from '../support/azure';

const FILE = join(__dirname, '..', '..', 'lib', 'azure', 'peers.ts');
const PACKAGES = ['cdktf', '@cdktf/provider-azurerm', 'constructs'];
const { code } = transformSync(readFileSync(FILE, 'utf8'), {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: { type: 'commonjs' },
});

/** Runs the module where only some packages are installed. Says what it looked for. */
function loadWith(installed: readonly string[]): string[] {
  const asked: string[] = [];
  const resolve = (name: string) => {
    asked.push(name);
    if (!installed.some((one) => name === `${one}/package.json`)) throw new Error(`Cannot find module '${name}'`);
    return name;
  };
  vm.runInNewContext(code, { exports: {}, require: { resolve }, Error });
  return asked;
}

test('with all packages, nothing happens, and none of them is loaded', () => {
  expect(loadWith(PACKAGES)).toEqual(PACKAGES.map((name) => `${name}/package.json`));
});

test.each([
  ['cdktf', 'cdktf@^0.21'],
  ['@cdktf/provider-azurerm', '@cdktf/provider-azurerm@^14.23'],
  ['constructs', 'constructs@^10'],
])('fails if %s is missing, with the command that installs it', (missing, command) => {
  expect(() => loadWith(PACKAGES.filter((name) => name !== missing))).toThrow(
    `'byoc-constructs/azure' needs packages that are not installed; run: npm install ${command}`,
  );
});

test('fails if all are missing, with one command', () => {
  expect(() => loadWith([])).toThrow(
    "'byoc-constructs/azure' needs packages that are not installed; run: npm install cdktf@^0.21 @cdktf/provider-azurerm@^14.23 constructs@^10",
  );
});

test('asks for versions that this package takes', () => {
  const { peerDependencies } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'));
  const [, command = ''] = messageOf(() => loadWith([])).split('npm install ');
  const asked = command.split(' ').map((item) => [item.slice(0, item.lastIndexOf('@')), item.split('@').at(-1) ?? '']);
  expect(asked.map(([name]) => name)).toEqual(PACKAGES);
  for (const [name = '', range = ''] of asked)
    expect([name, peerDependencies[name].startsWith(range)]).toEqual([name, true]);
});

test('finds every package as it is installed here', () => {
  for (const name of PACKAGES) expect(() => require.resolve(`${name}/package.json`)).not.toThrow();
});

test('is the first import of the index', () => {
  const index = readFileSync(join(FILE, '..', 'index.ts'), 'utf8');
  expect(index.split('\n')[0]).toBe("import './peers';");
});
