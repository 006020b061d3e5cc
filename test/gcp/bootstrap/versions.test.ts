import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { permissionManifest } from '../../../cdktf-app/permission-manifest';
import { bootstrapPolicies } from '../../../lib/gcp/bootstrap/policies';
import { VERSIONS } from '../../../lib/gcp/bootstrap/versions';
import { version } from '../../../package.json';
import { EVERYTHING } from '../../../scripts/rendered-gcp-permissions';

/** What each version of the permissions is, without reasons: a vendor compares the number that a customer's stamp has. */
const DIGESTS: Readonly<Record<number, string>> = {
  1: '1c62e3f8a55cb9c9',
};

const manifest = permissionManifest(VERSIONS, bootstrapPolicies(EVERYTHING));

test('another permission is another version', () => {
  const { policies, permissions } = JSON.parse(manifest);
  const decisive = policies.map(({ holder, role, attached, on, condition, permissions: records }: any) => [
    holder,
    role,
    attached,
    on,
    condition,
    records.map(({ permissions: names }: any) => names),
  ]);
  expect(permissions).toBe(VERSIONS.permissions);
  // Before a release, write the new digest here; after it, raise VERSIONS.permissions and add a line.
  expect(createHash('sha256').update(JSON.stringify(decisive)).digest('hex').slice(0, 16)).toBe(DIGESTS[permissions]);
});

test('the manifest has the version of the package', () => {
  expect(JSON.parse(manifest)).toMatchObject({ template: version });
});

test('the manifest that is read is the one of this version', () => {
  const file = join(__dirname, '..', '..', '..', 'docs', 'gcp', 'permissions.json');
  expect(readFileSync(file, 'utf8')).toBe(manifest);
});
