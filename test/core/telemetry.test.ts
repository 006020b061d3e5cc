import type { VendorPlan } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import { fullEnvironment, fullPlan, minimalEnvironment, minimalPlan, problemsOf } from '../support/config';

const IMAGE = 'registry.notes.example.com/exporter:1.0.0';

test('a plan may send everything that it has a place for', () => {
  expect(resolveConfig(fullPlan(), fullEnvironment()).plan.telemetry.alerts?.url).toBe(
    'https://alerts.riverbed.example.com/v1/webhook',
  );
});

test.each([
  ['queue', 'projects/notes-vendor/topics/state\n', 'the resource name of a topic'],
  ['billing', 'notes-billing/usage/\n', 'bucket/prefix/ with at least one prefix'],
] as const)('fails if a line ends in the %s on Google Cloud', (field, gcp, rule) => {
  const plan: VendorPlan = { ...minimalPlan(), telemetry: { [field]: { gcp } } };
  const found = problemsOf(() => resolveConfig(plan, minimalEnvironment()));
  expect(found[0]).toBe(`'plan.telemetry.${field}.gcp' must be ${rule}, got ${gcp.trim()}`);
});

test.each([
  [
    'an exporter has no queue and no identity',
    { stateExporter: { image: IMAGE } },
    [
      `'plan.telemetry.stateExporter' must have a queue on aws, got ${IMAGE}; set plan.telemetry.queue.aws or remove stateExporter`,
      `'plan.telemetry.stateExporter' must have the workload byoc-system/state-exporter with telemetry:queue, got ${IMAGE}; add it to plan.workloads or remove stateExporter`,
    ],
  ],
  [
    'a scraper has no bucket and no identity',
    { billingScraper: { image: IMAGE } },
    [
      `'plan.telemetry.billingScraper' must have a bucket on aws, got ${IMAGE}; set plan.telemetry.billing.aws or remove billingScraper`,
      `'plan.telemetry.billingScraper' must have a workload with telemetry:billing, got ${IMAGE}; add it to plan.workloads or remove billingScraper`,
    ],
  ],
  [
    'nothing finds what alerts would tell',
    { alerts: { url: 'https://alerts.notes.example.com/v1' } },
    [
      '\'plan.telemetry.alerts\' must have the cluster service that finds what to tell, got {"url":"https://alerts.notes.example.com/v1"}; add monitoring to plan.clusterServices',
    ],
  ],
  [
    'alerts go over plain HTTP',
    { alerts: { url: 'http://alerts.notes.example.com/v1' } },
    [
      "'plan.telemetry.alerts.url' must be an https URL without port and query, got http://alerts.notes.example.com/v1; write it like https://alerts.example.com/v1/webhook",
    ],
  ],
  ...[
    'state',
    'projects/notes-vendor/topics/x',
    'projects/notes-vendor/topics/goog-state',
    "projects/notes-vendor/topics/state') || ('",
    'projects/notes-vendor/topics/my state',
    'projects/notes-vendor/topics/état',
    'projects/notes-vendor/subscriptions/state',
  ].map((gcp) => [
    `the topic is ${gcp}`,
    { queue: { gcp } },
    [
      `'plan.telemetry.queue.gcp' must be the resource name of a topic, got ${gcp}; write it like projects/vendor-prod/topics/state`,
    ],
  ]),
  ...[
    'billing',
    'gs://notes-billing/usage/',
    'notes-billing/usage',
    "notes-billing/'/",
    'notes-billing/my usage/',
    'notes-billing/é/',
  ].map((gcp) => [
    `usage records go to ${gcp}`,
    { billing: { gcp } },
    [
      `'plan.telemetry.billing.gcp' must be bucket/prefix/ with at least one prefix, got ${gcp}; write it like vendor-billing/usage/`,
    ],
  ]),
] as [string, VendorPlan['telemetry'], string[]][])('fails if %s', (_, telemetry, messages) => {
  const plan: VendorPlan = { ...minimalPlan(), ...(telemetry === undefined ? {} : { telemetry }) };
  const found = problemsOf(() => resolveConfig(plan, minimalEnvironment()));
  expect(found.filter((line) => line.includes('telemetry'))).toEqual(messages);
});
