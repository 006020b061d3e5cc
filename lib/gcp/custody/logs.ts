import { LoggingProjectBucketConfig } from '@cdktf/provider-google/lib/logging-project-bucket-config';
import { LoggingProjectSink } from '@cdktf/provider-google/lib/logging-project-sink';
import { Construct } from 'constructs';
import { namesOf } from '../names';
import type { GcpEncryption } from './encryption';
import { type DataOnDelete, isKept } from './removal';

export interface GcpLogsProps {
  /** Id of the environment, 2 to 16 lower-case letters and digits; no token, names are made from it. */
  readonly environmentId: string;
  /** Id of the project; no token. */
  readonly project: string;
  /** Region of the cluster, of the key, and of the log bucket. */
  readonly region: string;
  /** Key that encrypts the logs. */
  readonly encryption: GcpEncryption;
  /** How long logs are kept, 1 to 3650 days: https://cloud.google.com/logging/quotas */
  readonly retentionDays: number;
  /** What becomes of the log bucket when its stack is destroyed. */
  readonly dataOnDelete: DataOnDelete;
}

const MOST_RETENTION_DAYS = 3650;

/**
 * A log bucket of the installation's own, and what leads its logs there: those of the control plane, nodes and pods, and
 * of its subnets, firewall and NAT gateway. The project's bucket `_Default` gets them too, until the customer
 * excludes them there: docs/gcp/logs.md.
 *
 * A log bucket is encrypted with a key of yours from the first day or never:
 * https://cloud.google.com/logging/docs/routing/managed-encryption-storage
 */
export class GcpLogs extends Construct {
  /** Which entries of the project are the installation's, in the Logging query language. */
  public readonly filter: string;
  /** Resource name of the log bucket: `projects/P/locations/R/buckets/B`. */
  public readonly bucket: string;

  /** @throws Error if logs were to be kept longer than Cloud Logging can */
  public constructor(scope: Construct, id: string, props: GcpLogsProps) {
    super(scope, id);
    const { environmentId, project, region, encryption, retentionDays } = props;
    if (retentionDays > MOST_RETENTION_DAYS) {
      throw new Error(
        `'retentionDays' of ${this.node.path} must be at most ${MOST_RETENTION_DAYS}, got ${retentionDays}; Cloud Logging keeps nothing longer`,
      );
    }
    const names = namesOf(environmentId, project);
    const bucket = new LoggingProjectBucketConfig(this, 'Resource', {
      project,
      location: region,
      bucketId: names.logBucket,
      description: `Logs of installation ${names.cluster}`,
      retentionDays,
      locked: false,
      cmekSettings: { kmsKeyName: encryption.key },
      lifecycle: { preventDestroy: isKept(props.dataOnDelete) },
      dependsOn: [encryption.grants.logging],
    });
    this.bucket = bucket.id;
    this.filter = filterOf(names.cluster, region);
    // Within one project, a sink writes without an identity that would need a grant.
    new LoggingProjectSink(this, 'Sink', {
      project,
      name: names.logSink,
      description: `Leads the logs of installation ${names.cluster} to their bucket`,
      destination: `logging.googleapis.com/${bucket.id}`,
      filter: this.filter,
      uniqueWriterIdentity: true,
    });
  }
}

const CLUSTER_TYPES = [
  'gke_cluster',
  'gke_nodepool',
  'k8s_cluster',
  'k8s_container',
  'k8s_control_plane_component',
  'k8s_node',
  'k8s_pod',
];

/**
 * Types and labels: https://cloud.google.com/logging/docs/api/v2/resource-list. Subnets are told by the start of their
 * names, which no other installation shares: ids of environments have no hyphen.
 */
function filterOf(installation: string, region: string): string {
  const types = CLUSTER_TYPES.map((type) => `"${type}"`).join(' OR ');
  return [
    `(resource.type=(${types}) AND resource.labels.cluster_name="${installation}" AND resource.labels.location="${region}")`,
    `(resource.type="gce_subnetwork" AND resource.labels.subnetwork_name=~"^${installation}-")`,
    `(resource.type="nat_gateway" AND resource.labels.gateway_name="${installation}")`,
  ].join(' OR ');
}
