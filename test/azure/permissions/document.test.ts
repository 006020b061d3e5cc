import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { azurePermissions } from '../../../scripts/rendered-azure-permissions';
import { CUSTOM_ROLES } from './support/principals';

const PAGE = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'azure', 'permissions.md'), 'utf8');

test('the page says what the records say', () => {
  expect(PAGE).toBe(azurePermissions());
});

test('every action of every custom role is on it', () => {
  const inPrivateZone = /^Microsoft\.Network\/privateDnsZones\/(TXT|all)\//;
  const missing = CUSTOM_ROLES.flatMap(({ actions, dataActions }) => [...actions, ...dataActions]).filter(
    // Records of a private zone are written with those of a public one.
    (action) => !inPrivateZone.test(action) && !PAGE.includes(`\`${action}\``),
  );
  expect(missing).toEqual([]);
});

test('that nobody else assigns roles is said first', () => {
  expect(PAGE.indexOf('**The vendor assigns no roles, and takes none away.**')).toBeLessThan(PAGE.indexOf('## '));
});
