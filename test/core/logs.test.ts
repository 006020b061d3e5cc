import type { AzureEnvironment, GcpEnvironment } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import {
  azureEnvironment,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlan,
  minimalPlanForEveryCloud,
  problemsOf,
  warningsOf,
} from '../support/config';

test('fails if logs are kept for longer than Google Cloud keeps them', () => {
  expect(problems({ logRetentionDays: 3653 })).toEqual([
    "'environment.logRetentionDays' must be at most 3650 on gcp, got 3653; choose a shorter time",
  ]);
  expect(problems({ logRetentionDays: 3288 })).toEqual([]);
});

test('Azure keeps them for as long', () => {
  const environment: AzureEnvironment = { ...azureEnvironment(), logRetentionDays: 3653 };
  expect(problemsOf(() => resolveConfig(minimalPlanForEveryCloud(), environment))).toEqual([]);
});

test('AWS keeps them for as long', () => {
  expect(problemsOf(() => resolveConfig(minimalPlan(), { ...minimalEnvironment(), logRetentionDays: 3653 }))).toEqual(
    [],
  );
});

test('fails if the logs of a service are asked for twice', () => {
  expect(problems({ dataAccessLogs: ['iam.googleapis.com', 'sts.googleapis.com', 'iam.googleapis.com'] })).toEqual([
    "'environment.dataAccessLogs[2]' must be named once, got iam.googleapis.com; remove it",
  ]);
});

test('Data Access logs are said to replace what the project has set', () => {
  expect(warnings({ dataAccessLogs: ['storage.googleapis.com', 'cloudkms.googleapis.com'] })).toEqual([
    'environment.dataAccessLogs replaces what the project logs of storage.googleapis.com, cloudkms.googleapis.com today, also for others in it, and ends it when it is taken away; look first: gcloud projects get-iam-policy acme-data --format="yaml(auditConfigs)"',
  ]);
});

test('nothing is replaced where none are asked for', () => {
  expect(warnings({})).toEqual([]);
});

function problems(environment: Partial<GcpEnvironment>): string[] {
  return problemsOf(() => resolveConfig(minimalPlanForEveryCloud(), { ...gcpEnvironment(), ...environment }));
}

function warnings(environment: Partial<GcpEnvironment>): string[] {
  const config = resolveConfig(minimalPlanForEveryCloud(), { ...gcpEnvironment(), ...environment });
  return warningsOf(config).filter((warning) => warning.startsWith('environment.dataAccessLogs'));
}
