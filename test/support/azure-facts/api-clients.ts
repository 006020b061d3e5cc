import type { Deployment } from '../terraform-facts/deployment';
import { apiSubnetOf, nodeSubnetOf, ownRanges, rangesOf } from './cluster-block';
import { holdsForEndpoints, leadsTo, letInTo, opensPort } from './security-groups';

const HTTPS = 443;

/**
 * Networks that reach a port of the private address of the Kubernetes API: what the security group of its subnet lets in.
 * A private cluster has that address among the nodes, and shares their group. Undefined: the network is the customer's,
 * whose own groups say so, and nothing here does.
 */
function letIn(port: number, deployment: Deployment<'azure'>): readonly string[] | undefined {
  const place = apiSubnetOf(deployment) ?? nodeSubnetOf(deployment);
  const own = rangesOf(place, deployment);
  if (own.length === 0) return undefined;
  // Else the group does not hold for the endpoint of a private cluster.
  if (apiSubnetOf(deployment) === undefined && !holdsForEndpoints(place, deployment)) return ['VirtualNetwork'];
  return letInTo(place, deployment)
    .filter((rule) => rule.direction === 'Inbound' && opensPort(rule, port))
    .filter((rule) => own.some((range) => leadsTo(rule, range)))
    .flatMap(({ sources }) => sources);
}

/** Networks beside the nodes' own, and the API server's, that reach the private address. Undefined: it is not said here. */
export function apiClients(deployment: Deployment<'azure'>): string[] | undefined {
  const sources = letIn(HTTPS, deployment);
  const own = ownRanges(deployment);
  return sources && [...new Set(sources)].filter((source) => !own.includes(source));
}

/**
 * Whether nodes reach the private address, and through it the pods behind them. An API server in a subnet of its own also
 * answers on another port, and is asked whether it does: https://learn.microsoft.com/azure/aks/api-server-vnet-integration
 */
export function nodesReachApi(deployment: Deployment<'azure'>): boolean {
  const nodes = rangesOf(nodeSubnetOf(deployment), deployment);
  const isLetIn = (port: number, wanted: readonly string[]) => {
    const sources = letIn(port, deployment);
    return sources === undefined || wanted.every((source) => sources.includes(source));
  };
  const isIntegrated = apiSubnetOf(deployment) !== undefined;
  return isLetIn(HTTPS, nodes) && (!isIntegrated || (isLetIn(4443, nodes) && isLetIn(9988, ['AzureLoadBalancer'])));
}
