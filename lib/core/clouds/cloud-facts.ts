/** The clouds a data plane can run in. */
export const CLOUDS = ['aws', 'gcp', 'azure'] as const;
export type Cloud = (typeof CLOUDS)[number];

/** Processor architectures, in Kubernetes' words (`kubernetes.io/arch`). */
export const ARCHITECTURES = ['amd64', 'arm64'] as const;
export type Architecture = (typeof ARCHITECTURES)[number];

/** Where a table of facts comes from and when it was last compared with it. */
export interface Source {
  readonly url: string;
  /** ISO date, for example `2026-11-20`. */
  readonly checked: string;
}

/** A region and the zones an account can use in it. */
export interface RegionFacts {
  /** Zone names as the cloud's API takes them: `eu-central-1a`, `europe-west1-b`, `1`. */
  readonly zones: readonly string[];
  /** AWS only: ids that mean the same place in every account, such as `euc1-az1`. */
  readonly zoneIds?: readonly string[];
  /** How many of the zones one account gets. @default - all of them */
  readonly zonesPerAccount?: number;
  /** Ids of zones that the Kubernetes service does not support. @default - it supports all */
  readonly unsupportedZoneIds?: readonly string[];
  /** Azure only: the sovereign cloud that the region belongs to. @default - it is in the public cloud */
  readonly sovereign?: string;
}

/** Machine types that share processor architecture, memory ratio and local disk. */
export interface MachineFamily {
  readonly family: string;
  readonly architecture: Architecture;
  /** Memory per vCPU in GiB. */
  readonly gibPerVcpu: number;
  /** Whether every type of the family comes with NVMe disks. */
  readonly localDisk: boolean;
  /** Azure only: disks of the machine on which its OS disk may lie. @default - there are none */
  readonly ephemeralOsDisk?: EphemeralOsDisk;
  /** Whether a node profile without `machineTypes` may be given this family, in the order of the table. */
  readonly byDefault: boolean;
  /** Regions that did not offer the family when the table was compared. @default - none known */
  readonly missingIn?: readonly string[];
  /** Machine type name to its number of vCPUs. */
  readonly types: Readonly<Record<string, number>>;
}

/** Room for an OS disk on disks of the machine. */
export interface EphemeralOsDisk {
  /** Size of all of them, in GiB for each vCPU. */
  readonly gibPerVcpu: number;
  /** Where it is told that the cloud refuses them in some regions. @default - it does not */
  readonly doubt?: string;
}

/** A range that the cloud or its Kubernetes service keeps for itself. */
export interface ReservedRange {
  readonly cidr: string;
  readonly why: string;
  readonly source: Source;
}

/** How one range is cut from the network's CIDR. Exactly one of `newBits` and `prefix` is set. */
export interface RangeRule<Role extends string = string> {
  readonly role: Role;
  /** Prefix length relative to the network: 2 makes quarters. */
  readonly newBits?: number;
  /** Absolute prefix length. */
  readonly prefix?: number;
  /** The range gets no larger than this prefix length. @default - no cap */
  readonly atMost?: number;
  /** One range per zone, or one for the region. */
  readonly perZone: boolean;
  /** The range is kept free, and becomes one of the network's only where it is asked for. @default - it always is one */
  readonly onRequest?: true;
}

/** A range beside the network's CIDR. */
export interface OutsideRange<Role extends string = string> {
  readonly role: Role;
  /** The range, where the environment's `setting` names no other. */
  readonly cidr: string;
  readonly setting: 'podCidr' | 'serviceCidr';
  /** Shortest and longest prefix length accepted, inclusive. @default - any */
  readonly sizes?: { readonly largestPrefix: number; readonly smallestPrefix: number };
  readonly source: Source;
}

/** How nodes and pods take addresses. */
export interface NodeAddressing<Role extends string = string> {
  /** Role of the range that gives each node its address. */
  readonly nodes: Role;
  /** Role of the range that gives pods theirs; may be the same. */
  readonly pods: Role;
  /** Addresses the cloud keeps in each subnet: at its start and at its end. */
  readonly reservedAddresses: { readonly start: number; readonly end: number };
  /**
   * By size of the network: up to this prefix length, a node takes `blocksPerNode` blocks of
   * `podBlockPrefix`, and runs at most `podsPerNode` pods. First match wins.
   */
  readonly steps: readonly {
    readonly upToPrefix: number;
    readonly podBlockPrefix: number;
    readonly blocksPerNode: number;
    readonly podsPerNode: number;
  }[];
  /** Nodes that an upgrade adds before it takes others away. @default - none are counted */
  readonly surgeNodes?: number;
  readonly source: Source;
}

/** How a network's CIDR is divided. */
export interface NetworkSplit<Role extends string = string> {
  /** Shortest and longest prefix length accepted, inclusive. */
  readonly largestPrefix: number;
  readonly smallestPrefix: number;
  /** From this prefix length on, a smaller network gets a warning with what still fits. @default - never */
  readonly comfortablePrefix?: number;
  /** Longest prefix length that has room for private endpoints, and for them with comfort. @default - any */
  readonly privateEndpoints?: { readonly smallestPrefix: number; readonly comfortablePrefix: number };
  readonly source: Source;
  readonly ranges: readonly RangeRule<Role>[];
  /** Ranges that lie outside the network's CIDR but must stay apart from it, from peers and from each other. */
  readonly outside: readonly OutsideRange<Role>[];
  readonly addressing: NodeAddressing<Role>;
}

/** A limit on a name, with where it is written. */
export interface NameLimit {
  readonly minLength: number;
  readonly maxLength: number;
  /** Regular expression for the whole name. */
  readonly pattern: RegExp;
  readonly source: Source;
}

/** What one cloud's documentation says, as data. */
export interface CloudFacts<Role extends string = string> {
  readonly cloud: Cloud;
  readonly regions: Readonly<Record<string, RegionFacts>>;
  readonly regionsSource: Source;
  readonly reserved: readonly ReservedRange[];
  readonly split: NetworkSplit<Role>;
  /** Node pools (node groups) that one profile makes, and how many a cluster may have. */
  readonly nodePools: {
    readonly perProfile: number;
    /** Whether a pool takes several machine types of equal size, or one. */
    readonly machineTypes: 'several' | 'one';
    readonly limit: number;
    readonly quota: string;
    readonly source: Source;
  };
  readonly machineFamilies: readonly MachineFamily[];
  readonly machineFamiliesSource: Source;
  readonly nameLimits: Readonly<Record<string, NameLimit>>;
  /** Tags a customer may set: those that a resource may carry, less those that the library and the cloud set. */
  readonly mostTags: number;
  /** What tag keys must not start with: what the cloud or the library keeps for itself. */
  readonly reservedTags: readonly string[];
  /** Names of the roles that every installation has; workloads must be called otherwise. */
  readonly builtInIdentities: readonly string[];
  /** Commands by which a customer checks what only the account knows. */
  readonly verify: {
    readonly zones: (region: string) => string;
    readonly machineTypes: (region: string, types: readonly string[]) => string;
  };
}
