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
] as [string, VendorPlan['telemetry'], string[]][])('fails if %s', (_, telemetry, messages) => {
  const plan: VendorPlan = { ...minimalPlan(), ...(telemetry === undefined ? {} : { telemetry }) };
  const found = problemsOf(() => resolveConfig(plan, minimalEnvironment()));
  expect(found.filter((line) => line.includes('telemetry'))).toEqual(messages);
});
