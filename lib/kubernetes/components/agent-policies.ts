import { Construct } from 'constructs';
import type { Cloud } from '../../core/clouds/cloud-facts';
import { SYSTEM_NAMESPACE } from '../../core/namespaces';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { AdmissionPolicy, type PolicyValidation, type RequestRule } from '../access/admission-policy';
import { celText, celTexts } from '../access/cel';
import { AGENT_ACCOUNT } from './agent-rights';

export interface AgentPoliciesProps {
  /** The agent's service account. */
  readonly account: { readonly name: string; readonly namespace: string };
  /** Service accounts as which its pods may run; in each namespace also as `default`. */
  readonly accounts: readonly { readonly name: string; readonly namespace: string }[];
  /** Namespaces that it works in. */
  readonly namespaces: readonly string[];
  /** Names of the secrets that its pods may be given. */
  readonly secrets: readonly string[];
  /** Whom the tokens of its pods may be made for: the cloud that knows their identity. */
  readonly audiences: readonly string[];
}

/** Names of the policies and of their bindings. */
export const AGENT_POLICIES = {
  pods: 'byoc-agent-pods',
  templates: 'byoc-agent-templates',
  cronJobs: 'byoc-agent-cron-jobs',
  services: 'byoc-agent-services',
} as const;

/**
 * What the agent's pods may be given. Who may make a Deployment can otherwise mount every secret of its namespace and run
 * as every account there, with the account's identity in the cloud: roles of Kubernetes cannot tell such Deployments apart.
 */
