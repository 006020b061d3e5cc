import type { Path, Report } from './config-error';
import { OURS_ON_AWS } from './installation-accounts';
import type { EnvironmentOf } from './resolved-network';

/** https://docs.aws.amazon.com/Route53/latest/APIReference/API_HostedZone.html */
const ROUTE_53_ZONE = /^Z[A-Z0-9]{1,31}$/;

const OUR_BOOTSTRAP = '/byoc/bootstrap/';

type AwsEnvironment = EnvironmentOf<'aws'>;

/** What a customer brings on AWS must lie where the installation is; what else it must be, only the account knows. */
export function checkOwnOnAws(environment: AwsEnvironment, report: Report): void {
  for (const [path, arn] of ownArns(environment)) {
    const [, , , region, account] = arn.split(':');
    if (account !== environment.account) {
      report.problem(path, `be in account ${environment.account}`, arn, 'use one of this account');
    }
    if (region !== '' && region !== environment.region) {
      report.problem(path, `be in ${environment.region}`, arn, 'use one of this region');
    }
  }
  checkNotOurs(environment, report);
  const { dns } = environment;
  if (dns !== undefined && !ROUTE_53_ZONE.test(dns.zoneId)) {
    const path = ['environment', 'dns', 'zoneId'];
    report.problem(path, 'be the id of a Route 53 hosted zone', dns.zoneId, 'write it like Z0123456789ABCDEFGHIJ');
  }
  warnOfUnknown(environment, report);
}

/** Room for administrators in the policy of the deployment role that names them: IAM takes 6,144 characters in each. */
const MOST_ADMINISTRATORS = 420;

/** What the installation makes itself cannot be brought to it: it would administer, or limit, itself. */
function checkNotOurs({ administrators, own }: AwsEnvironment, report: Report): void {
  const length = administrators.join('').length;
  if (length > MOST_ADMINISTRATORS) {
    report.problem(
      ['environment', 'administrators'],
      `be ${MOST_ADMINISTRATORS} characters at most in all: one IAM policy names them`,
      length,
      'name fewer: a role may be assumed by many',
    );
  }
  administrators.forEach((arn, index) => {
    if (!arn.includes(`:role${OURS_ON_AWS}`)) return;
    const path = ['environment', 'administrators', index];
    report.problem(path, `be a role of yours, not one under ${OURS_ON_AWS}`, arn, 'name a role that your staff assume');
  });
  const boundary = own.permissionsBoundary;
  if (boundary?.includes(`:policy${OUR_BOOTSTRAP}`)) {
    const path = ['environment', 'own', 'permissionsBoundary'];
    report.problem(
      path,
      `be a policy of yours, not one under ${OUR_BOOTSTRAP}`,
      boundary,
      'leave it out: the bootstrap makes that one',
    );
  }
}

function ownArns({ own, administrators }: AwsEnvironment): [Path, string][] {
  const entries: [Path, string | undefined][] = [
    [['own', 'encryptionKey'], own.encryptionKey],
    [['own', 'permissionsBoundary'], own.permissionsBoundary],
    [['own', 'metricsWorkspace'], own.metricsWorkspace],
    ...Object.entries(own.roles).map(([name, arn]): [Path, string] => [['own', 'roles', name], arn]),
    ...administrators.map((arn, index): [Path, string] => [['administrators', index], arn]),
  ];
  return entries.flatMap(([path, arn]) =>
    arn === undefined ? [] : [[['environment', ...path], arn] as [Path, string]],
  );
}

function warnOfUnknown({ region, own }: AwsEnvironment, report: Report): void {
  const unknown = (path: Path, what: string, command: string): void =>
    report.warn(['environment', 'own', ...path], `unknown whether ${what}; verify with: ${command}`);
  if (own.encryptionKey !== undefined) {
    unknown(
      ['encryptionKey'],
      'the key has the statements of docs/own-key.md',
      `aws kms get-key-policy --region ${region} --key-id ${own.encryptionKey} --policy-name default`,
    );
  }
  for (const [name, arn] of Object.entries(own.roles)) {
    const role = arn.slice(arn.lastIndexOf('/') + 1);
    unknown(
      ['roles', name],
      'the role has the trust and the permissions of docs/permissions.md',
      `aws iam get-role --role-name ${role} (and list-role-policies, list-attached-role-policies)`,
    );
  }
  for (const [name, bucket] of Object.entries(own.buckets)) {
    unknown(
      ['buckets', name],
      'the bucket is in this region, closed to the public, encrypted with the key and TLS-only',
      `aws s3api get-bucket-policy --bucket ${bucket} (and get-bucket-location, get-bucket-encryption, get-public-access-block)`,
    );
  }
}
