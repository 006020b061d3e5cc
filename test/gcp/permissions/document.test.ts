import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deploymentRoles } from '../../../lib/gcp/permissions/deployment';
import { gcpPermissions } from '../../../scripts/rendered-gcp-permissions';
import { CUSTOM_ROLES, EVERYTHING } from './support/principals';

const DOCS = join(__dirname, '..', '..', '..', 'docs');
const PAGE = readFileSync(join(DOCS, 'gcp', 'permissions.md'), 'utf8');

test('the page says what the records say', () => {
  expect(PAGE).toBe(gcpPermissions());
});

test('every permission of every custom role is on it', () => {
  const missing = CUSTOM_ROLES.flatMap(({ permissions }) => permissions).filter(
    (permission) => !PAGE.includes(`\`${permission}\``),
  );
  expect(missing).toEqual([]);
});

describe('what no condition can limit', () => {
  const [, section = ''] = /^### What no condition can limit\n([\s\S]*?)^## /m.exec(PAGE) ?? [];
  const install = deploymentRoles(EVERYTHING)
    .filter(({ id }) => id === 'install')
    .flatMap(({ permissions }) => permissions.flatMap((record) => record.permissions));

  test.each([
    ['another cluster', /^container\.clusters\.create$/, 1],
    ['forwarding rules to services of others', /orwardingRules\.(create|pscCreate)$/, 4],
    ['what others registered in Service Directory', /^servicedirectory\..*\.delete$/, 2],
  ])('names %s', (_, pattern, count) => {
    const held = install.filter((permission) => pattern.test(permission));
    expect(held).toHaveLength(count);
    expect(held.filter((permission) => !section.includes(`\`${permission}\``))).toEqual([]);
  });

  test('names what else a change of the cluster may be', () => {
    for (const setting of ['setLegacyAbac', 'database_encryption', 'logging', 'Kubernetes API']) {
      expect(section).toContain(setting);
    }
  });
});

test('that a project is for one installation is said where it is chosen, and where reviewers look', () => {
  const row = readFileSync(join(DOCS, 'configuration.md'), 'utf8').match(/^\| `project` \|.*$/m)?.[0];
  expect(row).toContain('Give each installation a project of its own');
  expect(PAGE).toContain('**Give an installation a project of its own.**');
});
