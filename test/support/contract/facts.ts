/*
 * What every cloud's custody and data plane must be, said in words of no cloud. A harness renders a configuration and
 * reads the facts from the rendered resources; what it cannot read there it must not state. A `ref` is how outputs and
 * other facts point at a resource: any text, the same everywhere.
 */

/** Whether something is kept where its room is deleted or the thing itself replaced. */
interface Kept {
  readonly kept: boolean;
}

/** Something with data at rest. */
interface Encrypted {
  /** Ref of the key that encrypts it. @default - no key of the installation does */
  readonly key?: string;
}

export interface RoomFact {
  /** Outputs by name, as the customer's tool would write them after deployment, refs in place of ids. */
  readonly outputs: Readonly<Record<string, string>>;
  /** What other rooms read or can read, by the name under which they do. */
  readonly handedOut: Readonly<Record<string, string>>;
}

export interface KeyFact extends Kept {
  readonly ref: string;
  /** False where it is the customer's own: then nothing here says how it is kept. */
  readonly made: boolean;
  readonly rotates: boolean;
  /** Whether somebody may decrypt with it beside the installation and the cloud's services on its behalf. */
  readonly openToOthers: boolean;
}

export interface BucketFact extends Kept, Encrypted {
  /** Name in the plan. */
  readonly name: string;
  readonly ref: string;
  /** False where it is the customer's own. */
  readonly made: boolean;
  readonly publicAccess: boolean;
  /**
   * Whether requests without TLS are refused, or no identity that is let in can make one, also after the room is deleted
   * and the bucket kept. Whoever comes in by what an identity has signed is said of the identity (`signs`).
   */
  readonly tlsOnly: boolean;
  readonly versioned: boolean;
  /** Whether identities alone decide: no access lists, no shared keys. */
  readonly identitiesOnly: boolean;
}

export interface LogStoreFact extends Kept, Encrypted {
  readonly name: string;
  readonly retentionDays: number | undefined;
}

export interface IdentityFact {
  readonly name: string;
  readonly ref: string;
  /** False where it is the customer's own: then nothing here says what it may do. */
  readonly made: boolean;
  /** Service accounts that may take it, as `namespace/name`; `*` if the namespace or name is open. Others by their name. */
  readonly serviceAccounts: readonly string[];
  /** Service accounts that the cluster is told to give it to. */
  readonly tiedTo: readonly string[];
  /** `capability target`, read from what it is granted; `capability target, in part` if something is missing. */
  readonly capabilities: readonly string[];
  /**
   * Whether it signs what lets others in as itself, where nothing refuses them without TLS.
   *
   * @default false
   */
  readonly signs?: boolean;
  /** Grants that no capability explains. */
  readonly unexplained: readonly string[];
}

/** A role that is made here, whoever uses it. */
export interface RoleFact {
  readonly name: string;
  /**
   * Whether what it can be given is limited: by the customer's own limit where there is one, else by the bootstrap, which
   * limits the role or those who could give it more.
   */
  readonly limited: boolean;
  /** What the bootstrap's limit keeps roles from and the customer's own may not, where nothing of the role does either. */
  readonly open: readonly string[];
}

export interface SupportFact {
  /** When it ends by itself. */
  readonly expiresAt: string | undefined;
  /** Whether open sessions end then, too. */
  readonly endsOpenSessions: boolean;
  readonly principals: readonly string[];
  /** As whom Kubernetes sees the engineers. */
  readonly subjects: readonly { readonly kind: string; readonly name: string }[];
  /** Whether they can ask the cloud where the cluster is. */
  readonly findsCluster: boolean;
  /** Rights in the cluster that do not come from bindings of Kubernetes. */
  readonly otherRights: readonly string[];
}

export interface RangeFact {
  readonly role: string;
  readonly ref: string;
  readonly cidr: string;
  /** @default - the range spans the region */
  readonly zone?: string;
  /** How people recognise it. */
  readonly name: string | undefined;
  /** Load balancers that may be placed here. */
  readonly loadBalancers: readonly ('internal' | 'external')[];
  /** Whether machines get a public address by being placed here. */
  readonly publicAddresses: boolean;
}

export interface NetworkFact {
  readonly ref: string;
  readonly name: string | undefined;
  readonly ranges: readonly RangeFact[];
  /** Addresses from which the installation calls out. */
  readonly egressAddresses: readonly string[];
  /** Zones whose nodes have a way out that is ours. */
  readonly zonesWithWayOut: readonly string[];
  /** Whether connections are logged, by something that may write them. */
  readonly flowLogs: boolean;
  /** Whether the cloud's storage is reached without leaving the cloud. */
  readonly storagePrivate: boolean;
  /** Number of services that have private addresses. */
  readonly privateServices: number;
  /** Name of the range from which consumers in other networks come. @default - they come from no range of their own */
  readonly consumerRange?: string;
  /** Names of private services outside the cloud's own, such as the control plane's. */
  readonly foreignServices: readonly string[];
}

