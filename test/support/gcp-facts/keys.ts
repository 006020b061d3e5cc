import type { DataPlaneFacts, KeyFact } from '../contract/facts';
import type { Deployment } from '../terraform-facts/deployment';
import { isKept } from '../terraform-facts/read';
import { type Binding, bindingsOf } from './bindings';

/** Longest time between two versions: 90 days, in seconds. */
const LONGEST_ROTATION = 7_776_000;
/** Who acts for the installation, of the services that Google runs: https://cloud.google.com/iam/docs/service-agents */
const AGENTS = {
  secrets: agent('container-engine-robot'),
  volumes: agent('compute-system'),
  objects: agent('gs-project-accounts'),
  /** Only Cloud Logging knows the address of its own. */
  logs: ({ custody }: Deployment<'gcp'>) =>
    custody
      .all('data.google_logging_project_cmek_settings')
      .map(({ address }) => `serviceAccount:${address}.service_account_id`),
};
const USES = 'roles/cloudkms.cryptoKeyEncrypterDecrypter';

export function keyFacts(deployment: Deployment<'gcp'>): KeyFact[] {
  const { config, custody } = deployment;
  const own = config.environment.own.encryptionKey;
  const bindings = bindingsOf(deployment);
  const made = custody.all('google_kms_crypto_key').map((resource): KeyFact => {
    const { block } = resource;
    const ref = resource.id ?? resource.address;
    const rings = custody.all('google_kms_key_ring').filter((other) => other.id === block.key_ring);
    const grants = custody.all('google_kms_crypto_key_iam_member').filter((grant) => grant.block.crypto_key_id === ref);
    return {
      ref,
      made: true,
      rotates: Number.parseInt(block.rotation_period ?? 'none', 10) <= LONGEST_ROTATION,
      // Without the ring there is no key, and without the grants nobody reads what is kept.
      kept: [resource, ...rings, ...grants].every(isKept),
      openToOthers: bindings.some((binding) => reaches(binding, ref) && !isAgent(binding, deployment)),
    };
  });
  const brought = { made: false, rotates: false, kept: true, openToOthers: false };
  return own === undefined ? made : [...made, { ref: own, ...brought }];
}

export function keyUsers(deployment: Deployment<'gcp'>): DataPlaneFacts['keyUsers'] {
  const keys = keyFacts(deployment);
  return (['secrets', 'volumes'] as const).filter((user) =>
    keys.some(({ ref }) => mayUse(AGENTS[user](deployment), ref, deployment)),
  );
}

/** The key of something, where the service that encrypts it may use the key. */
export function keyOf(
  key: string | undefined,
  service: 'objects' | 'logs',
  deployment: Deployment<'gcp'>,
): { readonly key?: string } {
  return key === undefined || !mayUse(AGENTS[service](deployment), key, deployment) ? {} : { key };
}

function mayUse(agents: readonly string[], key: string, deployment: Deployment<'gcp'>): boolean {
  return bindingsOf(deployment).some(
    ({ member, on, role, condition }) =>
      on === `key ${key}` && agents.includes(member) && role === USES && condition === '',
  );
}

/** Whether a binding is on the key, or on all keys of the project. */
function reaches({ on, permissions }: Binding, key: string): boolean {
  return (
    on === `key ${key}` ||
    /^google_kms_/.test(on) ||
    permissions.some((name) => /^(roles\/)?cloudkms\.|^roles\/(owner|editor)$/.test(name))
  );
}

/** Whether it is a service of Google's that encrypts and decrypts for this project, and does nothing else with the key. */
function isAgent({ member, role }: Binding, deployment: Deployment<'gcp'>): boolean {
  return role === USES && Object.values(AGENTS).some((agentsOf) => agentsOf(deployment).includes(member));
}

function agent(service: string) {
  return ({ config }: Deployment<'gcp'>) => [
    `serviceAccount:service-${config.environment.projectNumber}@${service}.iam.gserviceaccount.com`,
  ];
}
