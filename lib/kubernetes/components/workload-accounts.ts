import { Construct } from 'constructs';
import { SYSTEM_NAMESPACE } from '../../core/namespaces';
import type { DeployedOutputs } from '../../core/outputs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { addServiceAccount, type CloudAccount, cloudAccountOf } from '../pods/cloud-account';

export interface WorkloadAccountsProps {
  readonly accounts: readonly CloudAccount[];
}

/** Service accounts of the product's workloads. The agent cannot make any: who could would choose the cloud identity. */
export class WorkloadAccounts extends Construct {
  public constructor(scope: Construct, id: string, props: WorkloadAccountsProps) {
    super(scope, id);
    for (const account of props.accounts) addServiceAccount(this, `${account.namespace}-${account.name}`, account);
  }
}

/** The plan's workloads outside the system namespace, where each component brings its own account. */
export function workloadAccountsPropsOf(config: DataPlaneConfig, outputs: DeployedOutputs): WorkloadAccountsProps {
  const accounts = config.identities
    .filter(({ kind, namespace }) => kind === 'workload' && namespace !== SYSTEM_NAMESPACE)
    .map(({ namespace, serviceAccount }) => cloudAccountOf(config, outputs, namespace, serviceAccount));
  return { accounts };
}
