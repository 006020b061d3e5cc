import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gcpPermissions } from '../../../scripts/rendered-gcp-permissions';
import { CUSTOM_ROLES } from './support/principals';

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

test('that a project is for one installation is said where it is chosen, and where reviewers look', () => {
  const row = readFileSync(join(DOCS, 'configuration.md'), 'utf8').match(/^\| `project` \|.*$/m)?.[0];
  expect(row).toContain('Give each installation a project of its own');
  expect(PAGE).toContain('**Give an installation a project of its own.**');
});
