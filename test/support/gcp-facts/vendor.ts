import { once } from '../once';
import type { Deployment } from '../terraform-facts/deployment';
import type { Resource } from '../terraform-facts/room';
import { accountsOf } from './accounts';
import { onAccount, useOf } from './acting';
import { type Binding, bindingsOf } from './bindings';

/** Members that stand for the vendor: the account that the bootstrap makes, and who may act as it. */
export function vendorMembers(deployment: Deployment<'gcp'>): string[] {
  const accounts = accountsOf(deployment.bootstrap);
  const takenBy = accounts.flatMap((account) => onAccount(account, deployment)).map(({ member }) => member);
  return [...accounts.map(({ member }) => member), ...takenBy];
}

/** What the vendor holds anywhere, by what is bound now. */
export function vendorBindings(deployment: Deployment<'gcp'>): Binding[] {
  const members = vendorMembers(deployment);
  return bindingsOf(deployment).filter(
    ({ member }) => members.includes(member) || /^all(Authenticated)?Users$/.test(member),
  );
}

/** Whether a member is the one that the plan names as the vendor, by the pool of the bootstrap where it comes from outside. */
export function isTheVendor(member: string, { bootstrap, config }: Deployment<'gcp'>): boolean {
  const { serviceAccount, oidc, awsRole } = config.plan.vendor.gcp ?? {};
  if (serviceAccount !== undefined) return member === `serviceAccount:${serviceAccount}`;
  const pool = bootstrap.only('google_iam_workload_identity_pool')?.block.workload_identity_pool_id;
  const home = `iam.googleapis.com/projects/${config.environment.projectNumber}/locations/global/workloadIdentityPools/${pool}`;
  if (oidc !== undefined) return member === `principal://${home}/subject/${oidc.subject}`;
  const [, , , , account, resource] = awsRole?.split(':') ?? [];
  // https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds
  const role = `arn:aws:sts::${account}:assumed-role/${resource?.split('/').at(-1)}`;
  return member === `principalSet://${home}/attribute.aws_role/${role}`;
}

/**
 * Every permission that the vendor has or would have in another mode or phase, beside what it may do with its own account:
 * roles of the bootstrap are made in all of them, and bound in some.
 */
export const vendorPermissions = once((deployment: Deployment<'gcp'>): readonly string[] => {
  const { bootstrap } = deployment;
  const made: string[] = bootstrap
    .all('google_project_iam_custom_role')
    .filter((role) => !isForItsAccount(role, deployment))
    .flatMap(({ block }) => block.permissions);
  const bound = vendorBindings(deployment)
    .filter((binding) => !isOnItsAccount(binding, deployment))
    .flatMap(({ permissions }) => permissions);
  return [...new Set([...made, ...bound])];
});

/** Whether by a role the vendor acts by its account: it is bound there, and nowhere else. */
function isForItsAccount(role: Resource, deployment: Deployment<'gcp'>): boolean {
  if (useOf(role.block.permissions) !== 'the vendor') return false;
  const bindings = bindingsOf(deployment).filter((binding) => binding.role === role.id);
  return bindings.length > 0 && bindings.every((binding) => isOnItsAccount(binding, deployment));
}

function isOnItsAccount({ on }: Binding, { bootstrap }: Deployment<'gcp'>): boolean {
  return accountsOf(bootstrap).some(({ email }) => on === `service account ${email}`);
}
