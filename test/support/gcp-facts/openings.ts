import type { OpeningFact } from '../contract/facts';
import type { Deployment } from '../terraform-facts/deployment';
import { list } from '../terraform-facts/read';
import type { Block } from '../terraform-facts/room';

/** What a rule of the firewall lets through: ports by protocol, all of them where none is named. */
export interface FirewallRule {
  readonly direction: 'INGRESS' | 'EGRESS';
  readonly block: Block;
  readonly allows: readonly { readonly protocol: string; readonly ports: readonly string[] }[];
}

/** The rules that let something through. */
export function allowances({ dataPlane }: Deployment<'gcp'>): FirewallRule[] {
  return dataPlane.all('google_compute_firewall').flatMap(({ block }) => {
    const allows = list(block.allow).map(({ protocol, ports }) => ({ protocol, ports: list(ports).map(String) }));
    if (allows.length === 0 || block.disabled === true) return [];
    return [{ direction: block.direction === 'EGRESS' ? 'EGRESS' : 'INGRESS', block, allows } as const];
  });
}

/** Whether a rule lets a TCP port through. */
export function opensPort({ allows }: FirewallRule, wanted: number): boolean {
  return allows.some(
    ({ protocol, ports }) =>
      ['tcp', 'all'].includes(protocol) &&
      (ports.length === 0 ||
        ports.some((range) => {
          const [first = 0, last = first] = range.split('-').map(Number);
          return first <= wanted && wanted <= last;
        })),
  );
}

export function openingFacts(deployment: Deployment<'gcp'>): OpeningFact[] {
  return allowances(deployment)
    .filter(({ direction }) => direction === 'INGRESS')
    .flatMap(({ block, allows }) => {
      const ports = allows.map((allow) => `${allow.protocol} ${allow.ports.join() || 'all'}`).join(', ');
      // Nobody named is everybody.
      const isOpen = block.source_ranges === undefined && block.source_service_accounts === undefined;
      const sources: readonly string[] =
        isOpen && block.source_tags === undefined ? ['0.0.0.0/0'] : block.source_ranges;
      return list(sources).map((from) => ({ from, ports }));
    });
}

export function openEgress(deployment: Deployment<'gcp'>): string[] {
  return allowances(deployment)
    .filter(({ direction, block }) => {
      const destinations: readonly string[] = block.destination_ranges ?? ['0.0.0.0/0'];
      return direction === 'EGRESS' && destinations.some((cidr) => /^(0\.0\.0\.0|::)\/0$/.test(cidr));
    })
    .map(({ block }) => block.name);
}
