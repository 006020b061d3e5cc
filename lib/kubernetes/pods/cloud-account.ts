import { ServiceAccount } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { SYSTEM_NAMESPACE } from '../../core/namespaces';
import type { DeployedOutputs, WorkloadOutputOf } from '../../core/outputs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import type { Identity } from '../../core/workloads';

/** A service account and the cloud identity that its pods get. */
export interface CloudAccount {
  readonly name: string;
  readonly namespace: string;
  /** What the identity may do. @default - the account has none */
  readonly identity?: Identity;
  /** Annotations of the service account that tie it to the identity. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Labels that its pods need for it. */
  readonly podLabels: Readonly<Record<string, string>>;
}

/**
 * A service account as the outputs tie it to its cloud identity. EKS Pod Identity and Google principals are tied to the
 * account by its name and need nothing in the cluster.
 */
export function cloudAccountOf(
  config: DataPlaneConfig,
  outputs: DeployedOutputs,
  namespace: string,
  name: string,
): CloudAccount {
  const identity = config.identities.find((each) => each.namespace === namespace && each.serviceAccount === name);
  const output = identity && outputs.workloads[identity.name];
  const tie = output === undefined ? { annotations: {}, podLabels: {} } : tieOf(output);
  return { name, namespace, ...(identity === undefined ? {} : { identity }), ...tie };
}

/** A service account of ours in the system namespace. */
export function systemAccountOf(config: DataPlaneConfig, outputs: DeployedOutputs, name: string): CloudAccount {
  return cloudAccountOf(config, outputs, SYSTEM_NAMESPACE, name);
}

/** Adds the account. Its token is mounted by the pods that say so, and by no others. */
export function addServiceAccount(scope: Construct, id: string, account: CloudAccount): ServiceAccount {
  const { name, namespace, annotations } = account;
  return new ServiceAccount(scope, id, {
    metadata: { name, namespace, ...(Object.keys(annotations).length > 0 ? { annotations: { ...annotations } } : {}) },
    automountToken: false,
  });
}

const GOOGLE_ACCOUNT = 'serviceAccount:';

/**
 * https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity,
 * https://learn.microsoft.com/en-us/azure/aks/workload-identity-overview
 */
function tieOf(output: WorkloadOutputOf[keyof WorkloadOutputOf]): Pick<CloudAccount, 'annotations' | 'podLabels'> {
  if ('clientId' in output) {
    return {
      annotations: { 'azure.workload.identity/client-id': output.clientId },
      podLabels: { 'azure.workload.identity/use': 'true' },
    };
  }
  if ('principal' in output && output.principal.startsWith(GOOGLE_ACCOUNT)) {
    const account = output.principal.slice(GOOGLE_ACCOUNT.length);
    return { annotations: { 'iam.gke.io/gcp-service-account': account }, podLabels: {} };
  }
  return { annotations: {}, podLabels: {} };
}
