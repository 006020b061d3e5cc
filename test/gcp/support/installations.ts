import type { GcpEnvironment, VendorPlan } from '../../../lib/core/config-types';
import { type DataPlaneConfig, resolveConfig } from '../../../lib/core/resolve-config';
import { fullGcpEnvironment, fullPlan, gcpEnvironment, minimalPlanForEveryCloud } from '../../support/config';

/** Everything that can be said. */
export const FULL: DataPlaneConfig<'gcp'> = resolveConfig(fullPlan(), fullGcpEnvironment());

const OTHER_PLAN: VendorPlan = {
  ...minimalPlanForEveryCloud(),
  vendor: { gcp: { serviceAccount: 'control@notes-control.iam.gserviceaccount.com' } },
  support: { group: 'byoc-notes', gcp: ['help@notes.example.com'] },
  listeners: [{ name: 'agent', component: 'agent', port: 8443 }],
  buckets: [{ name: 'data' }, { name: 'state' }, { name: 'attachments' }],
};
const OTHER_ENVIRONMENT: GcpEnvironment = {
  ...gcpEnvironment(),
  project: 'demo-data',
  projectNumber: '999999999999',
  region: 'europe-west4',
  zones: ['europe-west4-a', 'europe-west4-b', 'europe-west4-c'],
  network: { kind: 'new', cidr: '10.80.0.0/20', nat: 'none', flowLogs: false },
  administrators: ['group:operations@demo.example.com'],
  protection: false,
  dataOnDelete: 'destroy',
  logRetentionDays: 30,
  registry: 'registry.demo.example.com/mirror',
  access: { mode: 'approved', allowInstall: false, allowDelete: true, supportExpiresAt: '2027-06-30T00:00:00Z' },
};

/** One that chooses otherwise wherever it can: what is alike in both does not follow the configuration. */
export const OTHER: DataPlaneConfig<'gcp'> = resolveConfig(OTHER_PLAN, OTHER_ENVIRONMENT);

/** What props say, one by one, by path. A list is one value. */
export function leavesOf(value: unknown, path = ''): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { [path]: value };
  const leaves = Object.entries(value).map(([key, item]) => leavesOf(item, path === '' ? key : `${path}.${key}`));
  return Object.assign({}, ...leaves);
}

/** Paths of what two say alike. */
export function alike(one: object, other: object): string[] {
  const [first, second] = [leavesOf(one), leavesOf(other)];
  return Object.keys(first).filter((path) => JSON.stringify(first[path]) === JSON.stringify(second[path]));
}
