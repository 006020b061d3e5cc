/** Clients of one kind. */
export interface Workload {
  readonly clients: number;
  /** A query of their own. @default - one row by its key, as pgbench has it */
  readonly script?: string;
}

/** What one bulk result holds. */
export const BULK_MEGABYTES = 20;
/** In the order in which they are measured. */
export const WORKLOADS = {
  'round trips': { clients: 1 },
  'short queries': { clients: 8 },
  'longer queries': { clients: 8, script: 'select sum(i) from generate_series(1, 60000) i;' },
  'bulk results': {
    clients: 1,
    script: `select repeat('x', 1000) from generate_series(1, ${BULK_MEGABYTES * 1000});`,
  },
} as const satisfies Readonly<Record<string, Workload>>;
export type WorkloadName = keyof typeof WORKLOADS;
