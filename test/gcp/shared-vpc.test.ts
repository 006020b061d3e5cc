import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { firewallRules } from '../../lib/gcp/data-plane/firewall-rules';
import { namesOf } from '../../lib/gcp/names';
import { hostProjectGrants } from '../../lib/gcp/permissions/host-project';
import { PROJECT, PROJECT_NUMBER } from '../support/gcp';

/** The page, whose tables show an example. */
const page = readFileSync(join(__dirname, '../../docs/gcp/shared-vpc.md'), 'utf8');
/** Rows of the page's tables that start with a word in code. */
const rows = page.split('\n').filter((line) => line.startsWith('| `'));

test('the page lists the grants of a host project, and no other', () => {
  const grants = hostProjectGrants({
    projectNumber: PROJECT_NUMBER,
    nodeSubnet: 'apps',
    controlPlaneSubnet: 'apps-control',
    privateServiceConnectSubnet: 'apps-consumers',
    appliedBy: `serviceAccount:${namesOf('demo', PROJECT).vendorAccount.email}`,
  });
  expect(rows.filter((row) => row.startsWith('| `roles/'))).toEqual(
    grants.map(
      ({ role, subnet, member, reason }) =>
        `| \`${role}\` | ${subnet === undefined ? 'host project' : `subnet \`${subnet}\``} | \`${member}\` | ${reason} |`,
    ),
  );
});

test('the page lists the firewall rules that the owner of a network writes, and no other', () => {
  const rules = firewallRules({
    listeners: [
      { component: 'proxy', exposure: 'internal', port: 5432 },
      { component: 'ingress', exposure: 'external', port: 443 },
    ],
    addresses: { 'proxy-internal': '10.60.0.9', 'ingress-external': '203.0.113.9' },
    internalCidrs: ['10.60.0.0/16', '10.9.0.0/16'],
    externalCidrs: ['198.51.100.0/24'],
    controlPlaneCidr: '10.60.4.0/28',
    nodeShell: true,
  }).filter(({ action }) => action === 'allow');
  expect(rows.filter((row) => !row.startsWith('| `roles/'))).toEqual(
    rules.map(
      ({ name, sources, destinations, ports, reason }) =>
        `| \`${name}\` | ${sources.join(', ')} | ${destinations?.join(', ') ?? 'nodes'} | ${ports?.join(', ')} | ${reason} |`,
    ),
  );
});