export class AgentPolicies extends Construct {
  public constructor(scope: Construct, id: string, props: AgentPoliciesProps) {
    super(scope, id);
    const { account } = props;
    const agent = celText(`system:serviceaccount:${account.namespace}:${account.name}`);
    const when = `has(request.userInfo.username) && request.userInfo.username == ${agent}`;
    for (const { id: child, name, pod, ...requests } of CARRIERS) {
      new AdmissionPolicy(this, child, {
        name,
        requests: { ...requests, apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'] },
        when,
        validations: podValidations(pod, props),
      });
    }
    new AdmissionPolicy(this, 'Services', {
      name: AGENT_POLICIES.services,
      requests: { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['services'] },
      when,
      validations: [
        {
          expression: '!has(object.spec.externalIPs) || object.spec.externalIPs.size() == 0',
          message: 'services of the agent have no externalIPs: they would take traffic of the whole cluster',
        },
      ],
    });
  }
}

/** What carries a pod, by where it does: an expression is checked against the types of one policy's resources. */
const CARRIERS: readonly ({ id: string; name: string; pod: string } & Pick<RequestRule, 'apiGroups' | 'resources'>)[] =
  [
    {
      id: 'Pods',
      name: AGENT_POLICIES.pods,
      pod: 'object.spec',
      apiGroups: [''],
      resources: ['pods', 'pods/ephemeralcontainers'],
    },
    {
      id: 'Templates',
      name: AGENT_POLICIES.templates,
      pod: 'object.spec.template.spec',
      apiGroups: ['', 'apps', 'batch'],
      resources: ['deployments', 'statefulsets', 'daemonsets', 'replicasets', 'replicationcontrollers', 'jobs'],
    },
    {
      id: 'CronJobs',
      name: AGENT_POLICIES.cronJobs,
      pod: 'object.spec.jobTemplate.spec.template.spec',
      apiGroups: ['batch'],
      resources: ['cronjobs'],
    },
  ];

const CONTAINERS = ['containers', 'initContainers', 'ephemeralContainers'];

/** Kinds of volume; what comes after this version of Kubernetes stays closed. */
const VOLUMES = ['configMap', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'];
const PROJECTED = ['configMap', 'downwardAPI', 'secret', 'serviceAccountToken'];

function podValidations(
  pod: string,
  { accounts, namespaces, secrets, audiences }: AgentPoliciesProps,
): PolicyValidation[] {
  const volumes = `${pod}.?volumes.orValue([])`;
  const all = [...namespaces.map((namespace) => ({ namespace, name: 'default' })), ...accounts];
  const allowedAccounts = celTexts(all.map(({ namespace, name }) => `${namespace}/${name}`));
  const allowed = celTexts(secrets);
  const hasOneOf = (value: string, fields: readonly string[]) =>
    `(${fields.map((field) => `has(${value}.${field})`).join(' || ')})`;
  const onlySecrets = `pods of the agent are given no secrets${secrets.length === 0 ? '' : ` but ${secrets.join(', ')}`} (agent.secrets of the plan)`;
  return [
    {
      expression: `request.namespace + "/" + ${pod}.?serviceAccountName.orValue("default") in ${allowedAccounts}`,
      message: 'pods of the agent run as workloads of the plan in their own namespace, or as default',
    },
    {
      expression: `!${pod}.?automountServiceAccountToken.orValue(false)`,
      message: 'pods of the agent get no token of the Kubernetes API: leave automountServiceAccountToken out',
    },
    {
      expression: `${volumes}.all(volume, ${hasOneOf('volume', VOLUMES)})`,
      message: `volumes of the agent's pods are of the kinds ${VOLUMES.join(', ')}`,
    },
    {
      expression: `${volumes}.all(volume, !has(volume.secret) || volume.secret.secretName in ${allowed})`,
      message: onlySecrets,
    },
    {
      expression: `${volumes}.all(volume, !has(volume.projected) || volume.projected.?sources.orValue([]).all(source, ${hasOneOf('source', PROJECTED)} && (!has(source.secret) || source.secret.name in ${allowed})))`,
      message: `${onlySecrets}; what is projected is of the kinds ${PROJECTED.join(', ')}`,
    },
    {
      expression: `${volumes}.all(volume, !has(volume.projected) || volume.projected.?sources.orValue([]).all(source, !has(source.serviceAccountToken) || source.serviceAccountToken.?audience.orValue("") in ${celTexts(audiences)}))`,
      message: `tokens of the agent's pods are for ${audiences.length === 0 ? 'nobody' : audiences.join(', ')}`,
    },
    ...CONTAINERS.map((containers) => ({
      expression: `${pod}.?${containers}.orValue([]).all(container, container.?env.orValue([]).all(variable, !has(variable.valueFrom) || !has(variable.valueFrom.secretKeyRef) || variable.valueFrom.secretKeyRef.name in ${allowed}) && container.?envFrom.orValue([]).all(source, !has(source.secretRef) || source.secretRef.name in ${allowed}))`,
      message: `${onlySecrets}, also not in the environment of ${containers}`,
    })),
    {
      expression: `${pod}.?imagePullSecrets.orValue([]).all(secret, secret.name in ${allowed})`,
      message: `${onlySecrets}, also not to pull images`,
    },
  ];
}

/**
 * Whom a cloud's tokens are made for. EKS and AKS add theirs to pods by webhooks; a template may write them, too. GKE
 * has none. https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html,
 * https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html
 */
const AUDIENCES: Readonly<Record<Cloud, readonly string[]>> = {
  aws: ['pods.eks.amazonaws.com'],
  gcp: [],
  azure: ['api://AzureADTokenExchange'],
};

/** What the agent of an installation may give its pods. */
export function agentPoliciesPropsOf({ cloud, plan, namespaces, identities }: DataPlaneConfig): AgentPoliciesProps {
  return {
    account: { name: AGENT_ACCOUNT, namespace: SYSTEM_NAMESPACE },
    accounts: identities
      .filter(({ kind, namespace }) => kind === 'workload' && namespaces.includes(namespace))
      .map(({ namespace, serviceAccount }) => ({ namespace, name: serviceAccount })),
    namespaces,
    secrets: plan.agent.secrets,
    audiences: AUDIENCES[cloud],
  };
}
