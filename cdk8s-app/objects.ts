/** An object as it is rendered. */
interface RenderedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/**
 * Every kind that a version of this library has rendered, as `kubectl api-resources` names it, in the order in which they
 * are deleted: who is let in first, what lets traffic in before what restricts it. An object that a later version renders
 * no more is deleted by `apply.sh`; a kind stays here also when nothing of it is rendered any more.
 */
export const RENDERED_KINDS: Readonly<Record<string, string>> = {
  RoleBinding: 'rolebindings.rbac.authorization.k8s.io',
  ClusterRoleBinding: 'clusterrolebindings.rbac.authorization.k8s.io',
  TargetGroupBinding: 'targetgroupbindings.elbv2.k8s.aws',
  VirtualService: 'virtualservices.networking.istio.io',
  Gateway: 'gateways.networking.istio.io',
  ServiceAttachment: 'serviceattachments.networking.gke.io',
  Service: 'services',
  HorizontalPodAutoscaler: 'horizontalpodautoscalers.autoscaling',
  Deployment: 'deployments.apps',
  CronJob: 'cronjobs.batch',
  PodDisruptionBudget: 'poddisruptionbudgets.policy',
  Certificate: 'certificates.cert-manager.io',
  ClusterIssuer: 'clusterissuers.cert-manager.io',
  AuthorizationPolicy: 'authorizationpolicies.security.istio.io',
  ConfigMap: 'configmaps',
  ServiceAccount: 'serviceaccounts',
  Role: 'roles.rbac.authorization.k8s.io',
  ClusterRole: 'clusterroles.rbac.authorization.k8s.io',
  FQDNNetworkPolicy: 'fqdnnetworkpolicies.networking.gke.io',
  NetworkPolicy: 'networkpolicies.networking.k8s.io',
  ResourceQuota: 'resourcequotas',
  LimitRange: 'limitranges',
  ValidatingAdmissionPolicyBinding: 'validatingadmissionpolicybindings.admissionregistration.k8s.io',
  ValidatingAdmissionPolicy: 'validatingadmissionpolicies.admissionregistration.k8s.io',
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
