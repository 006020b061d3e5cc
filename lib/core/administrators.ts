import type { Report } from './config-error';
import type { Environment } from './environment/environment';
import type { Plan } from './plan/plan';

const PATH = ['environment', 'administrators'];

/** The customer's administrators: somebody, and nobody of the vendor's, for whom access has a mode and an end. */
export function checkAdministrators(plan: Plan, environment: Environment, report: Report): void {
  // On Azure, where nobody else could log in, that is refused.
  if (environment.administrators.length === 0 && environment.cloud !== 'azure') {
    report.warn(PATH, 'is empty: nobody of the customer can administer the cluster');
  }
  const vendors = vendorsOf(plan, environment).map(address);
  environment.administrators.forEach((member, index) => {
    if (!vendors.includes(address(member))) return;
    report.problem(
      [...PATH, index],
      'not be whom the plan names as vendor or support: what administrators may do has no end',
      member,
      'remove it: access.mode and access.supportExpiresAt let them in',
    );
  });
}

/** Everybody whom the plan names, in the form that administrators have on this cloud. */
function vendorsOf({ vendor, support }: Plan, { cloud }: Environment): readonly string[] {
  switch (cloud) {
    case 'aws':
      return [...(vendor.aws?.principals ?? []), ...support.aws];
    case 'gcp':
      return [...(vendor.gcp?.serviceAccount === undefined ? [] : [vendor.gcp.serviceAccount]), ...support.gcp];
    case 'azure':
      return support.azure;
  }
}

/** IAM of Google Cloud does not tell letters by their case, and of AWS allows no two roles that differ in it only. */
function address(member: string): string {
  return member.replace(/^(group|user|serviceAccount):/, '').toLowerCase();
}
