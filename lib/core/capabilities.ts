/** What a capability acts on. */
export type CapabilityTarget =
  | 'bucket'
  | 'metrics-workspace'
  | 'telemetry-queue'
  | 'telemetry-billing'
  | 'dns-zone'
  | 'none';

interface CapabilityRecord {
  /** Why it exists, in words a security reviewer can judge. */
  readonly reason: string;
  readonly target: CapabilityTarget;
  /** Whether a plan's workload may ask for it, or only a cluster service of ours. */
  readonly forWorkloads: boolean;
}

/** Everything a pod can be allowed to do in the cloud. Each cloud turns an id into its own permissions. */
export const CAPABILITIES = {
  'bucket:read': { reason: 'reads objects of one bucket', target: 'bucket', forWorkloads: true },
  'bucket:read-write': {
    reason: 'reads, writes and deletes objects of one bucket',
    target: 'bucket',
    forWorkloads: true,
  },
  'private-endpoints:read': {
    reason: 'looks up private endpoints and subnets, to connect sources and sinks privately',
    target: 'none',
    forWorkloads: true,
  },
  'metrics:query': {
    reason: "queries the customer's managed Prometheus workspace",
    target: 'metrics-workspace',
    forWorkloads: true,
  },
  'telemetry:queue': {
    reason: "sends the state of the installation to the vendor's queue",
    target: 'telemetry-queue',
    forWorkloads: true,
  },
  'telemetry:billing': {
    reason: "writes usage records to the vendor's billing prefix",
    target: 'telemetry-billing',
    forWorkloads: true,
  },
  'targets:register': {
    reason: "registers pods with the installation's target groups",
    target: 'none',
    forWorkloads: false,
  },
  'nodes:scale': { reason: "sets the size of the installation's node groups", target: 'none', forWorkloads: false },
  'dns:records': { reason: "writes records of the installation's DNS zone", target: 'dns-zone', forWorkloads: false },
  'dns:challenges': {
    reason: "writes ACME challenge records of the installation's DNS zone",
    target: 'dns-zone',
    forWorkloads: false,
  },
} as const satisfies Record<string, CapabilityRecord>;

export type CapabilityId = keyof typeof CAPABILITIES;
