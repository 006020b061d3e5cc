const { createRequire } = require('node:module');
const JestRuntime = require('jest-runtime').default;

// cdktf writes down, as text, where each token was made; jest maps every line of it to its source, for half of the time.
const traces = require('cdktf/lib/tokens/private/stack-trace');
traces.captureStackTrace = () => [];

/** What most test files need, and would spend most of their time on loading. */
const SHARED =
  /^(aws-cdk-lib|cdk-nag|cdktf|@cdktf\/provider-(google|azurerm)|cdk8s|cdk8s-plus-28|kubernetes-models|constructs|@cloud-copilot\/[a-z-]+|zod|yaml|fast-check)(\/|$)/;

/**
 * Jest gives each test file modules of its own. With this, a process loads these packages once, for all of its files. Their
 * lists and errors have the prototypes of Node itself, not those of the test: compare by value.
 */
module.exports = class SharedPackages extends JestRuntime {
  requireModuleOrMock(from, name) {
    return SHARED.test(name) ? createRequire(from)(name) : super.requireModuleOrMock(from, name);
  }
};
