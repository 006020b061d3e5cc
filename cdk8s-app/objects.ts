/** An object as it is rendered. */
interface RenderedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/**
 * Every kind that a version of this library has rendered, as `kubectl api-resources` names it. An object that a later
 * version renders no more is deleted by `apply.sh`; a kind stays here also when nothing of it is rendered any more.
 */
export const RENDERED_KINDS: Readonly<Record<string, string>> = {
  AuthorizationPolicy: 'authorizationpolicies.security.istio.io',
  Certificate: 'certificates.cert-manager.io',
  ClusterIssuer: 'clusterissuers.cert-manager.io',
  ClusterRole: 'clusterroles.rbac.authorization.k8s.io',
  ClusterRoleBinding: 'clusterrolebindings.rbac.authorization.k8s.io',
  ConfigMap: 'configmaps',
  Deployment: 'deployments.apps',
  FQDNNetworkPolicy: 'fqdnnetworkpolicies.networking.gke.io',
  Gateway: 'gateways.networking.istio.io',
  HorizontalPodAutoscaler: 'horizontalpodautoscalers.autoscaling',
  LimitRange: 'limitranges',
  NetworkPolicy: 'networkpolicies.networking.k8s.io',
  PodDisruptionBudget: 'poddisruptionbudgets.policy',
  ResourceQuota: 'resourcequotas',
  Role: 'roles.rbac.authorization.k8s.io',
  RoleBinding: 'rolebindings.rbac.authorization.k8s.io',
  Service: 'services',
  ServiceAccount: 'serviceaccounts',
  TargetGroupBinding: 'targetgroupbindings.elbv2.k8s.aws',
  ValidatingAdmissionPolicy: 'validatingadmissionpolicies.admissionregistration.k8s.io',
  ValidatingAdmissionPolicyBinding: 'validatingadmissionpolicybindings.admissionregistration.k8s.io',
  VirtualService: 'virtualservices.networking.istio.io',
};

/** Kinds that are never deleted by an apply: with a namespace goes the customer's data, and classes are in use. */
export const KEPT_KINDS: readonly string[] = ['Namespace', 'PriorityClass', 'StorageClass'];

/**
 * One line for each object that an apply keeps: `deployments.apps byoc-system agent`, and `-` for the namespace of one
 * that is in none. Sorted.
 *
 * @throws Error if an object's kind is in neither list
 */
export function objectLines(objects: readonly RenderedObject[]): string[] {
  return objects
    .filter(({ kind }) => !KEPT_KINDS.includes(kind))
    .map(({ kind, metadata }) => {
      const resource = RENDERED_KINDS[kind];
      if (resource === undefined) throw new Error(`kind ${kind} is in no list of cdk8s-app/objects.ts`);
      return `${resource} ${metadata.namespace ?? '-'} ${metadata.name}`;
    })
    .sort();
}
