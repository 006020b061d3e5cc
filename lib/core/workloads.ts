import { CAPABILITIES, type CapabilityId } from './capabilities';
import type { Cloud } from './clouds/cloud-facts';
import { CLUSTER_SERVICES, type ClusterServiceId } from './cluster-services';
import type { Report } from './config-error';
import type { Environment } from './environment/environment';
import { isReserved, SYSTEM_NAMESPACE } from './namespaces';
import type { Plan } from './plan/plan';

/** A capability with its target resolved. */
export interface GrantedCapability {
  readonly id: CapabilityId;
  readonly reason: string;
  /** Bucket name, workspace ARN, queue ARN, `bucket/prefix/` or zone id. @default - the capability has no target */
  readonly target?: string;
}

/** A service account in the cluster and what it may do in the cloud. */
export interface Identity {
  /** Unique in the installation; the cloud role is named after it. */
  readonly name: string;
  readonly kind: 'workload' | 'cluster-service';
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly capabilities: readonly GrantedCapability[];
  /** Google Cloud only: it acts by a Google service account. @default - IAM knows the Kubernetes account directly */
  readonly googleServiceAccount?: true;
}

/** Finds each capability's target; a capability without one is a problem. */
export function resolveIdentities(plan: Plan, environment: Environment, report: Report): Identity[] {
  const workloads = plan.workloads.map((workload, index): Identity => {
    const path = ['plan', 'workloads', index];
    // There, add-ons and the cloud's own services have their accounts.
    if (isReserved(workload.namespace) && workload.namespace !== SYSTEM_NAMESPACE) {
      report.problem([...path, 'namespace'], 'be a namespace of the product', workload.namespace, 'choose another one');
    }
    const signs = environment.cloud === 'gcp' && workload.googleServiceAccount;
    if (
      signs &&
      workload.capabilities.some((capability) => 'bucket' in capability && capability.bucket !== undefined)
    ) {
      // https://cloud.google.com/storage/docs/request-endpoints
      report.warn(
        [...path, 'googleServiceAccount'],
        'lets the workload sign URLs of objects, and whoever has such a URL can also use it without TLS; the organization policy storage.secureHttpTransport refuses that',
      );
    }
    return {
      name: workload.name,
      kind: 'workload',
      namespace: workload.namespace,
      serviceAccount: workload.serviceAccount,
      capabilities: workload.capabilities.map((capability, nth) => {
        const bucket = 'bucket' in capability ? capability.bucket : undefined;
        return grant(capability.id, [...path, 'capabilities', nth], bucket, plan, environment, report);
      }),
      ...(signs ? { googleServiceAccount: true } : {}),
    };
  });
  plan.clusterServices.forEach((id, index) => {
    if (plan.clusterServices.indexOf(id) === index) return;
    report.problem(['plan', 'clusterServices', index], 'be named once', id, 'remove it');
  });
  const services = clusterServicesWithIdentity(plan, environment.cloud).map(
    ({ id, identity, index }): Identity => ({
      name: id,
      kind: 'cluster-service',
      namespace: identity.namespace,
      serviceAccount: identity.serviceAccount,
      capabilities: [
        grant(identity.capability, ['plan', 'clusterServices', index], undefined, plan, environment, report),
      ],
    }),
  );
  const all = [...workloads, ...services];
  all.forEach((identity, index) => {
    const earlier = all.findIndex(
      (other) => other.namespace === identity.namespace && other.serviceAccount === identity.serviceAccount,
    );
    const twin = all[earlier];
    if (twin === undefined || earlier === index) return;
    // Only a workload's account can be changed; where both are workloads, the later one is to blame.
    const [at, other] = identity.kind === 'workload' ? [index, twin] : [earlier, identity];
    report.problem(
      ['plan', 'workloads', at, 'serviceAccount'],
      `be used once, but '${other.name}' has it too`,
      `${identity.namespace}/${identity.serviceAccount}`,
      'give each workload a service account of its own',
    );
  });
  return all;
}

function clusterServicesWithIdentity(plan: Plan, cloud: Cloud) {
  return plan.clusterServices.flatMap((id: ClusterServiceId, index) => {
    const { delivery, identity } = CLUSTER_SERVICES[id];
    const ours = delivery[cloud] === 'chart' || delivery[cloud] === 'add-on';
    const again = plan.clusterServices.indexOf(id) < index;
    return identity !== undefined && ours && !again ? [{ id, identity, index }] : [];
  });
}

function grant(
  id: CapabilityId,
  path: (string | number)[],
  bucket: string | undefined,
  plan: Plan,
  environment: Environment,
  report: Report,
): GrantedCapability {
  const { reason, target } = CAPABILITIES[id];
  const bucketNames = plan.buckets.map(({ name }) => name);
  switch (target) {
    case 'none':
      return { id, reason };
    case 'bucket':
      if (bucket === undefined || !bucketNames.includes(bucket)) {
        report.problem(
          [...path, 'bucket'],
          'name a bucket of the plan',
          bucket,
          `choose one of ${bucketNames.join(', ')} or add it to plan.buckets`,
        );
      }
      return { id, reason, target: bucket ?? '' };
    case 'metrics-workspace':
      return { id, reason, target: needed(environment.own.metricsWorkspace, 'environment.own.metricsWorkspace') };
    case 'dns-zone':
      return { id, reason, target: needed(environment.dns?.zoneId, 'environment.dns') };
    case 'telemetry-queue':
      return {
        id,
        reason,
        target: needed(plan.telemetry.queue[environment.cloud], `plan.telemetry.queue.${environment.cloud}`),
      };
    case 'telemetry-billing':
      return {
        id,
        reason,
        target: needed(plan.telemetry.billing[environment.cloud], `plan.telemetry.billing.${environment.cloud}`),
      };
  }

  function needed(value: string | undefined, where: string): string {
    if (value === undefined) report.problem(path, `have a target (it ${reason})`, id, `set ${where} or remove it`);
    return value ?? '';
  }
}
