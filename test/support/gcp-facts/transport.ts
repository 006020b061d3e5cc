import { Cidr } from '../../../lib/core/cidr';
import { once } from '../once';
import { type Deployment, type Manifest, roomsOf } from '../terraform-facts/deployment';
import { list } from '../terraform-facts/read';
import { allAccounts, kubernetesAccountOf } from './accounts';
import { takenBy } from './acting';
import { type Binding, bindingsOf } from './bindings';

/*
 * Cloud Storage answers requests without TLS, too, and no setting of a bucket changes that:
 * https://cloud.google.com/storage/docs/request-endpoints. What is in a bucket keeps to TLS because of who is let in: pods
 * that no network policy lets use the port for it, and nobody else. Whoever is given a URL that such a pod has signed is let
 * in by the pod, and may leave TLS out: a signature covers the host, and not the scheme. That a pod signs is said of its
 * identity. https://cloud.google.com/storage/docs/authentication/canonical-requests
 */

const PLAIN_HTTP = 80;
/** Metadata server and DNS on the node itself: Cloud Storage is not there. */
const LINK_LOCAL = Cidr.parse('169.254.0.0/16');

/** Whether nobody who is let in to a bucket can make a request without TLS. */
export function keepsToTls(deployment: Deployment<'gcp'>, bucket: string): boolean {
  // Such keys sign requests, with TLS or without.
  const hasKeys = roomsOf(deployment).some((room) => room.all('google_storage_hmac_key').length > 0);
  const withTls = namespacesWithTls(deployment.manifests);
  const letIn = bindingsOf(deployment).filter((binding) => reads(binding, bucket));
  return !hasKeys && letIn.every(({ member }) => namespacesOf(member, deployment).every((name) => withTls.has(name)));
}

/** Whether a binding leads to objects of the bucket. */
function reads({ on, permissions }: Binding, bucket: string): boolean {
  const isProject = on.startsWith('project ');
  return (
    on === `bucket ${bucket}` ||
    (isProject && permissions.some((name) => /^(roles\/)?storage\.|^roles\/(owner|editor|viewer)$/.test(name)))
  );
}

/** Namespaces of the pods that a member stands for; one that does not exist for whoever is no pod. */
function namespacesOf(member: string, deployment: Deployment<'gcp'>): string[] {
  const account = allAccounts(deployment).find((other) => other.member === member);
  const members = account === undefined ? [member] : takenBy(account, deployment).map((binding) => binding.member);
  return members.map((each) => kubernetesAccountOf(each)?.split('/')[0] ?? '');
}

/** Namespaces whose pods may go nowhere by default, and nowhere on the port of plain HTTP. */
const namespacesWithTls = once((manifests: readonly Manifest[]): ReadonlySet<string> => {
  const policies = manifests.filter(({ kind }) => /NetworkPolicy$/.test(kind));
  const names = new Set<string>(policies.map(({ metadata }) => metadata.namespace));
  return new Set([...names].filter((name) => isTls(policies.filter(({ metadata }) => metadata.namespace === name))));
});

function isTls(policies: readonly Manifest[]): boolean {
  const isClosed = policies.some(
    ({ spec }) =>
      JSON.stringify(spec.podSelector) === '{}' &&
      spec.policyTypes?.includes('Egress') &&
      list(spec.egress).length === 0,
  );
  const rules = policies.flatMap(({ spec }) => list(spec.egress));
  return isClosed && rules.every((rule) => !(leadsOut(rule) && opens(rule, PLAIN_HTTP)));
}

/** Whether a rule leads to addresses, and not to pods or to the node itself. */
function leadsOut({ to, matches }: Manifest): boolean {
  // Without peers, a rule is for everybody.
  if (list(to).length === 0 && list(matches).length === 0) return true;
  return (
    list(matches).length > 0 ||
    list(to).some(({ ipBlock }) => ipBlock !== undefined && !LINK_LOCAL.contains(Cidr.parse(ipBlock.cidr)))
  );
}

function opens({ ports }: Manifest, wanted: number): boolean {
  if (list(ports).length === 0) return true;
  return list(ports).some(({ port, endPort }) => port <= wanted && wanted <= (endPort ?? port));
}
