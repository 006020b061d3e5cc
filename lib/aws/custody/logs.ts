import { type aws_kms as kms, aws_logs as logs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { namesOf } from '../names';
import { type DataOnDelete, removalPolicyOf } from './removal';

export interface AwsLogsProps {
  /** Id of the environment; may be a token. */
  readonly environmentId: string;
  /** Key that encrypts the logs. */
  readonly encryptionKey: kms.IKey;
  /** How long logs are kept, in days. */
  readonly retentionDays: number;
  /** Whether there is a group for flow logs. */
  readonly flowLogs: boolean;
  /** What becomes of the groups when their stack is deleted. */
  readonly dataOnDelete: DataOnDelete;
}

/**
 * Log groups with literal names, so that a later install can adopt them: EKS writes to one name only, and would make
 * a group without retention or key if it were missing.
 */
export class AwsLogs extends Construct {
  /** Logs of the Kubernetes control plane. */
  public readonly cluster: logs.ILogGroup;
  /** Flow logs of the network. */
  public readonly flow?: logs.ILogGroup;

  public constructor(scope: Construct, id: string, props: AwsLogsProps) {
    super(scope, id);
    const { logGroups } = namesOf(props.environmentId);
    this.cluster = makeGroup(this, 'Cluster', logGroups.cluster, props);
    if (props.flowLogs) this.flow = makeGroup(this, 'Flow', logGroups.flow, props);
  }
}

function makeGroup(scope: Construct, id: string, logGroupName: string, props: AwsLogsProps): logs.ILogGroup {
  return new logs.LogGroup(scope, id, {
    logGroupName,
    encryptionKey: props.encryptionKey,
    retention: props.retentionDays,
    removalPolicy: removalPolicyOf(props.dataOnDelete),
  });
}
