import type { Path, Report } from './config-error';
import type { Environment } from './environment/environment';
import { installationName } from './names';
import type { Plan } from './plan/plan';

/** Where bootstrap and custody keep every role and policy that they make on AWS. */
export const OURS_ON_AWS = '/byoc/';

/** What workloads' accounts end with: four letters and digits that make no word. */
const SUFFIX = '[b-df-hj-np-tv-z2-9]{4}';

/** Whether a service account is one that the installation makes: nodes, vendor, support and workloads act by them. */
export function isAccountOf(environmentId: string, project: string, address: string): boolean {
  const [name = '', domain] = address.split('@');
  if (domain !== `${project}.iam.gserviceaccount.com`) return false;
  return (
    name.startsWith(`${installationName(environmentId)}-`) ||
    new RegExp(`^${environmentId}-[a-z0-9-]{1,8}-${SUFFIX}$`).test(name)
  );
}

/** The vendor must be somebody of its own: else every node or pod would be the vendor, whatever its own rights are. */
export function checkVendorIsNotOurs({ vendor, support }: Plan, environment: Environment, report: Report): void {
  const refuse = (path: Path, what: string, got: string): void =>
    report.problem(['plan', ...path], `not be ${what} of the installation itself`, got, `name one of the vendor's`);
  if (environment.cloud === 'gcp') {
    const { serviceAccount } = vendor.gcp ?? {};
    if (serviceAccount === undefined || !isAccountOf(environment.id, environment.project, serviceAccount)) return;
    refuse(['vendor', 'gcp', 'serviceAccount'], 'an account', serviceAccount);
  }
  if (environment.cloud !== 'aws') return;
  const { principals = [], principalArnLike = [] } = vendor.aws ?? {};
  const lists: [Path, readonly string[]][] = [
    [['vendor', 'aws', 'principals'], principals],
    [['vendor', 'aws', 'principalArnLike'], principalArnLike],
    [['support', 'aws'], support.aws],
  ];
  for (const [path, arns] of lists) {
    arns.forEach((arn, index) => {
      if (mayBeRoleOf(environment.account, arn)) refuse([...path, index], 'a role', arn);
    });
  }
}

/** Whether an ARN, which may have wildcards, is that of a role which bootstrap or custody make in an account. */
function mayBeRoleOf(account: string, arn: string): boolean {
  const [, , , , owner, resource = ''] = arn.split(':');
  const ours = `role${OURS_ON_AWS}`;
  const [start = ''] = resource.split('*');
  const isPattern = start !== resource;
  return owner === account && (start.startsWith(ours) || (isPattern && ours.startsWith(start)));
}
