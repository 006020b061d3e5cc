import type { CapabilityId } from './capabilities';
import type { Cloud } from './clouds/cloud-facts';
import type { Report } from './config-error';
import type { Environment } from './environment/environment';
import { proxyAddresses } from './http-proxy';
import { SYSTEM_NAMESPACE } from './namespaces';
import type { Plan } from './plan/plan';

/**
 * How the agent reaches the control plane. Core NetworkPolicy cannot name hosts, so the choice decides how
 * narrow the way out can be.
 */
export type Egress =
  | { readonly mode: 'private-endpoint'; readonly serviceName: string }
  | { readonly mode: 'cidrs'; readonly cidrs: readonly string[] }
  | { readonly mode: 'proxy'; readonly url: string; readonly cidrs: readonly string[]; readonly port: number }
  | { readonly mode: 'fqdn'; readonly hosts: readonly string[] }
  | { readonly mode: 'open' };

/** Whether the name of a private service says that it is in a region. Aliases of Azure say it in the middle. */
const IN_REGION: Readonly<Record<Cloud, (service: string, region: string) => boolean>> = {
  aws: (service, region) => service.startsWith(`com.amazonaws.vpce.${region}.`),
  gcp: (service, region) => service.includes(`/regions/${region}/`),
  azure: () => true,
};

/** Clouds whose own network policy can name hosts. */
const FQDN_POLICY = { aws: false, gcp: true, azure: false } as const;

/** The choice the plan pins, or the narrowest that this environment allows. */
export function resolveEgress(plan: Plan, environment: Environment, report: Report): Egress {
  const { controlPlane } = plan;
  const { region, cloud } = environment;
  const serviceName = controlPlane.privateServices[cloud][region];
  if (serviceName !== undefined && !IN_REGION[cloud](serviceName, region)) {
    report.problem(
      ['plan', 'controlPlane', 'privateServices', cloud, region],
      `be an endpoint service in ${region}`,
      serviceName,
      'give the service of that region, or remove the entry',
    );
  }
  const drawsEndpoints = drawsPrivateEndpoints(environment);
  const open: Egress = { mode: 'open' };
  const possible: Egress[] = [];
  if (serviceName !== undefined && drawsEndpoints) possible.push({ mode: 'private-endpoint', serviceName });
  if (controlPlane.cidrs.length > 0) possible.push({ mode: 'cidrs', cidrs: controlPlane.cidrs });
  if (environment.httpProxy !== undefined) {
    const { url } = environment.httpProxy;
    possible.push({ mode: 'proxy', url, ...proxyAddresses(environment.httpProxy) });
  }
  if (FQDN_POLICY[cloud]) possible.push({ mode: 'fqdn', hosts: controlPlane.hosts });
  possible.push(open);

  const pinned = controlPlane.egress;
  const chosen = pinned === undefined ? possible[0] : possible.find(({ mode }) => mode === pinned);
  if (chosen === undefined) {
    report.problem(
      ['plan', 'controlPlane', 'egress'],
      `be possible in this environment (${possible.map(({ mode }) => mode).join(', ')})`,
      pinned,
      'choose one of these, or leave it out for the narrowest',
    );
  }
  if (chosen !== undefined) {
    const { byEndpoint, publicAddresses } = CLOUD_APIS[cloud];
    const unnamed = publicAddresses.filter((id) => !(drawsEndpoints && byEndpoint.includes(id)));
    warnOfWidth(chosen, plan, unnamed, report);
  }
  return chosen ?? open;
}

/** On Azure they have a subnet in every network; elsewhere they are the customer's choice for a new one. */
function drawsPrivateEndpoints({ cloud, network }: Environment): boolean {
  return cloud === 'azure' || ('endpoints' in network && network.endpoints === 'private');
}

/** All of them are under googleapis.com, which is one endpoint, or public addresses behind Private Google Access. */
const GOOGLE_APIS: readonly CapabilityId[] = [
  ...(['bucket:read', 'bucket:read-write', 'private-endpoints:read', 'metrics:query'] as const),
  ...(['telemetry:queue', 'telemetry:billing', 'dns:records', 'dns:challenges'] as const),
];

/**
 * How the API behind a capability is reached: through private endpoints, where the network takes them, else at public
 * addresses although the way is private (S3 behind a gateway endpoint, Private Google Access). What is in neither list
 * is reached as the internet is.
 */
export const CLOUD_APIS: Readonly<
  Record<Cloud, { readonly byEndpoint: readonly CapabilityId[]; readonly publicAddresses: readonly CapabilityId[] }>
> = {
  aws: {
    byEndpoint: ['private-endpoints:read', 'metrics:query', 'telemetry:queue', 'targets:register', 'nodes:scale'],
    publicAddresses: ['bucket:read', 'bucket:read-write', 'telemetry:billing'],
  },
  gcp: { byEndpoint: GOOGLE_APIS, publicAddresses: GOOGLE_APIS },
  azure: { byEndpoint: ['bucket:read', 'bucket:read-write'], publicAddresses: [] },
};

/** What the network policy cannot narrow: the way out itself, and APIs whose addresses nobody can name. */
function warnOfWidth(egress: Egress, plan: Plan, unnamed: readonly CapabilityId[], report: Report): void {
  const path = ['plan', 'controlPlane', 'egress'];
  const agent = plan.workloads.find(
    ({ namespace, serviceAccount }) => namespace === SYSTEM_NAMESPACE && serviceAccount === 'agent',
  );
  const open = agent?.capabilities.find(({ id }) => unnamed.includes(id));
  if (egress.mode !== 'open' && open !== undefined) {
    report.warn(
      path,
      `is ${egress.mode}, but no network policy can name the addresses behind ${open.id}, which the agent has: its pods may reach every address on the internet on 443 that routes lead to`,
    );
  }
  if (egress.mode === 'open') {
    report.warn(path, 'pods that call the control plane may reach every address on the internet on 443');
  } else if (egress.mode === 'proxy' && egress.cidrs.length === 0) {
    report.warn(
      ['environment', 'httpProxy', 'cidrs'],
      'is not set: pods that use the proxy may reach its port at every address of the network and its peers',
    );
  }
}
