import { Cidr } from './cidr';
import type { Cloud } from './clouds/cloud-facts';
import type { Report } from './config-error';
import type { Environment } from './environment/environment';
import { checkVendorIsNotOurs } from './installation-accounts';
import type { Plan } from './plan/plan';

/** A shorter prefix opens the API to a large part of the internet, two of /1 to all of it. */
const SHORTEST_API_PREFIX = 8;

/** Whether a network is too large for the allow-list of a public Kubernetes API. */
export function isTooLargeForApi(cidr: string): boolean {
  return Cidr.parse(cidr).prefix < SHORTEST_API_PREFIX;
}

/** A /16: offices and VPNs have far fewer addresses. */
const WIDE_API = 2 ** 16;

/** Most networks an EKS endpoint's allow-list takes (quota L-93A74D60); GKE and AKS take more. */
const MOST_API_CIDRS = 40;

/** Who may reach the Kubernetes API. */
export function checkKubernetesApi(environment: Environment, report: Report): void {
  const { kubernetesApi } = environment;
  const path = ['environment', 'kubernetesApi', 'allowedCidrs'];
  const { allowedCidrs } = kubernetesApi;
  if (kubernetesApi.access === 'public' && allowedCidrs.length === 0) {
    report.problem(
      path,
      'list the networks that may reach a public Kubernetes API',
      allowedCidrs,
      'add them, or set access to private',
    );
  }
  if (allowedCidrs.length > MOST_API_CIDRS) {
    report.problem(path, `be at most ${MOST_API_CIDRS} networks`, allowedCidrs.length, 'join neighbouring networks');
  }
  allowedCidrs.forEach((cidr, index) => {
    if (!isTooLargeForApi(cidr)) return;
    report.problem(
      [...path, index],
      `be a /${SHORTEST_API_PREFIX} or smaller, not a large part of the internet`,
      cidr,
      'list the networks that need it',
    );
  });
  // A private endpoint has no public address: https://learn.microsoft.com/azure/aks/private-clusters#limitations
  if (
    environment.cloud === 'azure' &&
    environment.apiServer === 'private-cluster' &&
    kubernetesApi.access === 'public'
  ) {
    const rule = 'be vnet-integration where kubernetesApi.access is public';
    report.problem(['environment', 'apiServer'], rule, 'private-cluster', 'set it, or set access to private');
  }
  const addresses = allowedCidrs.reduce((sum, cidr) => sum + Cidr.parse(cidr).size, 0);
  if (kubernetesApi.access === 'public' && addresses > WIDE_API) {
    report.warn(
      path,
      `lets ${addresses} addresses of the internet reach the Kubernetes API: list the ones that need it`,
    );
  }
  // https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation#dns-based_endpoint
  if (environment.cloud === 'gcp' && environment.apiEndpoint === 'dns') {
    report.warn(
      ['environment', 'apiEndpoint'],
      "is dns: the Kubernetes API has a name of Google's that answers from the whole internet, to whoever IAM grants container.clusters.connect in the project; kubernetesApi.allowedCidrs does not limit it, VPC Service Controls can",
    );
  }
}

/** How the vendor may be known on Google Cloud. */
const GCP_VENDORS = ['serviceAccount', 'oidc', 'awsRole'] as const;
/** How the vendor may be known on Azure. */
const AZURE_VENDORS = ['applicationId', 'oidc'] as const;

/** Who the vendor is on this cloud. */
export function checkVendor(plan: Plan, environment: Environment, report: Report): void {
  const { cloud } = environment;
  if (plan.vendor[cloud] === undefined) {
    report.problem(
      ['plan', 'vendor', cloud],
      `be set for an environment on ${cloud}`,
      undefined,
      'add it, or install on another cloud',
    );
  }
  checkVendorIsNotOurs(plan, environment, report);
  if (plan.vendor.aws !== undefined) checkRoots(plan.vendor.aws, report);
  const { gcp, azure } = plan.vendor;
  if (gcp !== undefined) checkOneWay('gcp', GCP_VENDORS, gcp, report);
  if (azure === undefined) return;
  checkOneWay('azure', AZURE_VENDORS, azure, report);
  if ((azure.applicationId === undefined) !== (azure.tenantId === undefined)) {
    const fix = 'add the one, or remove the other';
    report.problem(['plan', 'vendor', 'azure', 'tenantId'], 'be set with applicationId only', azure.tenantId, fix);
  }
}

function checkOneWay<Way extends string>(
  cloud: Cloud,
  possible: readonly Way[],
  vendor: { readonly [W in Way]?: unknown },
  report: Report,
): void {
  const ways = possible.filter((way) => vendor[way] !== undefined);
  if (ways.length === 1) return;
  report.problem(
    ['plan', 'vendor', cloud],
    `have exactly one of ${possible.join(', ')}`,
    ways,
    ways.length === 0 ? 'add one' : 'remove the others',
  );
}

/** Room for those whom the vendor access role trusts: IAM takes 2,048 characters in a trust, which names them twice. */
const MOST_TRUSTED = 800;

/** A root stands for everybody in its account, so it needs a pattern; a pattern narrows nothing but a root. */
function checkRoots({ principals, principalArnLike }: NonNullable<Plan['vendor']['aws']>, report: Report): void {
  const path = ['plan', 'vendor', 'aws'];
  const length = [...principals, ...principalArnLike].join('').length;
  if (length > MOST_TRUSTED) {
    report.problem(
      [...path, 'principals'],
      `be ${MOST_TRUSTED} characters at most, together with principalArnLike: a trust policy has no room for more`,
      length,
      'name fewer, or the root of an account with a pattern',
    );
  }
  principals.forEach((arn, index) => {
    const account = accountOf(arn);
    if (arn !== `${account}root` || principalArnLike.some((pattern) => accountOf(pattern) === account)) return;
    report.problem(
      [...path, 'principals', index],
      'be narrowed by principalArnLike: it stands for everybody in its account',
      arn,
      `add a pattern like ${account}role/control-plane-*, or name the roles and users themselves`,
    );
  });
  principalArnLike.forEach((pattern, index) => {
    const root = `${accountOf(pattern)}root`;
    if (principals.includes(root)) return;
    report.problem(
      [...path, 'principalArnLike', index],
      'be of an account whose root is in principals',
      pattern,
      `add ${root} to principals, or correct the account`,
    );
  });
}

/** Everything of an ARN before the resource: `arn:aws:iam::999988887777:`. */
function accountOf(arn: string): string {
  return arn.slice(0, arn.lastIndexOf(':') + 1);
}

/** Who may be let in to help. */
export function checkSupport(plan: Plan, { access, cloud }: Environment, report: Report): void {
  if (access.supportExpiresAt !== undefined && plan.support[cloud].length === 0) {
    report.problem(
      ['plan', 'support', cloud],
      'name the support engineers when supportExpiresAt is set',
      [],
      'add them, or remove supportExpiresAt',
    );
  }
}
