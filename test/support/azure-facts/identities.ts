import type { IdentityFact } from '../contract/facts';
import type { Deployment, Manifest } from '../terraform-facts/deployment';
import { type Binding, bindingsOf, vendorGrantsOf } from './bindings';
import { capabilitiesOf } from './capabilities';
import { askedFor, grantsOf } from './granted';
import { isUser } from './key-users';
import {
  allIdentities,
  credentialsOf,
  issuerOf,
  kubernetesAccountOf,
  type ManagedIdentity,
} from './managed-identities';
import { keysOf } from './vault-keys';

/** Everybody in the cluster whom something in the cloud is granted, or whom custody says it has an identity for. */
export function identityFacts(deployment: Deployment<'azure'>): IdentityFact[] {
  const { config, custody } = deployment;
  const said = Object.entries(custody.outputs).flatMap(([name, value]) => (name.startsWith('Workload') ? [value] : []));
  const taken = allIdentities(deployment).filter(
    (identity) => said.includes(identity.client) || trustedBy(identity, deployment).some(isKubernetes),
  );
  const made = taken.map((identity): IdentityFact => {
    const trusted = trustedBy(identity, deployment);
    const name = config.identities.find(({ namespace, serviceAccount }) =>
      trusted.includes(`${namespace}/${serviceAccount}`),
    )?.name;
    return {
      name: name ?? identity.name,
      ref: identity.client,
      made: true,
      serviceAccounts: trusted,
      tiedTo: tiedTo(identity, deployment),
      ...capabilitiesOf([
        ...grantsOf(identity.principal, deployment),
        ...askedFor(credentialsOf(identity, deployment), deployment),
      ]),
    };
  });
  return [...made, ...strangers(deployment)];
}

/** Others to whom the vendor is asked to grant something, and principals that are none of anybody known here. */
function strangers(deployment: Deployment<'azure'>): IdentityFact[] {
  const { config, bootstrap } = deployment;
  const subjects = allIdentities(deployment)
    .flatMap((identity) => credentialsOf(identity, deployment))
    .filter((credential) => kubernetesAccountOf(credential, deployment) !== undefined)
    .map(({ subject }) => subject);
  const asked = vendorGrantsOf(deployment)
    .filter(({ issuer, subject }) => issuer !== issuerOf(deployment) || !subjects.includes(subject))
    .map(({ subject }) => subject);
  const { administrators, vendorObjectId } = config.environment;
  const known = [
    ...allIdentities(deployment).map(({ principal }) => principal),
    ...administrators,
    ...config.plan.support.azure,
    vendorObjectId,
    bootstrap.outputs.VendorPrincipalId,
  ];
  // A set may use a key, and nothing else.
  const isForKey = (binding: Binding) => keysOf(deployment).some((key) => isUser(binding, key, deployment));
  const principals = bindingsOf(deployment)
    .filter((binding) => !isForKey(binding))
    .map(({ principal }) => principal);
  return [...new Set([...asked, ...principals.filter((principal) => !known.includes(principal))])].map((name) => ({
    name,
    ref: name,
    made: true,
    serviceAccounts: [name],
    tiedTo: [],
    capabilities: [],
    unexplained: [name],
  }));
}

/** Kubernetes accounts that may take an identity; who comes in otherwise is told by issuer and subject. */
function trustedBy(identity: ManagedIdentity, deployment: Deployment<'azure'>): string[] {
  return credentialsOf(identity, deployment).map(
    (credential) => kubernetesAccountOf(credential, deployment) ?? `${credential.issuer} ${credential.subject}`,
  );
}

function isKubernetes(account: string): boolean {
  return !account.includes(' ');
}

const CLIENT = 'azure.workload.identity/client-id';
const USE = 'azure.workload.identity/use';

/**
 * AKS knows accounts by what is written at them, and gives tokens to pods that say so:
 * https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html
 */
function tiedTo({ client }: ManagedIdentity, { manifests, charts, dataPlane }: Deployment<'azure'>): string[] {
  if (dataPlane.only('azurerm_kubernetes_cluster')?.block.workload_identity_enabled !== true) return [];
  const written = manifests
    .filter(({ kind, metadata }) => kind === 'ServiceAccount' && metadata.annotations?.[CLIENT] === client)
    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
    .filter((account) => podsOf(account, manifests).every(({ metadata }) => metadata?.labels?.[USE] === 'true'));
  const ofCharts = Object.entries(charts)
    .filter(
      ([, values]) => values.serviceAccount?.annotations?.[CLIENT] === client && values.podLabels?.[USE] === 'true',
    )
    // Charts call namespace and account after themselves.
    .map(([release, { serviceAccount }]) => `${release}/${serviceAccount.name ?? release}`);
  return [...written, ...ofCharts];
}

/** Templates of pods that run as an account; the product's own are the vendor's to write. */
function podsOf(account: string, manifests: readonly Manifest[]): Manifest[] {
  return manifests
    .filter(({ metadata, spec }) => `${metadata?.namespace}/${spec?.template?.spec?.serviceAccountName}` === account)
    .map(({ spec }) => spec.template);
}
