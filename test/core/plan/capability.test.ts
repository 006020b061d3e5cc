import { CAPABILITIES } from '../../../lib/core/capabilities';
import type { Capability } from '../../../lib/core/config-types';
import { capabilitySchema } from '../../../lib/core/plan/capability';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { minimalEnvironment, minimalPlan, problemsOf } from '../../support/config';

const RULES: [string, Capability, string][] = [
  [
    'a capability is unknown',
    { id: 's3:*' as 'metrics:query' },
    "'plan.workloads[0].capabilities[0].id' must be one of bucket:read, bucket:read-write, private-endpoints:read, metrics:query, telemetry:queue, telemetry:billing, got s3:*; choose one of them",
  ],
  [
    'a workload asks for what only cluster services may',
    { id: 'nodes:scale' as 'metrics:query' },
    "'plan.workloads[0].capabilities[0].id' must be one of bucket:read, bucket:read-write, private-endpoints:read, metrics:query, telemetry:queue, telemetry:billing, got nodes:scale; choose one of them",
  ],
  [
    'a capability names no bucket',
    { id: 'bucket:read' } as Capability,
    "'plan.workloads[0].capabilities[0].bucket' must be set (a string), got nothing; add it",
  ],
];

test.each(RULES)('fails if %s', (_, capability, message) => {
  expect(problems(capability)).toEqual([message]);
});

test('a plan may ask for what workloads may have, and for nothing else', () => {
  const forWorkloads = Object.entries(CAPABILITIES).filter(([, capability]) => capability.forWorkloads);
  const choices = capabilitySchema.options.map(({ shape }) => shape.id.value);
  expect(choices).toEqual(forWorkloads.map(([id]) => id));
});

test('a bucket is named by the capabilities that act on one, and by no other', () => {
  const onBuckets = capabilitySchema.options.filter(({ shape }) => 'bucket' in shape);
  expect(onBuckets.map(({ shape }) => shape.id.value)).toEqual(
    Object.entries(CAPABILITIES).flatMap(([id, { target }]) => (target === 'bucket' ? [id] : [])),
  );
});

function problems(capability: Capability): string[] {
  const workload = { name: 'engine', namespace: 'notes', serviceAccount: 'engine', capabilities: [capability] };
  return problemsOf(() => resolveConfig({ ...minimalPlan(), workloads: [workload] }, minimalEnvironment()));
}
