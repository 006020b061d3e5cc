import { gcpCustodyProps } from '../../../lib/gcp/custody/custody-stack';
import { alike, FULL, OTHER } from '../support/installations';

test('everything that custody takes follows the configuration', () => {
  // What the first of the two becomes is in custody-stack.test.ts.
  expect(alike(gcpCustodyProps(FULL), gcpCustodyProps(OTHER))).toEqual([]);
});
