import type { OpeningFact } from '../contract/facts';
import type { Deployment } from '../terraform-facts/deployment';
import { type AllowRule, allowances, holdsForEndpoints, letInTo } from './security-groups';

const EVERYWHERE = '0.0.0.0/0';

/**
 * Names of Azure's for everybody. The network is one of them: routes count as its own, and there may be one for everything.
 * https://learn.microsoft.com/azure/virtual-network/service-tags-overview
 */
const EVERYBODY = /^(\*|Any|Internet|VirtualNetwork|0\.0\.0\.0\/0)$/i;

/** What is let in by the groups, whatever they guard, and to the subnets, whether something guards them or not. */
export function openingFacts(deployment: Deployment<'azure'>): OpeningFact[] {
  const subnets = deployment.dataPlane.all('azurerm_subnet');
  const rules = [...allowances(deployment), ...subnets.flatMap(({ id }) => letInTo(id, deployment))];
  return [
    ...rules.filter(({ direction }) => direction === 'Inbound').flatMap(openingsOf),
    ...subnets
      .filter(({ id }) => hasEndpoints(id, deployment) && !holdsForEndpoints(id, deployment))
      .map(({ address }) => ({ from: EVERYWHERE, ports: `those of endpoints in ${address}` })),
  ];
}

function openingsOf({ sources, protocol, ports }: AllowRule): OpeningFact[] {
  return sources.map((source) => ({
    from: EVERYBODY.test(source) ? EVERYWHERE : source,
    ports: `${protocol} ${ports.join()}`,
  }));
}

function hasEndpoints(subnet: string | undefined, { dataPlane }: Deployment<'azure'>): boolean {
  return dataPlane.all('azurerm_private_endpoint').some(({ block }) => block.subnet_id === subnet);
}

export function openEgress(deployment: Deployment<'azure'>): string[] {
  return allowances(deployment)
    .filter(
      ({ direction, destinations }) => direction === 'Outbound' && destinations.some((each) => EVERYBODY.test(each)),
    )
    .map(({ protocol, ports }) => `${protocol} ${ports.join()}`);
}
