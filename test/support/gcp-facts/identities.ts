import type { IdentityFact } from '../contract/facts';
import type { Deployment } from '../terraform-facts/deployment';
import { single } from '../terraform-facts/read';
import { accountsOf, kubernetesAccountOf, poolOf } from './accounts';
import { isOwnSigning, onAccount, takenBy } from './acting';
import { bindingsOf } from './bindings';
import { bucketFacts } from './buckets';
import { capabilitiesOf } from './capabilities';
import { clusterOf } from './cluster';

/** Everybody in the cluster whom something in the cloud is granted, or whom custody says it has an identity for. */
export function identityFacts(deployment: Deployment<'gcp'>): IdentityFact[] {
  const { config, custody } = deployment;
  const bindings = bindingsOf(deployment);
  const buckets = new Map(bucketFacts(deployment).map(({ name, ref }) => [ref, name]));
  const said = Object.entries(custody.outputs).flatMap(([name, value]) => (name.startsWith('Workload') ? [value] : []));
  const accounts = accountsOf(custody).filter(({ member }) => said.includes(member) || isTaken(member, deployment));
  const direct = bindings.map(({ member }) => member).filter((member) => kubernetesAccountOf(member) !== undefined);
  // Who acts by an account has what the account has, and nothing beside.
  const onlyActing = direct.filter((member) =>
    bindings.every(
      ({ member: other, on }) => other !== member || accounts.some(({ email }) => on === `service account ${email}`),
    ),
  );
  const members = new Set([
    ...said,
    ...accounts.map(({ member }) => member),
    ...direct.filter((member) => !onlyActing.includes(member)),
  ]);
  return [...members].map((member): IdentityFact => {
    const trusted = trustedBy(member, deployment);
    const name = config.identities.find(({ namespace, serviceAccount }) =>
      trusted.includes(`${namespace}/${serviceAccount}`),
    )?.name;
    const account = { member, email: emailOf(member) };
    const own = bindings.filter((binding) => binding.member === member);
    const signing = onAccount(account, deployment).filter((binding) => isOwnSigning(account, binding));
    return {
      name: name ?? member,
      ref: member,
      made: true,
      serviceAccounts: trusted,
      tiedTo: tiedTo(member, deployment),
      signs: signing.length > 0,
      ...capabilitiesOf(
        own.filter((binding) => !signing.includes(binding)),
        buckets,
      ),
    };
  });
}

/** Whether an account of Google Cloud is one that Kubernetes accounts act by. */
function isTaken(member: string, deployment: Deployment<'gcp'>): boolean {
  return trustedBy(member, deployment).some((account) => account.includes('/'));
}

/** Kubernetes accounts that may take an identity; a member of another kind is told by its name. */
function trustedBy(member: string, deployment: Deployment<'gcp'>): string[] {
  const direct = kubernetesAccountOf(member);
  if (direct !== undefined) return [direct];
  return takenBy({ member, email: emailOf(member) }, deployment).map(
    (binding) => kubernetesAccountOf(binding.member) ?? binding.member,
  );
}

function emailOf(member: string): string {
  return member.replace(/^serviceAccount:/, '');
}

/** IAM knows accounts of the cluster by the cluster's pool; those of Google Cloud are written at the account in Kubernetes. */
function tiedTo(member: string, deployment: Deployment<'gcp'>): string[] {
  const pool = single(clusterOf(deployment).workload_identity_config)?.workload_pool;
  const accounts = deployment.manifests.filter(({ kind }) => kind === 'ServiceAccount');
  const direct = kubernetesAccountOf(member);
  if (direct !== undefined) return poolOf(member) === pool ? [direct] : [];
  return accounts
    .filter(({ metadata }) => `serviceAccount:${metadata.annotations?.['iam.gke.io/gcp-service-account']}` === member)
    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
}
