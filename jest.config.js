/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // In one process, jest would load every SDK once per test file on one core only.
  maxWorkers: '100%',
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/out'],
  setupFiles: ['<rootDir>/test/support/environment.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
};
