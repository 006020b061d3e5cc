import { Role, RoleBinding, type RolePolicyRule, ServiceAccount } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { SYSTEM_NAMESPACE } from '../../core/namespaces';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { apiResources, namedResources, READ, WRITE } from '../access/api-resources';

export interface AgentRightsProps {
  /** The agent's service account. */
  readonly account: { readonly name: string; readonly namespace: string };
  /** Name of the lease by which its pods agree who works, in the namespace of its account. */
  readonly lease: string;
  /** Namespaces that it works in. */
  readonly namespaces: readonly string[];
  /** Names of the secrets that it may read in them. */
  readonly secrets: readonly string[];
  /** Whether it routes hosts of the product with Istio's objects. */
  readonly routes: boolean;
}

/** The agent's service account in the system namespace, and the lease of its pods. */
export const AGENT_ACCOUNT = 'agent';
export const AGENT_LEASE = 'agent';

/** A binding cannot change its role, so a role that does has another version. */
const NAME = 'byoc-agent-v1';

/**
 * What the agent may do: run the product in its own namespaces, and nothing elsewhere but hold its lease. It makes no
 * account, role, quota or network policy, reads no secret but those that are named, and enters no container.
 */
export class AgentRights extends Construct {
  public constructor(scope: Construct, id: string, props: AgentRightsProps) {
    super(scope, id);
    const { account, lease, namespaces } = props;
    const subject = ServiceAccount.fromServiceAccountName(this, 'Account', account.name, {
      namespaceName: account.namespace,
    });
    const give = (namespace: string, rules: RolePolicyRule[]) => {
      const metadata = { name: NAME, namespace };
      new Role(this, `${namespace}-role`, { metadata, rules });
      const role = Role.fromRoleName(this, `${namespace}-role-name`, NAME);
      new RoleBinding(this, `${namespace}-binding`, { metadata, role }).addSubjects(subject);
    };
    give(account.namespace, [
      // Kubernetes cannot tell a name before the object is there.
      { verbs: ['create'], resources: apiResources(LEASES.group, LEASES.type) },
      { verbs: ['get', 'update', 'patch'], resources: namedResources(LEASES.group, LEASES.type, [lease]) },
    ]);
    for (const namespace of namespaces) give(namespace, rulesOf(props));
  }
}

const LEASES = { group: 'coordination.k8s.io', type: 'leases' };

function rulesOf({ secrets, routes }: AgentRightsProps): RolePolicyRule[] {
  return [
    { verbs: WRITE, resources: apiResources('apps', 'deployments', 'statefulsets') },
    { verbs: WRITE, resources: apiResources('batch', 'jobs') },
    { verbs: WRITE, resources: apiResources('', 'services', 'configmaps', 'persistentvolumeclaims') },
    { verbs: READ, resources: apiResources('', 'pods', 'events') },
    { verbs: ['get'], resources: apiResources('', 'pods/log') },
    ...(secrets.length > 0 ? [{ verbs: ['get'], resources: namedResources('', 'secrets', secrets) }] : []),
    ...(routes
      ? [{ verbs: WRITE, resources: apiResources('networking.istio.io', 'virtualservices', 'destinationrules') }]
      : []),
  ];
}

/** Rights of the agent of an installation. */
export function agentRightsPropsOf({ plan, namespaces }: DataPlaneConfig): AgentRightsProps {
  return {
    account: { name: AGENT_ACCOUNT, namespace: SYSTEM_NAMESPACE },
    lease: AGENT_LEASE,
    namespaces,
    secrets: plan.agent.secrets,
    routes: plan.clusterServices.includes('istio'),
  };
}
