import { aws_eks as eks, type aws_iam as iam } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { ClusterServiceId } from '../../core/cluster-services';
import { type AddOnContext, type EksAddOn, eksAddOns } from '../eks-add-ons';

export interface AwsAddOnsProps extends AddOnContext {
  /** Name of the cluster. */
  readonly clusterName: string;
  /** Versions by add-on; EKS chooses for one that is missing. */
  readonly versions: Readonly<Record<string, string>>;
  /** Cluster services that are add-ons: `metrics-server`, `snapshot-controller`. */
  readonly services: readonly ClusterServiceId[];
  /** Roles by name: `vpc-cni`, `ebs-csi`. */
  readonly roles: Readonly<Record<string, iam.IRole>>;
}

/** EKS add-ons in two groups, because networking must be there before nodes and the rest needs nodes. */
export class AwsAddOns extends Construct {
  /** Network plugin, proxy and Pod Identity agent. */
  public readonly beforeNodes: Construct;
  /** What runs as pods on the system nodes. */
  public readonly afterNodes: Construct;

  public constructor(scope: Construct, id: string, props: AwsAddOnsProps) {
    super(scope, id);
    this.beforeNodes = new Construct(this, 'BeforeNodes');
    this.afterNodes = new Construct(this, 'AfterNodes');
    for (const addOn of eksAddOns(props.services)) {
      makeAddOn(addOn.when === 'before-nodes' ? this.beforeNodes : this.afterNodes, addOn, props);
    }
  }
}

function makeAddOn(scope: Construct, { name, identity, configuration }: EksAddOn, props: AwsAddOnsProps): void {
  const version = props.versions[name];
  const role = identity === undefined ? undefined : props.roles[identity.role];
  new eks.CfnAddon(scope, name, {
    clusterName: props.clusterName,
    addonName: name,
    resolveConflicts: 'OVERWRITE',
    preserveOnDelete: false,
    ...(version === undefined ? {} : { addonVersion: version }),
    ...(configuration === undefined ? {} : { configurationValues: JSON.stringify(configuration(props)) }),
    ...(identity === undefined || role === undefined
      ? {}
      : { podIdentityAssociations: [{ serviceAccount: identity.serviceAccount, roleArn: role.roleArn }] }),
  });
}
