import type { DataPlaneConfig } from '../../../../lib';
import { SYSTEM_NAMESPACE } from '../../../../lib/core/namespaces';
import { supportSubjectsOf } from '../../../../lib/core/support';
import { SUPPORT_ROLES } from '../../../../lib/kubernetes/components/support-access';
import { supportEndImageOf } from '../../../../lib/kubernetes/components/support-end';
import { systemNamespacesOf } from '../../../../lib/kubernetes/system-namespaces';
import { AGENT, account, END, engineer, person, type Who } from './who';

/** What somebody may do or not, as `kubectl auth can-i` is asked. */
export interface Claim {
  readonly who: Who;
  /** @default - in the whole cluster */
  readonly namespace?: string;
  /** `get secrets@license`, `get pods/exec`, `patch deployments.apps`: verb, resource, its part or the name of one. */
  readonly request: string;
  readonly may: boolean;
}

const PRODUCT_RUNS = [
  'create deployments.apps',
  'patch deployments.apps',
  'delete deployments.apps',
  'patch statefulsets.apps',
  'create jobs.batch',
  'create services',
  'update configmaps',
  'create persistentvolumeclaims',
  'list pods',
  'get pods/log',
  'list events',
];
const ROUTES = ['create virtualservices.networking.istio.io', 'patch destinationrules.networking.istio.io'];

/** Ways from the right to run the product to more than that. */
const PRODUCT_CLOSED = [
  'get secrets@other',
  'list secrets',
  'watch secrets',
  'create secrets',
  'create pods',
  'delete pods',
  'create pods/exec',
  'get pods/exec',
  'create pods/attach',
  'create pods/portforward',
  'get pods/proxy',
  'patch pods/ephemeralcontainers',
  'create pods/eviction',
  'create daemonsets.apps',
  'create controllerrevisions.apps',
  'create cronjobs.batch',
  'update deployments.apps/scale',
  'create serviceaccounts',
  'patch serviceaccounts',
  'create serviceaccounts/token',
  'create roles.rbac.authorization.k8s.io',
  'create rolebindings.rbac.authorization.k8s.io',
  'escalate roles.rbac.authorization.k8s.io',
  'bind roles.rbac.authorization.k8s.io',
  'impersonate serviceaccounts',
  'delete networkpolicies.networking.k8s.io',
  'update resourcequotas',
  'create endpointslices.discovery.k8s.io',
  'create serviceattachments.networking.gke.io',
  'deletecollection deployments.apps',
];

/** Ways to keep from running what ends support, or to act as it. */
const AT_THE_END = [
  'patch cronjobs.batch@support-end',
  'update cronjobs.batch@support-end',
  'delete cronjobs.batch@support-end',
  'create jobs.batch',
  'delete jobs.batch',
  'patch configmaps@support-end',
  'delete serviceaccounts@support-end',
  'create serviceaccounts/token@support-end',
  'impersonate serviceaccounts@support-end',
  'delete rolebindings.rbac.authorization.k8s.io@byoc-support-end-v1',
  'delete networkpolicies.networking.k8s.io@support-end',
  'create networkpolicies.networking.k8s.io',
  'patch resourcequotas',
];
const AT_ITS_ROLES = [
  'patch clusterroles.rbac.authorization.k8s.io@byoc-support-end-v1',
  'delete clusterroles.rbac.authorization.k8s.io@byoc-support-end-v1',
  'delete clusterrolebindings.rbac.authorization.k8s.io@byoc-support-end-cluster-v1',
];
const ROLE_BINDINGS = 'rolebindings.rbac.authorization.k8s.io';
const CLUSTER_ROLE_BINDINGS = 'clusterrolebindings.rbac.authorization.k8s.io';
const ENDS_IN_NAMESPACE = `delete ${ROLE_BINDINGS}@${SUPPORT_ROLES.namespaced}`;
const ENDS_IN_CLUSTER = `delete ${CLUSTER_ROLE_BINDINGS}@${SUPPORT_ROLES.cluster}`;
/** What deletes bindings by their names, and does not need more. */
const END_CLOSED = [
  `get ${ROLE_BINDINGS}@${SUPPORT_ROLES.namespaced}`,
  `list ${ROLE_BINDINGS}`,
  `patch ${ROLE_BINDINGS}@${SUPPORT_ROLES.namespaced}`,
  `deletecollection ${ROLE_BINDINGS}`,
  `delete ${ROLE_BINDINGS}@byoc-agent-v1`,
  'list pods',
  'get secrets',
  'get configmaps@support-end',
  'create serviceaccounts/token@support-end',
];