export interface ClusterFact {
  readonly ref: string;
  readonly name: string;
  readonly endpoint: string;
  readonly issuer: string;
  readonly version: string;
  readonly privateApi: boolean;
  /** Whether it has an address on the internet. */
  readonly publicApi: boolean;
  /** Whether it has a name of the cloud's that answers everywhere, to those whom the cloud's identities let connect. */
  readonly answersEverywhere: boolean;
  /** Networks that reach the public API. */
  readonly publicCidrs: readonly string[];
  /** Networks beside the nodes' own that reach the private API. */
  readonly privateCidrs: readonly string[];
  readonly administrators: readonly string[];
  readonly creatorIsAdministrator: boolean;
  /** Key that encrypts Kubernetes secrets. */
  readonly secretsKey?: string;
  /** Whether who did what is logged. */
  readonly auditLogs: boolean;
  /** Whether accounts and certificates beside the cloud's own identities get in. */
  readonly otherLogins: boolean;
  readonly refusesDeletion: boolean;
}

/** A component that the cloud runs or installs in the cluster. */
export interface AddOnFact {
  readonly name: string;
  /** @default - the cloud chooses */
  readonly version?: string;
  /** Version in core's table. @default - none is pinned */
  readonly pinned?: string;
  /** Whether nodes must be there before it. */
  readonly afterNodes: boolean;
  /** Profiles whose nodes it waits for. */
  readonly waitsFor: readonly string[];
  /** Service accounts that may take its identity. Empty if it has none, or the customer's own. */
  readonly trusted: readonly string[];
  /** Service accounts that the cluster is told to give it to. */
  readonly tiedTo: readonly string[];
}

/** The nodes of one profile in one zone. */
export interface PoolFact extends Encrypted {
  readonly profile: string;
  readonly zone: string;
  readonly min: number;
  readonly max: number;
  readonly architecture: string;
  readonly machineTypes: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly { readonly key: string; readonly value: string; readonly effect: string }[];
  readonly version: string;
  readonly image: string;
  readonly diskGiB: number;
  /** Whether every disk is encrypted with the key. */
  readonly allDisksEncrypted: boolean;
  readonly localDisks: boolean;
  /** Refs of the ranges its nodes lie in. */
  readonly ranges: readonly string[];
  /** Whether pods cannot take the node's own identity. */
  readonly metadataClosed: boolean;
  /** Add-ons that are there before it. */
  readonly after: readonly string[];
}

export interface ListenerFact {
  readonly name: string;
  readonly exposure: string;
  /** Ref of its address. */
  readonly address: string;
  /** Ref of what pods are tied to. */
  readonly target: string;
  readonly port: number;
  readonly containerPort: number;
  readonly healthPort: number;
  readonly proxyProtocol: boolean;
  /** Networks that are let in. */
  readonly allowedCidrs: readonly string[];
  /** Ports of pods that its load balancer may reach. */
  readonly podPorts: readonly number[];
  /** Roles of the ranges in which it is placed. */
  readonly placedIn: readonly string[];
  /** Consumers of other networks that may ask for a private connection. */
  readonly privateConsumers: readonly string[];
  readonly consumersMustBeAccepted: boolean;
}

/** A rule that lets traffic in from addresses. */
export interface OpeningFact {
  readonly from: string;
  readonly ports: string;
}

export interface TaggedFact {
  readonly id: string;
  /** Kind of thing, in the cloud's words. */
  readonly kind: string;
  readonly environment: string | undefined;
  readonly product: string | undefined;
  /** Only of what belongs to one profile. @default - it belongs to none */
  readonly profile?: string | undefined;
  /** Whether it belongs to one profile. */
  readonly ofProfile: boolean;
  /** Every tag, in the customer's words. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Everything a reviewer asks of an installation. */
export interface DataPlaneFacts {
  readonly custody: RoomFact;
  readonly dataPlane: RoomFact;
  readonly keys: readonly KeyFact[];
  /** What is allowed to use them, of what must be: Kubernetes secrets and volumes. */
  readonly keyUsers: readonly ('secrets' | 'volumes')[];
  readonly buckets: readonly BucketFact[];
  readonly logStores: readonly LogStoreFact[];
  readonly identities: readonly IdentityFact[];
  readonly roles: readonly RoleFact[];
  readonly support?: SupportFact;
  readonly network: NetworkFact;
  readonly cluster: ClusterFact;
  readonly addOns: readonly AddOnFact[];
  readonly pools: readonly PoolFact[];
  /** Whether the customer's staff can open a session on nodes. Undefined where a role or network of the customer's decides. */
  readonly nodeShell: boolean | undefined;
  readonly listeners: readonly ListenerFact[];
  /** Everything that can refuse its deletion, and whether it does. */
  readonly protections: readonly { readonly what: string; readonly on: boolean }[];
  readonly openings: readonly OpeningFact[];
  /** Rules and groups that let traffic out to everywhere. */
  readonly openEgress: readonly string[];
  readonly tagged: readonly TaggedFact[];
  /** Names that are written out rather than made by the cloud, by kind of core's name limits. */
  readonly fixedNames: readonly { readonly kind: string; readonly name: string }[];
  /** Functions and the like that run in the account in order to deploy. */
  readonly deploymentCode: readonly string[];
  /** Values of another room that this one reads, and whether that room hands them out. */
  readonly imports: readonly { readonly name: string; readonly exported: boolean }[];
}
