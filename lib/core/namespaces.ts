import type { Report } from './config-error';
import type { Plan } from './plan/plan';

/** Namespace of what the vendor runs beside the product: agent, proxy, exporters. */
export const SYSTEM_NAMESPACE = 'byoc-system';

/** Service accounts of ours in the system namespace; of these, the agent and the exporter may have a cloud identity. */
export const SYSTEM_ACCOUNTS = ['agent', 'state-exporter'] as const;

/** Namespaces that belong to the library, its cluster services or Kubernetes. */
export const RESERVED_NAMESPACES = [
  SYSTEM_NAMESPACE,
  'byoc-node',
  'istio-system',
  'istio-ingress',
  'cert-manager',
  'external-dns',
  'monitoring',
  'default',
] as const;

/** Namespaces of the product: those of its workloads, then those that the plan names beside them. */
export function resolveNamespaces(plan: Plan, report: Report): string[] {
  plan.namespaces.forEach((name, index) => {
    const path = ['plan', 'namespaces', index];
    if (isReserved(name)) report.problem(path, 'be a namespace of the product', name, 'choose another one');
    if (plan.namespaces.indexOf(name) < index) report.problem(path, 'be named once', name, 'remove it');
  });
  plan.workloads.forEach(({ namespace, serviceAccount }, index) => {
    if (namespace !== SYSTEM_NAMESPACE || SYSTEM_ACCOUNTS.some((account) => account === serviceAccount)) return;
    report.problem(
      ['plan', 'workloads', index, 'serviceAccount'],
      `be one of ${SYSTEM_ACCOUNTS.join(', ')} in ${SYSTEM_NAMESPACE}`,
      serviceAccount,
      'choose one of them or a namespace of the product',
    );
  });
  return [...new Set([...plan.workloads.map(({ namespace }) => namespace), ...plan.namespaces])].filter(
    (name) => name !== SYSTEM_NAMESPACE,
  );
}

/** Whether a name is taken; kube- is the beginning of Kubernetes' own. */
export function isReserved(name: string): boolean {
  return name.startsWith('kube-') || RESERVED_NAMESPACES.some((reserved) => reserved === name);
}
