import { newBlobsUnder } from '../../../lib/azure/permissions/conditions';
import { messageOf } from '../../support/terraform';
import { letsThrough } from './support/abac';

const BLOBS = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';
const add = (path: string) => ({ action: `${BLOBS}/add/action`, resource: { [`${BLOBS}:path`]: path } });

describe('new blobs under a prefix', () => {
  const { version, expression } = newBlobsUnder('usage/');

  test('is a condition of the one version that Azure takes, with the attribute of the resource', () => {
    expect(version).toBe('2.0');
    expect(expression).toBe(
      `((!(ActionMatches{'${BLOBS}/add/action'})) OR (@Resource[${BLOBS}:path] StringStartsWith 'usage/'))`,
    );
  });

  test.each([
    ['under it', 'usage/acme/1.json', true],
    ['beside it', 'usage2/1.json', false],
    ['whose name has it in the middle', 'old/usage/1.json', false],
    ['in other letters', 'Usage/1.json', false],
    ['without a folder', 'invoices.json', false],
  ])('a blob %s', (_, path, answer) => {
    expect(letsThrough(expression, add(path))).toBe(answer);
  });

  test('says nothing of other actions: the role does not hold them', () => {
    expect(letsThrough(expression, { action: `${BLOBS}/read`, resource: {} })).toBe(true);
  });

  test('grants nothing where the blob has no path', () => {
    expect(letsThrough(expression, { action: `${BLOBS}/add/action`, resource: {} })).toBe(false);
  });

  test.each([["x' OR @Resource[y] StringStartsWith '"], ['x\\']])('fails if the prefix ends its text: %s', (prefix) => {
    expect(messageOf(() => newBlobsUnder(prefix))).toBe(
      `'prefix' must hold neither quote nor backslash, got ${prefix}; choose another one`,
    );
  });
});

describe('the evaluator of these tests', () => {
  const call = { action: 'a', resource: { p: 'usage/1' } };

  test.each([
    ["ActionMatches{'a'} AND @Resource[p] StringStartsWith 'usage/'", true],
    ["ActionMatches{'b'} AND @Resource[p] StringStartsWith 'usage/'", false],
    ["ActionMatches{'b'} OR @Resource[p] StringEquals 'usage/1'", true],
    ["!(ActionMatches{'a'})", false],
  ])('%s', (expression, answer) => {
    expect(letsThrough(expression, call)).toBe(answer);
  });

  test.each([
    ["ActionMatches{'a'} OR ActionMatches{'b'} AND ActionMatches{'c'}", 'AND and OR are mixed'],
    ["@Request[p] StringEquals 'x'", "nothing is known of '@Request[p]'"],
    ["@Resource[p] StringLike 'x*'", "nothing is known of 'StringLike'"],
    ["(ActionMatches{'a'}", 'the condition ends early'],
    ["ActionMatches{'a'} ActionMatches{'a'}", 'the condition goes on'],
    ["ActionMatches{'a'} && ActionMatches{'a'}", "nothing is known of '&'"],
  ])('guesses nothing: %s', (expression, message) => {
    expect(messageOf(() => letsThrough(expression, call))).toContain(message);
  });
});
