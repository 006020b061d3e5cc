import type { Report } from './config-error';
import type { EnvironmentOf } from './resolved-network';

type Existing = Extract<EnvironmentOf<'gcp'>['network'], { kind: 'existing' }>;

const PATH = ['environment', 'network', 'hostProject'];
const PAGE = 'docs/gcp/shared-vpc.md';

/**
 * What the owner of the host project must have done, which nobody in the installation's project can:
 * https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-shared-vpc
 */
export function warnOfSharedVpc(
  { project, projectNumber, region }: EnvironmentOf<'gcp'>,
  { nodeSubnet, privateServiceConnectSubnet, controlPlaneSubnet }: Existing,
  host: string,
  report: Report,
): void {
  const gke = `service-${projectNumber}@container-engine-robot.iam.gserviceaccount.com`;
  const apis = `${projectNumber}@cloudservices.gserviceaccount.com`;
  const needs = (what: string, command: string): void =>
    report.warn(PATH, `needs ${what} (${PAGE}); verify with: gcloud ${command}`);
  needs(`${project} as a service project`, `compute shared-vpc get-host-project ${project}`);
  const mayUse = (subnet: string, members: string): void =>
    needs(
      `roles/compute.networkUser on subnet ${subnet} for ${members}`,
      `compute networks subnets get-iam-policy ${subnet} --project ${host} --region ${region}`,
    );
  mayUse(nodeSubnet, `${gke}, ${apis} and whoever applies the data plane`);
  if (privateServiceConnectSubnet !== undefined) mayUse(privateServiceConnectSubnet, gke);
  if (controlPlaneSubnet !== undefined) mayUse(controlPlaneSubnet, gke);
  needs(
    `roles/container.hostServiceAgentUser for ${gke}`,
    `projects get-iam-policy ${host} --flatten="bindings[].members" --filter="bindings.role=roles/container.hostServiceAgentUser"`,
  );
  needs(
    'the API container.googleapis.com',
    `services list --project ${host} --filter="config.name=container.googleapis.com"`,
  );
}
