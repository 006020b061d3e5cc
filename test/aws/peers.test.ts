import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import { transformSync } from '@swc/core';

const FILE = join(__dirname, '..', '..', 'lib', 'aws', 'peers.ts');
const { code } = transformSync(readFileSync(FILE, 'utf8'), {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: { type: 'commonjs' },
});

/** Runs the module where only some packages are installed. */
function loadWith(installed: readonly string[]): void {
  const resolve = (name: string) => {
    if (!installed.includes(name)) throw new Error(`Cannot find module '${name}'`);
    return name;
  };
  vm.runInNewContext(code, { exports: {}, require: { resolve }, Error });
}

test('with all packages, nothing happens', () => {
  expect(() => loadWith(['aws-cdk-lib', 'constructs'])).not.toThrow();
});

test('fails if one is missing, with the command that installs it', () => {
  expect(() => loadWith(['constructs'])).toThrow(
    "'byoc-constructs/aws' needs packages that are not installed; run: npm install aws-cdk-lib@^2",
  );
});

test('fails if all are missing, with one command', () => {
  expect(() => loadWith([])).toThrow(
    "'byoc-constructs/aws' needs packages that are not installed; run: npm install aws-cdk-lib@^2 constructs@^10",
  );
});

test('is the first import of the index', () => {
  const index = readFileSync(join(FILE, '..', 'index.ts'), 'utf8');
  expect(index.split('\n')[0]).toBe("import './peers';");
});