const AGENT_IN_SYSTEM = ['get secrets', 'list configmaps', 'update deployments.apps', 'create pods'];
const AGENT_IN_CLUSTER = [
  'impersonate users',
  'impersonate groups',
  'escalate clusterroles.rbac.authorization.k8s.io',
  'bind clusterroles.rbac.authorization.k8s.io',
  'create clusterrolebindings.rbac.authorization.k8s.io',
  'list namespaces',
  'create namespaces',
  'patch namespaces',
  'delete namespaces',
  'patch nodes',
  'get nodes/proxy',
  'create persistentvolumes',
  'create storageclasses.storage.k8s.io',
  'create validatingwebhookconfigurations.admissionregistration.k8s.io',
  'create mutatingwebhookconfigurations.admissionregistration.k8s.io',
  'delete validatingadmissionpolicies.admissionregistration.k8s.io',
  'delete validatingadmissionpolicybindings.admissionregistration.k8s.io',
  'create customresourcedefinitions.apiextensions.k8s.io',
  'create certificatesigningrequests.certificates.k8s.io',
];

const SUPPORT_LOOKS = [
  'get pods',
  'get pods/log',
  'list events',
  'list events.events.k8s.io',
  'list deployments.apps',
  'watch statefulsets.apps',
  'list services',
  'list endpointslices.discovery.k8s.io',
  'list poddisruptionbudgets.policy',
  'list horizontalpodautoscalers.autoscaling',
  'list networkpolicies.networking.k8s.io',
];
const SUPPORT_CLOSED = [
  'get secrets',
  'list secrets',
  'list configmaps',
  'list serviceaccounts',
  'create pods/exec',
  'get pods/exec',
  'create pods/attach',
  'get pods/attach',
  'create pods/portforward',
  'get pods/portforward',
  'get pods/proxy',
  'get services/proxy',
  'patch pods/ephemeralcontainers',
  'delete pods',
  'create pods/eviction',
  'patch deployments.apps',
  'update deployments.apps/scale',
  'create serviceaccounts/token',
];
const SUPPORT_IN_PRODUCT = ['list pods', 'get pods/log', 'list configmaps', 'list secrets', 'list events'];
const SUPPORT_IN_CLUSTER = [
  'get nodes/proxy',
  'get nodes/log',
  'patch nodes',
  'list secrets',
  'list pods',
  'impersonate users',
  'impersonate groups',
  'impersonate serviceaccounts',
  'list clusterrolebindings.rbac.authorization.k8s.io',
  'update rolebindings.rbac.authorization.k8s.io',
  'delete validatingadmissionpolicies.admissionregistration.k8s.io',
  'delete validatingadmissionpolicybindings.admissionregistration.k8s.io',
  'create certificatesigningrequests.certificates.k8s.io',
];

