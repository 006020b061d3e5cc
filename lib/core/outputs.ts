import type { Cloud } from './clouds/cloud-facts';
import type { ResolvedListener } from './listeners';
import { pascalCase } from './names';
import type { NodeProfile } from './plan/node-profile';
import type { DataPlaneConfig } from './resolve-config';

/** Raised when a name or the meaning of an output changes. */
export const OUTPUTS_CONTRACT = 1;

/** What the pods behind a listener are tied to, by the cloud's own word for it. */
export interface ListenerOutputOf {
  aws: {
    /** Target group that pods are registered with. */
    readonly targetGroupArn: string;
  };
  gcp: {
    /** Name of the reserved address that the Service takes. */
    readonly addressName: string;
  };
  azure: {
    /** Subnet of the load balancer. */
    readonly subnet: string;
  };
}

export interface WorkloadOutputOf {
  aws: { readonly roleArn: string };
  gcp: {
    /** `principal://...` or `serviceAccount:...` that was granted access. */
    readonly principal: string;
  };
  azure: { readonly clientId: string };
}

/** A listener and where it is reached. */
export type ListenerOutput<C extends Cloud = Cloud> = Pick<
  ResolvedListener,
  'component' | 'exposure' | 'port' | 'containerPort' | 'readinessPort' | 'proxyProtocol'
> & {
  /** DNS name or address of its load balancer. */
  readonly address: string;
} & ListenerOutputOf[C];

export interface DataPlaneOutputsOf<C extends Cloud> {
  readonly contract: typeof OUTPUTS_CONTRACT;
  readonly environmentId: string;
  readonly cloud: C;
  readonly region: string;
  readonly zones: readonly string[];
  readonly cluster: {
    readonly name: string;
    readonly endpoint: string;
    /** Kubernetes minor version. */
    readonly version: string;
    /** Issuer of the service accounts' tokens. */
    readonly issuer: string;
  };
  readonly network: {
    readonly id: string;
    /** Subnets of the nodes: one per zone, or one for the region. */
    readonly nodeSubnetIds: readonly string[];
    /** Addresses from which the installation calls out, for allow-lists. Empty where the customer routes it. */
    readonly egressAddresses: readonly string[];
    /** Google Cloud only: name of the subnet from which consumers of Private Service Connect come. @default - none */
    readonly privateServiceConnectSubnet?: string;
    /** Azure only: name of the subnet from which consumers of Private Link come. @default - none */
    readonly privateLinkSubnet?: string;
  };
  /** Name of each bucket by the plan's name. */
  readonly buckets: Readonly<Record<string, string>>;
  /** Key that encrypts volumes, buckets, secrets and logs. */
  readonly encryptionKey: string;
  /** What pods on system nodes must tolerate. */
  readonly systemTaints: NodeProfile['taints'];
  /** Cloud identity of each workload and cluster service by name. */
  readonly workloads: Readonly<Record<string, WorkloadOutputOf[C]>>;
  readonly listeners: Readonly<Record<string, ListenerOutput<C>>>;
}

/** What a data plane and its custody say about themselves. Values may be tokens. */
export type DataPlaneOutputs<C extends Cloud = Cloud> = C extends Cloud ? DataPlaneOutputsOf<C> : never;

declare const deployed: unique symbol;

/** Outputs of stacks that are deployed: every value is known. Only `parseOutputs` makes them. */
export type DeployedOutputs<C extends Cloud = Cloud> = DataPlaneOutputs<C> & { readonly [deployed]: true };

/** An output as a stack declares it. */
export interface OutputDeclaration {
  readonly name: string;
  readonly value: string;
  readonly description: string;
}

/** The outputs that tell installations and versions apart; every stack of an installation has them. */
export function identityOutputs(config: DataPlaneConfig): OutputDeclaration[] {
  return [
    { name: 'Contract', value: String(OUTPUTS_CONTRACT), description: 'Version of the outputs' },
    { name: 'EnvironmentId', value: config.environment.id, description: 'Environment the stack belongs to' },
  ];
}

/** Outputs of custody. */
export function custodyOutputs(
  outputs: Pick<DataPlaneOutputs, 'buckets' | 'encryptionKey' | 'workloads'>,
): OutputDeclaration[] {
  return [
    {
      name: 'EncryptionKey',
      value: outputs.encryptionKey,
      description: 'Key that encrypts volumes, buckets, secrets and logs',
    },
    ...Object.entries(outputs.buckets).map(([name, value]) => ({
      name: bucketOutput(name),
      value,
      description: `Bucket '${name}'`,
    })),
    ...Object.entries(outputs.workloads).map(([name, workload]) => ({
      name: workloadOutput(name),
      value: Object.values<string>(workload).join(),
      description: `Cloud identity of '${name}'`,
    })),
  ];
}

/** Outputs of the data plane. */
export function dataPlaneOutputs(
  outputs: Pick<DataPlaneOutputs, 'cluster' | 'network' | 'listeners'>,
): OutputDeclaration[] {
  const { cluster, network, listeners } = outputs;
  return [
    { name: 'ClusterName', value: cluster.name, description: 'Name of the Kubernetes cluster' },
    { name: 'ClusterEndpoint', value: cluster.endpoint, description: 'Address of the Kubernetes API' },
    { name: 'ClusterVersion', value: cluster.version, description: 'Kubernetes minor version' },
    { name: 'ClusterIssuer', value: cluster.issuer, description: "Issuer of the service accounts' tokens" },
    { name: 'NetworkId', value: network.id, description: 'Network the cluster runs in' },
    { name: 'NodeSubnetIds', value: network.nodeSubnetIds.join(), description: 'Subnets of the nodes' },
    ...(network.egressAddresses.length === 0
      ? []
      : [
          {
            name: 'EgressAddresses',
            value: network.egressAddresses.join(),
            description: 'Addresses from which the installation calls out',
          },
        ]),
    ...(network.privateServiceConnectSubnet === undefined
      ? []
      : [
          {
            name: 'PrivateServiceConnectSubnet',
            value: network.privateServiceConnectSubnet,
            description: 'Subnet from which consumers of Private Service Connect come',
          },
        ]),
    ...(network.privateLinkSubnet === undefined
      ? []
      : [
          {
            name: 'PrivateLinkSubnet',
            value: network.privateLinkSubnet,
            description: 'Subnet from which consumers of Private Link come',
          },
        ]),
    ...Object.entries(listeners).flatMap(([name, listener]) => [
      { name: listenerOutput(name, 'Address'), value: listener.address, description: `Address of listener '${name}'` },
      {
        name: listenerOutput(name, 'Target'),
        value: targetOf(listener),
        description: `What pods behind listener '${name}' are tied to`,
      },
    ]),
  ];
}

/** What the pods behind a listener are tied to. */
export function targetOf(listener: ListenerOutput): string {
  if ('targetGroupArn' in listener) return listener.targetGroupArn;
  return 'addressName' in listener ? listener.addressName : listener.subnet;
}

/** Names of outputs, which stacks write and `parseOutputs` reads. */
export function bucketOutput(name: string): string {
  return `Bucket${pascalCase(name)}`;
}

export function workloadOutput(name: string): string {
  return `Workload${pascalCase(name)}`;
}

export function listenerOutput(name: string, part: 'Address' | 'Target'): string {
  return `Listener${pascalCase(name)}${part}`;
}
