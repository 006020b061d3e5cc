import { createHash } from 'node:crypto';
import { templateFiles } from '../../../cdk-app/templates';
import { VERSIONS } from '../../../lib/aws/bootstrap/versions';
import { awsExample } from '../../../scripts/examples';

/** What each version of the permissions is, without reasons: a vendor compares the number that a customer's stamp has. */
const DIGESTS: Readonly<Record<number, string>> = {
  1: '0a81cde414ca812d',
};

test('another permission is another version', () => {
  const manifest = templateFiles(awsExample('streaming-database'), 'asked for').get('permissions.json') ?? '';
  const { policies, permissions } = JSON.parse(manifest);
  const decisive = policies.map(({ holder, policy, attached, statements }: any) => [
    holder,
    policy,
    attached,
    statements.map(({ reason: _, wildcard: _w, neededBy: _n, phase: _p, ...statement }: any) => statement),
  ]);
  expect(permissions).toBe(VERSIONS.permissions);
  // Before a release, write the new digest here; after it, raise VERSIONS.permissions and add a line.
  expect(createHash('sha256').update(JSON.stringify(decisive)).digest('hex').slice(0, 16)).toBe(DIGESTS[permissions]);
});
