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
  ['queue.gcp', { queue: { gcp: 'projects/notes-vendor/topics/state\n' } }, 'the resource name of a topic'],
  ['billing.gcp', { billing: { gcp: 'notes-billing/usage/\n' } }, 'bucket/prefix/ with at least one prefix'],
  [
    'queue.azure',
    { queue: { azure: 'notes-vendor.servicebus.windows.net/state\n' } },
    'the address of a Service Bus queue',
  ],
  [
    'billing.azure',
    { billing: { azure: 'notesbilling/records/\n' } },
    'account/container/, with a prefix behind it or without',
  ],
] as [string, VendorPlan['telemetry'], string][])('fails if a line ends in %s', (field, telemetry, rule) => {
  const plan: VendorPlan = { ...minimalPlan(), ...(telemetry === undefined ? {} : { telemetry }) };
  const found = problemsOf(() => resolveConfig(plan, minimalEnvironment()));
  const [, target] = field.split('.');
  const got = Object.values(telemetry ?? {}).map((by) => String((by as Record<string, string>)[target ?? '']).trim());
  expect(found[0]).toBe(`'plan.telemetry.${field}' must be ${rule}, got ${got}`);
});

test.each([
  ['queue', 'notes-vendor.servicebus.windows.net/s'],
  ['queue', 'Notes1.servicebus.windows.net/prod/state_1.a-b'],
  ['queue', `notes-vendor.servicebus.windows.net/${'a'.repeat(260)}`],
  ['billing', 'notesbilling/records/'],
  ['billing', 'abc/a-b/usage/2026--10/v_1.0/'],
])('a %s on Azure may be %s', (field, azure) => {
  const plan: VendorPlan = { ...minimalPlan(), telemetry: { [field]: { azure } } };
  const { telemetry } = resolveConfig(plan, minimalEnvironment()).plan;
  expect({ ...telemetry.queue, ...telemetry.billing }).toEqual({ azure });
});

test('fails if the name of a queue on Azure is longer than 260 letters', () => {
  const azure = `notes-vendor.servicebus.windows.net/${'a'.repeat(261)}`;
  const plan: VendorPlan = { ...minimalPlan(), telemetry: { queue: { azure } } };
  expect(problemsOf(() => resolveConfig(plan, minimalEnvironment()))).toEqual([
    expect.stringContaining(
      "'plan.telemetry.queue.azure' must be the address of a Service Bus queue, got notes-vendor",
    ),
  ]);
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
  ...[
    'state',
    'notes-vendor/state',
    'https://notes-vendor.servicebus.windows.net/state',
    'sb://notes-vendor.servicebus.windows.net/state',
    'notes.servicebus.windows.net/state',
    '1notes.servicebus.windows.net/state',
    'notes-vendor.servicebus.windows.net',
    'notes-vendor.servicebus.windows.net/',
    'notes-vendor.servicebus.windows.net/state/',
    'notes-vendor.servicebus.windows.net/my state',
    'notes-vendor.servicebus.evil.example.com/state',
    '/subscriptions/x/providers/Microsoft.ServiceBus/namespaces/notes-vendor/queues/state',
  ].map((azure) => [
    `the queue on Azure is ${azure}`,
    { queue: { azure } },
    [
      `'plan.telemetry.queue.azure' must be the address of a Service Bus queue, got ${azure}; write it like vendor-prod.servicebus.windows.net/state`,
    ],
  ]),
  ...[
    'notesbilling',
    'notesbilling/records',
    'notesbilling/records/usage',
    'notes-billing/records/',
    'ab/records/',
    'notesbilling/my--records/',
    'notesbilling/Records/',
    'notesbilling/records//',
    "notesbilling/records/'/",
    'https://notesbilling.blob.core.windows.net/records/',
  ].map((azure) => [
    `usage records on Azure go to ${azure}`,
    { billing: { azure } },
    [
      `'plan.telemetry.billing.azure' must be account/container/, with a prefix behind it or without, got ${azure}; write it like vendorbilling/records/usage/`,
    ],
  ]),
] as [string, VendorPlan['telemetry'], string[]][])('fails if %s', (_, telemetry, messages) => {
  const plan: VendorPlan = { ...minimalPlan(), ...(telemetry === undefined ? {} : { telemetry }) };
  const found = problemsOf(() => resolveConfig(plan, minimalEnvironment()));
  expect(found.filter((line) => line.includes('telemetry'))).toEqual(messages);
});
