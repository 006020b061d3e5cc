import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { internalAddress } from '../../lib/azure/data-plane/load-balancers';
import { securityRules } from '../../lib/azure/data-plane/security-rules';
import { namesOf } from '../../lib/azure/names';
import { deploymentContext } from '../../lib/azure/permissions/deployment/context';
import { clusterGrants } from '../../lib/azure/permissions/roles';
import { vendorRoles } from '../../lib/azure/permissions/vendor-roles';
import type { ExistingVirtualNetwork } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import { SUBSCRIPTION } from '../support/azure';
import { azureEnvironment, minimalPlanForEveryCloud } from '../support/config';

/** The page, whose tables show an example. */
const page = readFileSync(join(__dirname, '../../docs/azure/existing-network.md'), 'utf8');
/** Rows of the one table under a heading that starts with a number, without its head. */
const rowsOf = (section: number) =>
  (page.split(/^## /m)[section] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2);
const network = parse(/```yaml\n(.*?)```/s.exec(page)?.[1] ?? '').network as ExistingVirtualNetwork;
const config = resolveConfig(minimalPlanForEveryCloud(), { ...azureEnvironment(), network });

const code = (text: string) => `\`${text}\``;
const nameOf = (id: string) => code(id.slice(id.lastIndexOf('/') + 1));

test('the page lists who gets rights on network and subnets, and nobody else', () => {
  const context = deploymentContext(config);
  const cluster = clusterGrants(context).filter(({ scope }) => scope.startsWith(network.virtualNetworkId));
  const roles = [...new Set(cluster.map(({ role }) => role))].map((role) =>
    cluster.filter((grant) => grant.role === role),
  );
  const identity = namesOf('demo', SUBSCRIPTION).identity('cluster');
  const vendor = vendorRoles(context).filter(
    ({ record }) => record.on.endsWith('subnet') || record.on.endsWith('subnets'),
  );
  expect(rowsOf(2)).toEqual([
    ...roles.map(
      (grants) =>
        `| ${code(grants[0]?.role ?? '')} | identity ${code(identity)} | ${grants.map(({ scope }) => nameOf(scope)).join(', ')} | custody | ${grants[0]?.reason} |`,
    ),
    ...vendor.map(
      ({ record, assignedOn }) =>
        `| ${code(record.id)} | vendor | ${assignedOn.map(nameOf).join(', ')} | ${record.grantedIn} | ${record.permissions.map(({ reason }) => reason).join('; ')} |`,
    ),
  ]);
});

test('the page lists the rules that let in what an installation needs, and no other', () => {
  const { nodeSubnet, apiServerSubnet, loadBalancerSubnet, cidr, peeredCidrs = [] } = network;
  const rules = securityRules({
    nodeCidr: nodeSubnet.cidr,
    podCidr: network.podCidr ?? '',
    ...(apiServerSubnet === undefined ? {} : { apiServerCidr: apiServerSubnet.cidr }),
    apiClients: ['10.9.0.0/16'],
    listeners: [
      { component: 'proxy', exposure: 'internal', port: 5432 },
      { component: 'ingress', exposure: 'external', port: 443 },
    ],
    addresses: {
      'proxy-internal': internalAddress(loadBalancerSubnet.cidr, 'proxy'),
      'ingress-external': '203.0.113.9',
    },
    internalCidrs: [cidr, ...peeredCidrs],
    externalCidrs: ['198.51.100.0/24'],
  }).filter(({ action }) => action === 'Allow');
  expect(rowsOf(3)).toEqual(
    rules.map(({ subnet, name, sources, destinations, protocol, ports, reason }) => {
      const what = protocol === '*' ? 'all' : `TCP, ${ports?.join(', ') ?? 'all'}`;
      return `| ${subnet} | ${code(name)} | ${sources.join(', ')} | ${destinations?.join(', ') ?? 'all'} | ${what} | ${reason} |`;
    }),
  );
});

test('the page names the endpoints as they are made', () => {
  const { privateEndpoint } = namesOf('demo', SUBSCRIPTION);
  for (const service of ['blob-<bucket>', 'blob-data', 'vault', 'control-plane']) {
    expect(page).toContain(privateEndpoint(service));
  }
});
