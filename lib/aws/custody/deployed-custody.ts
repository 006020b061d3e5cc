import { Aws, Fn, aws_iam as iam, aws_kms as kms, aws_logs as logs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { EKS_ADD_ONS } from '../eks-add-ons';
import { BUILT_IN_ROLES, namesOf, type RoleKind } from '../names';
import { asksForFlowLogs, supportOf } from './asked-for';
import type { IAwsCustody } from './custody-contract';

/** Names are functions of the environment's id; only the key is read from an export. */
export class DeployedCustody extends Construct implements IAwsCustody {
  public readonly encryptionKey: kms.IKey;
  public readonly clusterRole: iam.IRole;
  public readonly nodeRole: iam.IRole;
  public readonly flowLogRole?: iam.IRole;
  public readonly addOnRoles: Readonly<Record<string, iam.IRole>>;
  public readonly identityRoles: Readonly<Record<string, iam.IRole>>;
  public readonly supportRole?: iam.IRole;
  public readonly clusterLogGroup: logs.ILogGroup;
  public readonly flowLogGroup?: logs.ILogGroup;

  public constructor(scope: Construct, id: string, config: DataPlaneConfig<'aws'>) {
    super(scope, id);
    const { environment, identities } = config;
    const names = namesOf(environment.id);
    const role = (name: string, kind: RoleKind): iam.IRole => {
      const arn =
        environment.own.roles[name] ??
        `arn:${Aws.PARTITION}:iam::${environment.account}:${names.roleResource(name, kind)}`;
      return iam.Role.fromRoleArn(this, name, arn, { mutable: false });
    };
    const keyArn = environment.own.encryptionKey ?? Fn.importValue(names.keyExport);
    this.encryptionKey = kms.Key.fromKeyArn(this, 'Key', keyArn);
    this.clusterRole = role('cluster', BUILT_IN_ROLES.cluster);
    this.nodeRole = role('nodes', BUILT_IN_ROLES.nodes);
    this.addOnRoles = Object.fromEntries(
      EKS_ADD_ONS.flatMap(({ identity }) =>
        identity === undefined ? [] : [[identity.role, role(identity.role, BUILT_IN_ROLES[identity.role])]],
      ),
    );
    this.identityRoles = Object.fromEntries(identities.map(({ name }) => [name, role(name, 'pods')]));
    if (supportOf(config) !== undefined) this.supportRole = role('support', BUILT_IN_ROLES.support);
    this.clusterLogGroup = logs.LogGroup.fromLogGroupName(this, 'ClusterLogs', names.logGroups.cluster);
    if (asksForFlowLogs(config)) {
      this.flowLogRole = role('flow-logs', BUILT_IN_ROLES['flow-logs']);
      this.flowLogGroup = logs.LogGroup.fromLogGroupName(this, 'FlowLogs', names.logGroups.flow);
    }
  }
}
