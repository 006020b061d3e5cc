import { ProjectService } from '@cdktf/provider-google/lib/project-service';
import { Construct } from 'constructs';

export interface GcpRequiredApisProps {
  /** Id of the project. */
  readonly project: string;
  /** APIs beside those that every installation uses. @default [] */
  readonly optional?: readonly OptionalApi[];
}

/** Google's APIs that an installation uses, and what for. */
export const REQUIRED_APIS: Readonly<Record<string, string>> = {
  'cloudkms.googleapis.com': 'the key of custody',
  'cloudresourcemanager.googleapis.com': 'the policy of the project',
  'compute.googleapis.com': 'network, addresses and nodes',
  'container.googleapis.com': 'the cluster',
  'containersecurity.googleapis.com': 'the security posture of the cluster',
  'dns.googleapis.com': 'private zones and the zone of the product',
  'iam.googleapis.com': 'service accounts, custom roles and the pool of identities',
  'iamcredentials.googleapis.com': 'short-lived tokens of service accounts',
  'logging.googleapis.com': 'logs of cluster and network',
  'monitoring.googleapis.com': 'metrics of nodes and cluster',
  'serviceusage.googleapis.com': 'this list',
  'storage.googleapis.com': 'buckets of custody',
  'sts.googleapis.com': 'tokens of federated identities and of pods',
};

/** Those that it uses only where its environment asks for it, and what for. */
export const OPTIONAL_APIS = {
  'binaryauthorization.googleapis.com': 'the policy of the project that decides which images may run',
  'iap.googleapis.com': 'the way to a shell on a node',
  // https://cloud.google.com/vpc/docs/configure-private-service-connect-apis#before-you-begin
  'servicedirectory.googleapis.com': 'where Google registers private endpoints',
} as const;

export type OptionalApi = keyof typeof OPTIONAL_APIS;

/** Turns on the APIs that an installation needs. They stay on when it is removed: others may use them. */
export class GcpRequiredApis extends Construct {
  /** The APIs by name: `iam.googleapis.com`. What calls one must wait for it. */
  public readonly services: Readonly<Record<string, ProjectService>>;

  public constructor(scope: Construct, id: string, { project, optional = [] }: GcpRequiredApisProps) {
    super(scope, id);
    this.services = Object.fromEntries(
      [...Object.keys(REQUIRED_APIS), ...optional].map((service) => [
        service,
        new ProjectService(this, service.replace('.googleapis.com', ''), {
          project,
          service,
          // Left unset, versions of the provider turn them off when the stack is destroyed.
          disableOnDestroy: false,
        }),
      ]),
    );
  }
}
