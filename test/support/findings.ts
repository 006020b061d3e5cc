import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { addInstallation } from '../../cdk-app/installation';
import { loadConfig } from '../../lib';
import type { AwsEnvironment } from '../../lib/core/config-types';
import { type DataPlaneConfig, resolveConfig } from '../../lib/core/resolve-config';
import { messageOf, testApp } from './aws';
import { existingVpc, fullEnvironment, fullPlan, minimalEnvironment, minimalPlan } from './config';

const { own, ...withoutOwn } = fullEnvironment();
const { metricsWorkspace } = own ?? {};
/** Everything, and nothing of the customer's own: every resource is ours. */
const ENVIRONMENT: AwsEnvironment = {
  ...withoutOwn,
  nodeImage: 'standard',
  bucketNames: 'generated',
  own: metricsWorkspace === undefined ? {} : { metricsWorkspace },
};

const example = (name: string) =>
  loadConfig(`examples/${name}/plan.yaml`, `examples/${name}/environment.yaml`) as DataPlaneConfig<'aws'>;

/** Everything, and nothing of the customer's own. */
export const ALL_OURS = () => resolveConfig(fullPlan(), ENVIRONMENT);

export const VARIANTS: readonly (readonly [string, () => DataPlaneConfig<'aws'>])[] = [
  ['the minimal example', () => example('minimal')],
  ['the streaming-database example', () => example('streaming-database')],
  ['everything, all ours', ALL_OURS],
  [
    "everything, with the customer's own key, public API, Bottlerocket and regional buckets",
    () => resolveConfig(fullPlan(), fullEnvironment()),
  ],
  [
    'an existing VPC',
    () =>
      resolveConfig(
        { ...fullPlan(), controlPlane: minimalPlan().controlPlane },
        { ...ENVIRONMENT, zones: minimalEnvironment().zones, network: existingVpc() },
      ),
  ],
  [
    'nothing that is kept or protected, and no NAT',
    () =>
      resolveConfig(minimalPlan(), {
        ...minimalEnvironment(),
        dataOnDelete: 'destroy',
        protection: false,
        network: { nat: 'none', flowLogs: true },
      }),
  ],
];

/** What cdk-nag's AwsSolutions says of an app: nothing, or the message with which synthesis stops. */
export function findings(app: App): string {
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  return messageOf(() => app.synth());
}

/** An acknowledgement: a resource by its path, a finding, a reason. */
export type Acknowledged = readonly [resource: string, finding: string, reason: string];

/** Every acknowledgement of an installation. The resource below an L2 construct has no path of its own. */
export function acknowledgements(make: () => DataPlaneConfig<'aws'>): Acknowledged[] {
  const app = testApp();
  addInstallation(app, make());
  return app.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(data as Record<string, string>))
      .map(([id, reason]): Acknowledged => [pathOf(node.path), withoutHashes(id), reason]),
  );
}

/** Every finding of an installation in which nothing is acknowledged. */
export function allFindings(make: () => DataPlaneConfig<'aws'>): string[] {
  const app = testApp();
  const spy = jest.spyOn(Validations.prototype, 'acknowledge').mockImplementation();
  try {
    addInstallation(app, make());
  } finally {
    spy.mockRestore();
  }
  const found = findings(app).matchAll(/^ +(\S+) \S+\n +Acknowledge with '(.*)'$/gm);
  return [...found].map(([, path, id]) => `${pathOf(path ?? '')}: ${withoutHashes(id ?? '')}`);
}

function withoutHashes(id: string): string {
  return id.replace(/<(\w+?)[0-9A-F]{8}([.>])/g, '<$1$2');
}

function pathOf(path: string): string {
  return path.replace(/\/Resource$/, '');
}
