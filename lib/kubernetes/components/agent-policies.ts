import { Construct } from 'constructs';
import type { Cloud } from '../../core/clouds/cloud-facts';
import { SYSTEM_NAMESPACE } from '../../core/namespaces';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { AdmissionPolicy, type PolicyValidation, type RequestRule } from '../access/admission-policy';
import { celText } from '../access/cel';
import { CLAIM_VALIDATIONS, STATEFUL_SET_VALIDATIONS } from './agent-claim-rules';
import { OBJECT_VALIDATIONS, templateValidations } from './agent-object-rules';
import { type AgentPodsProps, podValidations } from './agent-pod-rules';
import { AGENT_ACCOUNT } from './agent-rights';

export interface AgentPoliciesProps extends AgentPodsProps {
  /** The agent's service account. */
  readonly account: { readonly name: string; readonly namespace: string };
}

/** Names of the policies and of their bindings. */
export const AGENT_POLICIES = {
  pods: 'byoc-agent-pods',
  templates: 'byoc-agent-templates',
  cronJobs: 'byoc-agent-cron-jobs',
  services: 'byoc-agent-services',
  claims: 'byoc-agent-claims',
  statefulSets: 'byoc-agent-stateful-sets',
  objects: 'byoc-agent-objects',
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
    const add = (child: string, name: string, rule: Resources, validations: readonly PolicyValidation[]) =>
      new AdmissionPolicy(this, child, {
        name,
        requests: { ...rule, apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'] },
        when,
        validations,
      });
    add('Pods', AGENT_POLICIES.pods, PODS, podValidations('object.spec', props, 'request.operation != "CREATE"'));
    for (const { id: child, name, template, ...rule } of TEMPLATES)
      add(child, name, rule, [...podValidations(`${template}.spec`, props), ...templateValidations(template)]);
    add('Services', AGENT_POLICIES.services, { apiGroups: [''], resources: ['services'] }, [
      {
        expression: '!has(object.spec.externalIPs) || object.spec.externalIPs.size() == 0',
        message: 'services of the agent have no externalIPs: they would take traffic of the whole cluster',
      },
    ]);
    const claims = { apiGroups: [''], resources: ['persistentvolumeclaims'] };
    add('Claims', AGENT_POLICIES.claims, claims, CLAIM_VALIDATIONS);
    const statefulSets = { apiGroups: ['apps'], resources: ['statefulsets'] };
    add('StatefulSets', AGENT_POLICIES.statefulSets, statefulSets, STATEFUL_SET_VALIDATIONS);
    add('Objects', AGENT_POLICIES.objects, OBJECTS, OBJECT_VALIDATIONS);
  }
}

type Resources = Pick<RequestRule, 'apiGroups' | 'resources'>;

const PODS: Resources = { apiGroups: [''], resources: ['pods', 'pods/ephemeralcontainers'] };

/** What makes pods, by where it says which: an expression is checked against the types of one policy's resources. */
const TEMPLATES: readonly ({ id: string; name: string; template: string } & Resources)[] = [
  {
    id: 'Templates',
    name: AGENT_POLICIES.templates,
    template: 'object.spec.template',
    apiGroups: ['', 'apps', 'batch'],
    resources: ['deployments', 'statefulsets', 'daemonsets', 'replicasets', 'replicationcontrollers', 'jobs'],
  },
  {
    id: 'CronJobs',
    name: AGENT_POLICIES.cronJobs,
    template: 'object.spec.jobTemplate.spec.template',
    apiGroups: ['batch'],
    resources: ['cronjobs'],
  },
];

/** What the agent writes, and pods. Kubernetes checks the types of no more than ten kinds for one policy. */
const OBJECTS: Resources = {
  apiGroups: ['', 'apps', 'batch', 'networking.istio.io'],
  resources: [
    ...['pods', 'services', 'configmaps', 'persistentvolumeclaims', 'deployments', 'statefulsets', 'jobs'],
    ...['virtualservices', 'destinationrules'],
  ],
};

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
