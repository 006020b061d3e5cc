import type { Report } from './config-error';
import type { Environment } from './environment/environment';
import type { Plan } from './plan/plan';

/**
 * How the agent reaches the control plane. Core NetworkPolicy cannot name hosts, so the choice decides how
 * narrow the way out can be.
 */
export type Egress =
  | { readonly mode: 'private-endpoint'; readonly serviceName: string }
  | { readonly mode: 'cidrs'; readonly cidrs: readonly string[] }
  | { readonly mode: 'proxy'; readonly url: string }
  | { readonly mode: 'fqdn'; readonly hosts: readonly string[] }
  | { readonly mode: 'open' };

/** Clouds whose own network policy can name hosts. */
const FQDN_POLICY = { aws: false, gcp: true, azure: false } as const;

/** The choice the plan pins, or the narrowest that this environment allows. */
export function resolveEgress(plan: Plan, environment: Environment, report: Report): Egress {
  const { controlPlane } = plan;
  const { network, region, cloud } = environment;
  const serviceName = controlPlane.privateServices[cloud][region];
  if (cloud === 'aws' && serviceName !== undefined && !serviceName.startsWith(`com.amazonaws.vpce.${region}.`)) {
    report.problem(
      ['plan', 'controlPlane', 'privateServices', 'aws', region],
      `be an endpoint service in ${region}`,
      serviceName,
      'give the service of that region, or remove the entry',
    );
  }
  const drawsEndpoints = network.kind !== 'existing' && network.endpoints === 'private';
  const open: Egress = { mode: 'open' };
  const possible: Egress[] = [];
  if (serviceName !== undefined && drawsEndpoints) possible.push({ mode: 'private-endpoint', serviceName });
  if (controlPlane.cidrs.length > 0) possible.push({ mode: 'cidrs', cidrs: controlPlane.cidrs });
  if (environment.httpProxy !== undefined) possible.push({ mode: 'proxy', url: environment.httpProxy.url });
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
  if (chosen?.mode === 'open') {
    report.warn(
      ['plan', 'controlPlane', 'egress'],
      'pods that call the control plane may reach every address on the internet on 443',
    );
  } else if (chosen !== undefined && chosen.mode !== 'private-endpoint') {
    report.warn(
      ['plan', 'controlPlane', 'egress'],
      `${chosen.mode} is not enforced yet: this version makes no manifests, so no network policy narrows the way out`,
    );
  }
  return chosen ?? open;
}
