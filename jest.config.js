// CDK's template validator is a WebAssembly module that costs seconds per process; `npm run check` runs with it.
process.env.CDK_VALIDATION = 'false';
// Where things were made is written down for people, as text, and mapped to sources by jest.
process.env.CDK_DISABLE_STACK_TRACE = 'true';

/** Tests of how packages of the clouds are loaded, and of what these print or read of the process. */
const OF_LOADING = ['aws/acknowledge', 'aws/app', 'aws/rules', 'cdktf-app/apps', 'loading', 'package'].map(
  (name) => `<rootDir>/test/${name}.test.ts`,
);

/** @type {import('jest').Config} */
const common = {
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/out'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
};

/** @type {import('jest').Config} */
module.exports = {
  // In one process, jest would load every SDK once per test file on one core only.
  maxWorkers: '100%',
  projects: [
    {
      ...common,
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: OF_LOADING,
      runtime: '<rootDir>/test/support/shared-packages.js',
    },
    { ...common, testMatch: OF_LOADING },
  ],
};
