import { ApiResource, type IApiResource } from 'cdk8s-plus-28';

/** What is looked at, and watched as it changes. */
export const READ = ['get', 'list', 'watch'];
/** What is looked at and changed, one object at a time. */
export const WRITE = [...READ, 'create', 'update', 'patch', 'delete'];

/**
 * Resources of an API group, for the rules of roles.
 *
 * @param apiGroup empty for the first one of Kubernetes
 * @param types as in `pods` or `pods/log`
 */
export function apiResources(apiGroup: string, ...types: string[]): ApiResource[] {
  return types.map((resourceType) => ApiResource.custom({ apiGroup, resourceType }));
}

/** Objects of one resource by their names. */
export function namedResources(apiGroup: string, resourceType: string, names: readonly string[]): IApiResource[] {
  return names.map((resourceName) => ({ apiGroup, resourceType, resourceName }));
}
