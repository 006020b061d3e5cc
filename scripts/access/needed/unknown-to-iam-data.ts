import type { AccessRequest } from './index';

/**
 * What AWS knows and the action data does not: of two services that share a prefix it keeps the older one, so that a
 * simulator answers with an error. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html
 */
const UNKNOWN: readonly { readonly actions: readonly string[]; readonly resources: RegExp }[] = [
  {
    actions: ['elasticloadbalancing:AddTags', 'elasticloadbalancing:RemoveTags'],
    resources: /^arn:[^:]+:elasticloadbalancing:[^:]*:[^:]*:(targetgroup|listener)\//,
  },
];

export function isUnknownToIamData({ action, resource }: Pick<AccessRequest, 'action' | 'resource'>): boolean {
  return UNKNOWN.some(({ actions, resources }) => actions.includes(action) && resources.test(resource));
}
