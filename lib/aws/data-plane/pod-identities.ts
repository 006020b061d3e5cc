import { aws_eks as eks, type aws_iam as iam } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Identity } from '../../core/workloads';

export interface AwsPodIdentitiesProps {
  /** Name of the cluster. */
  readonly clusterName: string;
  /** Service accounts that have a role. */
  readonly identities: readonly Identity[];
  /** Roles by the name of the identity. */
  readonly roles: Readonly<Record<string, iam.IRole>>;
}

/** Ties service accounts to their roles. The role's trust names the same cluster, namespace and service account. */
export class AwsPodIdentities extends Construct {
  public constructor(scope: Construct, id: string, props: AwsPodIdentitiesProps) {
    super(scope, id);
    for (const { name, namespace, serviceAccount } of props.identities) {
      const role = props.roles[name];
      if (role === undefined)
        throw new Error(
          `'roles' of ${this.node.path} must have a role for '${name}', got ${Object.keys(props.roles).join(', ')}; make custody from the same configuration`,
        );
      // Not by the workload's name: EKS has one association per service account, and a renamed workload keeps its own.
      new eks.CfnPodIdentityAssociation(this, `${namespace}:${serviceAccount}`, {
        clusterName: props.clusterName,
        namespace,
        serviceAccount,
        roleArn: role.roleArn,
      });
    }
  }
}
