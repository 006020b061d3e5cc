import { Cidr } from '../../../lib/core/cidr';
import { once } from '../once';
import type { Deployment, Manifest } from '../terraform-facts/deployment';
import { list, single } from '../terraform-facts/read';
import { clusterOf } from './cluster-block';

/** Azure's metadata service, which answers to every pod of a node with tokens of the node's identity. */
const METADATA = Cidr.parse('169.254.169.254/32');

/**
 * Whether network policies, which Cilium enforces in every cluster here, keep pods away from it: in every namespace of ours
 * nothing gets out by default, and no policy of ours or of a chart leads there. Namespaces that the customer makes are not
 * covered, nor are pods that use the network of their node, of which there are none of ours.
 * https://learn.microsoft.com/azure/aks/operator-best-practices-cluster-security#secure-pod-access-to-resources
 */
export function isMetadataClosed(deployment: Deployment<'azure'>): boolean {
  const { network_policy, network_data_plane } = single(clusterOf(deployment).network_profile) ?? {};
  const isEnforced = network_policy === 'cilium' && network_data_plane === 'cilium';
  return (
    isEnforced &&
    isClosedBy(deployment.manifests) &&
    Object.values(deployment.charts).every((values) => !brings(values))
  );
}

const isClosedBy = once((manifests: readonly Manifest[]): boolean => {
  const policies = manifests.filter(({ kind }) => /NetworkPolicy$/.test(kind));
  const namespaces = manifests.flatMap(({ kind, metadata }) => (kind === 'Namespace' ? [metadata.name] : []));
  return (
    namespaces.length > 0 &&
    namespaces.every((name) => policies.some((policy) => policy.metadata.namespace === name && deniesAll(policy))) &&
    // Where one object makes others, its pods have no policy of a namespace that it does not name.
    manifests.every(({ metadata }) => metadata.namespace === undefined || namespaces.includes(metadata.namespace)) &&
    policies.every(({ kind, spec }) => kind === 'NetworkPolicy' && !list(spec.egress).some(leadsThere)) &&
    manifests.every(({ spec }) => spec?.template?.spec?.hostNetwork !== true)
  );
});

function deniesAll({ kind, spec }: Manifest): boolean {
  return (
    kind === 'NetworkPolicy' &&
    JSON.stringify(spec.podSelector) === '{}' &&
    list(spec.policyTypes).includes('Egress') &&
    list(spec.egress).length === 0
  );
}

/** Without peers, a rule is for everybody; a peer that is a pod is somewhere else. */
function leadsThere({ to }: Manifest): boolean {
  const peers = list(to);
  return (
    peers.length === 0 ||
    peers.some(
      ({ ipBlock }) =>
        ipBlock !== undefined &&
        Cidr.parse(ipBlock.cidr).contains(METADATA) &&
        !list(ipBlock.except).some((cidr) => Cidr.parse(cidr).contains(METADATA)),
    )
  );
}

/** Whether a chart is told to make policies of its own, or pods in the network of their node. */
function brings(values: unknown): boolean {
  if (typeof values !== 'object' || values === null) return false;
  return Object.entries(values).some(
    ([key, value]) =>
      (key === 'hostNetwork' && value !== false) ||
      (/^networkPolicy$/i.test(key) && single(value)?.enabled !== false) ||
      brings(value),
  );
}
