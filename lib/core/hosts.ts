import type { Report } from './config-error';
import type { Environment } from './environment/environment';
import type { Listener } from './plan/listener';
import type { Plan } from './plan/plan';

/** Appended to the label of an internal listener that has an external twin. */
const PRIVATE_SUFFIX = '-private';

/** Domain of the product's hosts in one installation: the customer's zone, or a part of the vendor's domain. */
export function domainOf(plan: Pick<Plan, 'domain'>, environment: Pick<Environment, 'id' | 'dns'>): string {
  return environment.dns?.domain ?? `${environment.id}.${plan.domain}`;
}

/**
 * Host name of a listener. Whether it has a private twin is decided by the plan alone: the name stays when an
 * environment opens its external listeners later.
 */
export function hostOf(
  listeners: readonly Pick<Listener, 'name' | 'exposure' | 'host' | 'target'>[],
  name: string,
  plan: Pick<Plan, 'domain'>,
  environment: Pick<Environment, 'id' | 'dns'>,
): string | undefined {
  const listener = listeners.find((candidate) => candidate.name === name);
  const label = listener && labelOf(listener);
  if (listener === undefined || label === undefined) return undefined;
  const hasTwin = listeners.some((other) => other.exposure === 'external' && labelOf(other) === label);
  const suffix = listener.exposure === 'internal' && hasTwin ? PRIVATE_SUFFIX : '';
  return `${label}${suffix}.${domainOf(plan, environment)}`;
}

function labelOf({ host, target }: Pick<Listener, 'host' | 'target'>): string | undefined {
  return host ?? target?.service;
}

/** The vendor names the hosts: their domain is the vendor's or a part of it, one for each environment. */
export function checkDomain(plan: Plan, environment: Environment, report: Report): void {
  const domain = environment.dns?.domain;
  if (domain === undefined || domain.endsWith(`.${plan.domain}`)) return;
  report.problem(
    ['environment', 'dns', 'domain'],
    `be below the plan's domain ${plan.domain}`,
    domain,
    `write it like ${environment.id}.${plan.domain}`,
  );
}
