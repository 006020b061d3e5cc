import { Construct } from 'constructs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { type NetworkRule, PodNetworkPolicy, type Port } from '../network/network-policy';
import { waysOutOf } from '../network/way-out';

/** Label by which a pod of the product gets the way out of a workload; the agent's own pods may carry it, too. */
export const WORKLOAD_LABEL = 'byoc/workload';

/** A workload of the product and whom its pods may reach. */
export interface WorkloadWayOut {
  readonly name: string;
  readonly namespace: string;
  /** To the credentials of its identity and the cloud APIs of its capabilities. */
  readonly to: readonly NetworkRule[];
}

export interface ProductNetworkProps {
  /** Namespaces of the product: their pods may reach each other. */
  readonly namespaces: readonly string[];
  readonly workloads: readonly WorkloadWayOut[];
}

const EVERY_PORT: readonly Port[] = [
  { port: 1, endPort: 65535, protocol: 'TCP' },
  { port: 1, endPort: 65535, protocol: 'UDP' },
];

/**
 * What the product's pods may do beyond nothing: reach each other, and, with the label of a workload, the cloud APIs that
 * its identity may use. What else the product connects to is the customer's to open.
 */
export class ProductNetwork extends Construct {
  public constructor(scope: Construct, id: string, props: ProductNetworkProps) {
    super(scope, id);
    const { namespaces, workloads } = props;
    for (const namespace of namespaces) {
      const peers = namespaces.map((other) => ({ labels: {}, ...(other === namespace ? {} : { namespace: other }) }));
      const within: NetworkRule[] = [{ peers, ports: EVERY_PORT }];
      new PodNetworkPolicy(this, namespace, { name: 'product', namespace, labels: {}, from: within, to: within });
    }
    for (const { name, namespace, to } of workloads) {
      const labels = { [WORKLOAD_LABEL]: name };
      new PodNetworkPolicy(this, `${namespace}-${name}`, { name: `workload-${name}`, namespace, labels, to });
    }
  }
}

/** The network of the product. Undefined: the plan has no namespace of the product. */
export function productNetworkPropsOf(config: DataPlaneConfig): ProductNetworkProps | undefined {
  const { namespaces, identities } = config;
  if (namespaces.length === 0) return undefined;
  const { cloud } = waysOutOf(config);
  const workloads = identities
    .filter(({ kind, namespace }) => kind === 'workload' && namespaces.includes(namespace))
    .map((identity) => ({ name: identity.name, namespace: identity.namespace, to: cloud(identity) }));
  return { namespaces, workloads };
}