/** Every claim about an installation. Support is let in where its environment says until when. */
export function claimsOf(config: DataPlaneConfig): Claim[] {
  const { namespaces, plan, environment } = config;
  const support = engineer(supportSubjectsOf(config));
  const isLetIn = environment.access.supportExpiresAt !== undefined;
  const routes = plan.clusterServices.includes('istio');
  const isEnded = supportEndImageOf(config) !== undefined;
  const others = systemNamespacesOf(config)
    .map(({ name }) => name)
    .filter((name) => name !== SYSTEM_NAMESPACE);
  const lease = 'leases.coordination.k8s.io';
  const say = (who: Who, namespace: string | undefined, may: boolean, requests: readonly string[]): Claim[] =>
    requests.map((request) => ({ who, request, may, ...(namespace === undefined ? {} : { namespace }) }));
  return [
    ...namespaces.flatMap((namespace) => [
      ...say(AGENT, namespace, true, PRODUCT_RUNS),
      ...say(
        AGENT,
        namespace,
        true,
        plan.agent.secrets.map((name) => `get secrets@${name}`),
      ),
      ...say(AGENT, namespace, routes, ROUTES),
      ...say(AGENT, namespace, false, PRODUCT_CLOSED),
      ...say(support, namespace, false, SUPPORT_IN_PRODUCT),
      ...say(account(namespace, 'default'), namespace, false, ['list pods', 'get secrets']),
      ...say(END, namespace, false, [ENDS_IN_NAMESPACE, ...END_CLOSED]),
    ]),
    ...say(AGENT, SYSTEM_NAMESPACE, true, [`create ${lease}`, `update ${lease}@agent`]),
    ...say(AGENT, SYSTEM_NAMESPACE, false, [`update ${lease}@other`, `delete ${lease}@agent`, ...AGENT_IN_SYSTEM]),
    ...[...others, 'kube-system'].flatMap((namespace) =>
      say(AGENT, namespace, false, ['get secrets', 'list configmaps', 'create deployments.apps']),
    ),
    ...say(AGENT, undefined, false, AGENT_IN_CLUSTER),

    ...say(support, SYSTEM_NAMESPACE, isLetIn, SUPPORT_LOOKS),
    ...others.flatMap((namespace) => say(support, namespace, isLetIn, ['list pods', 'get pods/log'])),
    ...say(support, undefined, isLetIn, ['list nodes', 'get namespaces']),
    ...say(support, SYSTEM_NAMESPACE, false, SUPPORT_CLOSED),
    ...others.flatMap((namespace) => say(support, namespace, false, ['list secrets', 'create pods/exec'])),
    ...say(support, 'kube-system', false, ['list pods', 'get pods/log', 'get secrets']),
    ...say(support, undefined, false, SUPPORT_IN_CLUSTER),

    ...[SYSTEM_NAMESPACE, ...others].flatMap((namespace) => [
      ...say(END, namespace, isEnded, [ENDS_IN_NAMESPACE]),
      ...say(END, namespace, false, END_CLOSED),
    ]),
    ...say(END, undefined, isEnded, [ENDS_IN_CLUSTER]),
    ...say(END, undefined, false, [
      `get ${CLUSTER_ROLE_BINDINGS}@${SUPPORT_ROLES.cluster}`,
      `delete ${CLUSTER_ROLE_BINDINGS}@cluster-admin`,
      ENDS_IN_NAMESPACE,
    ]),
    ...[AGENT, support].flatMap((who) => [
      ...say(who, SYSTEM_NAMESPACE, false, AT_THE_END),
      ...say(who, undefined, false, AT_ITS_ROLES),
    ]),

    ...say(account(SYSTEM_NAMESPACE, 'default'), SYSTEM_NAMESPACE, false, ['list pods', 'get secrets']),
    ...say(person(), SYSTEM_NAMESPACE, false, ['list pods']),
  ];
}

const REQUEST = /^(\S+) ([a-z]+)([a-z0-9.]*)(?:\/([a-z]+))?(?:@(.+))?$/;

/** The question that kubectl is asked, but for who asks. */
export function question({ request, namespace }: Claim): string[] {
  const [, verb = '', resource = '', group = '', part, name] = REQUEST.exec(request) ?? [];
  if (verb === '') throw new Error(`'${request}' is not a request`);
  return [
    ...['auth', 'can-i', verb, `${resource}${group}${name === undefined ? '' : `/${name}`}`],
    ...(part === undefined ? [] : [`--subresource=${part}`]),
    ...(namespace === undefined ? ['--all-namespaces'] : ['--namespace', namespace]),
  ];
}
