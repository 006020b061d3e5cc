import { Role, RoleBinding } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { DeployedOutputs } from '../../core/outputs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { apiResources, READ } from '../access/api-resources';
import { selectedBy } from '../labels';
import { type NetworkRule, PodNetworkPolicy } from '../network/network-policy';
import { waysOutOf } from '../network/way-out';
import { PRIORITY_CLASSES } from '../nodes/priority-classes';
import { addServiceAccount, type CloudAccount, systemAccountOf } from '../pods/cloud-account';
import { type PodDefaults, podDefaultsOf } from '../pods/pod-defaults';
import { SystemDeployment } from '../pods/system-deployment';
import { telemetryVariables } from '../telemetry-variables';

export interface StateExporterProps {
  /** Container image with tag or digest. It answers on 8081 at `/readyz` and `/livez`. */
  readonly image: string;
  /** Requests; memory is the limit, too. */
  readonly resources: { readonly cpu: string; readonly memory: string };
  /** Its service account. */
  readonly account: CloudAccount;
  /** Namespaces whose workloads it reads. */
  readonly namespaces: readonly string[];
  /** Environment variables beside `BYOC_NAMESPACES`. */
  readonly env: Readonly<Record<string, string>>;
  /** Whom it may reach, beside DNS. */
  readonly to: readonly NetworkRule[];
  readonly pods: PodDefaults;
}

const NAME = 'state-exporter';
/** Role and binding go together: what a binding refers to can never be changed. */
const ROLE = 'byoc-state-exporter-v1';
/** A second one would say everything twice. */
const REPLICAS = 1;
const HEALTH_PORT = 8081;

/**
 * The vendor's program that tells the control plane how the product is. It reads Deployments, StatefulSets and pods of the
 * product, which is all of their specification and status, and neither secrets nor config maps.
 */
export class StateExporter extends Construct {
  public constructor(scope: Construct, id: string, props: StateExporterProps) {
    super(scope, id);
    const { account } = props;
    const { namespace } = account;
    const serviceAccount = addServiceAccount(this, 'ServiceAccount', account);
    for (const read of props.namespaces) {
      const metadata = { name: ROLE, namespace: read };
      new Role(this, `${read}-role`, {
        metadata,
        rules: [
          {
            verbs: READ,
            resources: [...apiResources('apps', 'deployments', 'statefulsets'), ...apiResources('', 'pods')],
          },
        ],
      });
      const role = Role.fromRoleName(this, `${read}-role-name`, ROLE);
      new RoleBinding(this, `${read}-binding`, { metadata, role }).addSubjects(serviceAccount);
    }
    new SystemDeployment(this, 'Deployment', {
      name: NAME,
      namespace,
      serviceAccount: account.name,
      callsApi: true,
      replicas: REPLICAS,
      podLabels: account.podLabels,
      priorityClass: PRIORITY_CLASSES.system,
      pods: props.pods,
      container: {
        image: props.image,
        resources: props.resources,
        env: { ...props.env, BYOC_NAMESPACES: props.namespaces.join() },
        ports: { health: HEALTH_PORT },
        readiness: { port: 'health', path: '/readyz' },
        liveness: { port: 'health', path: '/livez' },
        mounts: { '/tmp': { scratchMiB: 16 } },
      },
    });
    new PodNetworkPolicy(this, 'NetworkPolicy', { name: NAME, namespace, labels: selectedBy(NAME), to: props.to });
  }
}

/** The exporter of an installation. Undefined: the plan has none. */
export function stateExporterPropsOf(
  config: DataPlaneConfig,
  outputs: DeployedOutputs,
): StateExporterProps | undefined {
  const { stateExporter, queue } = config.plan.telemetry;
  const target = queue[config.cloud];
  if (stateExporter === undefined || target === undefined) return undefined;
  const account = systemAccountOf(config, outputs, NAME);
  const waysOut = waysOutOf(config);
  return {
    image: stateExporter.image,
    resources: stateExporter.resources,
    account,
    namespaces: config.namespaces,
    env: telemetryVariables(config, target),
    to: [...waysOut.apiServer, ...waysOut.cloud(account.identity)],
    pods: podDefaultsOf(config, outputs),
  };
}
