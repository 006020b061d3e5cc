import { aws_iam as iam, aws_kms as kms, aws_s3 as s3 } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { custodyOutputs } from '../../core/outputs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { boundaryArn, boundaryContext } from '../boundary-context';
import { InstallationStack, type InstallationStackProps } from '../installation-stack';
import { namesOf } from '../names';
import { boundaryDenials } from '../permissions/boundary';
import { checkPlace } from '../place';
import { asksForFlowLogs, supportOf } from './asked-for';
import { AwsCustody, type AwsCustodyProps } from './custody';
import { mapEntries } from './entries';

/** The custody of an installation as a stack: name, tags, protection and outputs are set here. */
export class AwsCustodyStack extends InstallationStack {
  public readonly custody: AwsCustody;

  public constructor(scope: Construct, id: string, props: InstallationStackProps) {
    super(scope, id, props, {
      stackName: namesOf(props.config.environment.id).stacks.custody,
      description: 'Key, buckets, logs and roles of an installation; stays with the customer',
    });
    this.custody = new AwsCustody(this, 'Custody', awsCustodyProps(this, props.config));
    this.declare(custodyOutputs(this.custody.outputs), {
      EncryptionKey: namesOf(props.config.environment.id).keyExport,
    });
  }
}

/**
 * What custody takes from a configuration. The customer's own key, roles and buckets, which the environment names,
 * are imported into the scope. Roles get the boundary that the bootstrap makes, which must be deployed before; where the
 * customer has a boundary of its own, they get that one, and what ours denies as a policy of their own.
 *
 * @throws Error if the scope's stack is not in the environment's account and region
 */
export function awsCustodyProps(scope: Construct, config: DataPlaneConfig<'aws'>): AwsCustodyProps {
  checkPlace(scope, config);
  const { environment, plan } = config;
  const { own } = environment;
  const support = supportOf(config);
  return {
    environmentId: environment.id,
    identities: config.identities,
    buckets: plan.buckets,
    bucketNames: environment.bucketNames,
    dataOnDelete: environment.dataOnDelete,
    logRetentionDays: environment.logRetentionDays,
    flowLogs: asksForFlowLogs(config),
    nodeShell: environment.nodeShell,
    roles: mapEntries(own.roles, (name, arn) =>
      iam.Role.fromRoleArn(scope, `OwnRole-${environment.id}-${name}`, arn, { mutable: false }),
    ),
    ownBuckets: mapEntries(own.buckets, (name, bucket) =>
      s3.Bucket.fromBucketName(scope, `OwnBucket-${environment.id}-${name}`, bucket),
    ),
    ...(own.encryptionKey === undefined
      ? {}
      : { encryptionKey: kms.Key.fromKeyArn(scope, `OwnKey-${environment.id}`, own.encryptionKey) }),
    permissionsBoundary: iam.ManagedPolicy.fromManagedPolicyArn(
      scope,
      `Boundary-${environment.id}`,
      own.permissionsBoundary ?? boundaryArn(scope, environment.id),
    ),
    ...(own.permissionsBoundary === undefined ? {} : { denials: boundaryDenials(boundaryContext(scope, config)) }),
    ...(support === undefined ? {} : { support }),
  };
}
