import type { Path, Report } from './config-error';
import { isAccountOf } from './installation-accounts';
import type { EnvironmentOf } from './resolved-network';

type GcpEnvironment = EnvironmentOf<'gcp'>;

/** https://cloud.google.com/dns/docs/reference/rest/v1/managedZones */
const MANAGED_ZONE = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** What a customer brings on Google Cloud must lie where the installation is; what else it must be, only the project knows. */
export function checkOwnOnGcp(environment: GcpEnvironment, report: Report): void {
  const { id, project, region, administrators, own, dns } = environment;
  administrators.forEach((member, index) => {
    const [, address = ''] = member.split(':');
    if (!isAccountOf(id, project, address.toLowerCase())) return;
    const path = ['environment', 'administrators', index];
    report.problem(path, 'not be an account of the installation itself', member, 'name a group of your staff');
  });
  if (own.encryptionKey !== undefined && !own.encryptionKey.includes(`/locations/${region}/`)) {
    const path = ['environment', 'own', 'encryptionKey'];
    report.problem(path, `be of a key ring in ${region}`, own.encryptionKey, 'use a key of that region: none can move');
  }
  if (dns !== undefined && !MANAGED_ZONE.test(dns.zoneId)) {
    const path = ['environment', 'dns', 'zoneId'];
    report.problem(path, `be the name of a managed zone in ${project}`, dns.zoneId, 'write it like acme-example-com');
  }
  warnOfUnknown(environment, report);
}

function warnOfUnknown({ project, projectNumber, own }: GcpEnvironment, report: Report): void {
  report.warn(
    ['environment', 'projectNumber'],
    `unknown whether ${project} has the number ${projectNumber}, by which service agents and workloads are let in; verify with: gcloud projects describe ${project} --format="value(projectNumber)"`,
  );
  const unknown = (path: Path, what: string, command: string): void =>
    report.warn(['environment', 'own', ...path], `unknown whether ${what}; verify with: ${command}`);
  if (own.encryptionKey !== undefined) {
    unknown(
      ['encryptionKey'],
      `whoever applies custody may set the policy of the key, in which custody lets the service agents of GKE, Compute Engine, Cloud Storage and Cloud Logging of project ${projectNumber} encrypt and decrypt`,
      `gcloud kms keys get-iam-policy ${own.encryptionKey}`,
    );
  }
  for (const [name, bucket] of Object.entries(own.buckets)) {
    unknown(
      ['buckets', name],
      'the bucket is in this region, closed to the public, encrypted with the key and without access lists of objects',
      `gcloud storage buckets describe gs://${bucket}`,
    );
  }
  if (own.metricsWorkspace !== undefined && own.metricsWorkspace !== project) {
    unknown(
      ['metricsWorkspace'],
      'workloads may be given access to the metrics of that project by whoever applies the installation',
      `gcloud projects get-iam-policy ${own.metricsWorkspace}`,
    );
  }
}
