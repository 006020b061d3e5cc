import { boundaryProblems } from './support/boundaries';
import { importsOf, loadedBy, sourcesOf } from './support/modules';

test('arrows point at core, indexes only export, and nothing goes in circles', () => {
  const sources = sourcesOf('lib');
  expect(Object.keys(sources).length).toBeGreaterThan(50);
  expect(boundaryProblems(sources)).toEqual([]);
});

describe('the apps know the library, and nobody of the library knows an app', () => {
  const sources = sourcesOf('lib', 'cdk-app', 'cdk8s-app', 'cdktf-app');

  test('nothing of the library imports an app, a script or a test', () => {
    for (const [file, source] of Object.entries(sources).filter(([name]) => name.startsWith('lib/'))) {
      const away = importsOf(source).filter(({ specifier }) => /(cdk|cdk8s|cdktf)-app|scripts|test\//.test(specifier));
      expect([file, away]).toEqual([file, []]);
    }
  });

  test.each([
    ['cdk-app/app.ts', 'lib/aws/index.ts'],
    ['cdk8s-app/app.ts', 'lib/kubernetes/index.ts'],
    ['cdktf-app/gcp.ts', 'lib/gcp/index.ts'],
    ['cdktf-app/azure.ts', 'lib/azure/index.ts'],
  ])('%s loads %s and no other part', (app, index) => {
    const { files } = loadedBy(app, sources);
    const indexes = ['aws', 'azure', 'gcp', 'kubernetes'].map((folder) => `lib/${folder}/index.ts`);
    const others = indexes.filter((name) => name !== index);
    expect(files).toContain(index);
    expect(files.filter((file) => others.includes(file))).toEqual([]);
  });
});

describe('a planted violation is found', () => {
  const problems = (sources: Record<string, string>) => boundaryProblems(sources);
  const CIDR = { 'lib/core/cidr.ts': 'export const cidr = 1;' };

  test.each([
    ['an SDK in core', 'lib/core/a.ts', "import { App } from 'aws-cdk-lib';", 'lib/core must not import aws-cdk-lib'],
    [
      'a type of an SDK in core',
      'lib/core/a.ts',
      "import type { App } from 'aws-cdk-lib';",
      'lib/core must not import aws-cdk-lib',
    ],
    [
      'constructs in core',
      'lib/core/a.ts',
      "export { Construct } from 'constructs';",
      'lib/core must not import constructs',
    ],
    [
      'an SDK by require',
      'lib/core/a.ts',
      "const x = require('aws-cdk-lib/aws-eks');",
      'lib/core must not import aws-cdk-lib/aws-eks',
    ],
    [
      'an SDK by import()',
      'lib/core/a.ts',
      "export const x = import('aws-cdk-lib');",
      'lib/core must not import aws-cdk-lib',
    ],
    [
      'an SDK by import = require',
      'lib/core/a.ts',
      "import cdk = require('aws-cdk-lib');",
      'lib/core must not import aws-cdk-lib',
    ],
    [
      "a type by import('')",
      'lib/core/a.ts',
      "export type X = import('aws-cdk-lib').App;",
      'lib/core must not import aws-cdk-lib',
    ],
    ['everything of an SDK', 'lib/core/a.ts', "export * from 'constructs';", 'lib/core must not import constructs'],
    [
      'all of a provider',
      'lib/gcp/a.ts',
      "import { computeNetwork } from '@cdktf/provider-google';",
      'lib/gcp must not import all of @cdktf/provider-google',
    ],
    [
      'a type from all of a provider',
      'lib/gcp/a.ts',
      "import type { dnsManagedZone } from '@cdktf/provider-google/lib';",
      'lib/gcp must not import all of @cdktf/provider-google/lib',
    ],
    ['another cloud', 'lib/aws/a.ts', "import { x } from 'cdktf';", 'lib/aws must not import cdktf'],
    [
      'a provider in what clouds share',
      'lib/terraform/a.ts',
      "import { ComputeNetwork } from '@cdktf/provider-google/lib/compute-network';",
      'lib/terraform must not import @cdktf/provider-google/lib/compute-network',
    ],
    ['zod in a cloud', 'lib/aws/a.ts', "import { z } from 'zod';", 'lib/aws must not import zod'],
    [
      'the file system in a cloud',
      'lib/aws/a.ts',
      "import { readFileSync } from 'node:fs';",
      'lib/aws must not import node:fs',
    ],
    ['a package in the root', 'lib/a.ts', "import 'yaml';", 'lib must not import yaml'],
  ])('%s', (_, file, source, problem) => {
    expect(problems({ ...CIDR, [file]: source })).toEqual([`${file}: ${problem}`]);
  });

  test.each([
    [
      'core that knows a cloud',
      'lib/core/a.ts',
      "import { x } from '../aws/b';",
      'lib/core must not import lib/aws/b.ts',
    ],
    [
      'a cloud that knows another',
      'lib/gcp/a.ts',
      "import type { x } from '../aws/b';",
      'lib/gcp must not import lib/aws/b.ts',
    ],
    [
      'a cloud that knows the manifests',
      'lib/aws/a.ts',
      "export { x } from '../kubernetes/c';",
      'lib/aws must not import lib/kubernetes/c.ts',
    ],
    [
      'manifests that know a cloud',
      'lib/kubernetes/a.ts',
      "import { x } from '../aws/b';",
      'lib/kubernetes must not import lib/aws/b.ts',
    ],
    [
      'a cloud of CDK that knows Terraform',
      'lib/aws/a.ts',
      "import { x } from '../terraform/d';",
      'lib/aws must not import lib/terraform/d.ts',
    ],
    [
      'manifests that know Terraform',
      'lib/kubernetes/a.ts',
      "import { x } from '../terraform/d';",
      'lib/kubernetes must not import lib/terraform/d.ts',
    ],
    [
      'what clouds share that knows one',
      'lib/terraform/a.ts',
      "import { x } from '../aws/b';",
      'lib/terraform must not import lib/aws/b.ts',
    ],
    ['the root that loads a cloud', 'lib/index.ts', "export { x } from './aws/b';", 'lib must not import lib/aws/b.ts'],
    [
      'the library that knows the app',
      'lib/aws/a.ts',
      "import { x } from '../../cdk-app/app';",
      '../../cdk-app/app is not in lib',
    ],
  ])('%s', (_, file, source, problem) => {
    const others = Object.fromEntries(
      ['lib/aws/b.ts', 'lib/kubernetes/c.ts', 'lib/terraform/d.ts'].map((name) => [name, 'export const x = 1;']),
    );
    expect(problems({ ...others, [file]: source })).toEqual([`${file}: ${problem}`]);
  });

  test('a folder without a rule', () => {
    expect(problems({ 'lib/utils/a.ts': '' })).toEqual(['lib/utils/a.ts: there is no rule for lib/utils']);
  });

  test.each([
    ['a constant', 'export const x = 1;', 'holds a ExportDeclaration'],
    ['a statement', "console.log('loaded');", 'holds a ExpressionStatement'],
    ['an import', "import { cidr } from '../core/cidr';\nexport { cidr };", 'imports ../core/cidr'],
    ['a late check for peers', "export { cidr } from '../core/cidr';\nimport './peers';", 'imports ./peers'],
  ])('an index with %s', (_, source, problem) => {
    const found = problems({ ...CIDR, 'lib/aws/peers.ts': '', 'lib/aws/index.ts': source });
    expect(found[0]).toBe(`lib/aws/index.ts: ${problem}`);
  });

  test('a cycle, also of types and over several files', () => {
    const sources = {
      'lib/core/a.ts': "import { b } from './b';",
      'lib/core/b.ts': "import type { c } from './c';",
      'lib/core/c.ts': "export * from './a';",
    };
    expect(problems(sources)).toEqual(['cycle: lib/core/a.ts -> lib/core/b.ts -> lib/core/c.ts -> lib/core/a.ts']);
  });

  test('what is right is not found', () => {
    expect(
      problems({
        ...CIDR,
        'lib/core/schema.ts':
          "import { z } from 'zod';\nimport { readFileSync } from 'node:fs';\nimport { cidr } from './cidr';",
        'lib/aws/peers.ts': '',
        'lib/terraform/order.ts': "import { TerraformResource } from 'cdktf';\nimport { cidr } from '../core/cidr';",
        'lib/gcp/network.ts':
          "import { ComputeNetwork } from '@cdktf/provider-google/lib/compute-network';\nimport { order } from '../terraform/order';",
        'lib/aws/network.ts': "import { Stack } from 'aws-cdk-lib';\nimport { cidr } from '../core/cidr';",
        'lib/aws/index.ts':
          "import './peers';\n\nexport { type A, b } from './network';\nexport type * from '../core/cidr';",
      }),
    ).toEqual([]);
  });
});

test('imports are told apart by whether they disappear', () => {
  const kinds = importsOf(
    [
      "import type { A } from 'a';",
      "import { type B } from 'b';",
      "import { type C, c } from 'c';",
      "import 'd';",
      "export type { E } from 'e';",
      "export { type F } from 'f';",
      "export type * from 'g';",
      "export * from 'h';",
    ].join('\n'),
  );
  expect(kinds.filter(({ typeOnly }) => typeOnly).map(({ specifier }) => specifier)).toEqual(['a', 'b', 'e', 'f', 'g']);
  expect(kinds.filter(({ typeOnly }) => !typeOnly).map(({ specifier }) => specifier)).toEqual(['c', 'd', 'h']);
});
