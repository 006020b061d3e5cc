/** Labels of everything that one installation puts into its cluster. */
export function ownedBy(environmentId: string): Record<string, string> {
  return { 'app.kubernetes.io/part-of': 'byoc', 'byoc/environment': environmentId };
}

/** Labels by which the pods of a component are found. They never change: selectors of Deployments cannot. */
export function selectedBy(component: string): Record<string, string> {
  return { 'app.kubernetes.io/name': component, 'app.kubernetes.io/instance': 'byoc' };
}
