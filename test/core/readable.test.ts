import { z } from 'zod';
import { readable, whereReadable } from '../../lib/core/readable';

const schema = z.strictObject({ name: z.string(), size: z.number().default(3) });
const union = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('a'), size: z.number() }),
  z.strictObject({ kind: z.literal('b'), name: z.string() }),
]);
const NOTHING_BROKEN = new Set<string>();

test('parts that are right can be read, with their defaults', () => {
  const document = readable(schema, { name: 7 }, NOTHING_BROKEN);
  expect(whereReadable(() => document?.size)).toBe(3);
});

test('a rule that reads a wrong part ends there', () => {
  const document = readable(schema, { name: 7 }, NOTHING_BROKEN);
  const after = jest.fn();
  expect(
    whereReadable(() => {
      after(document?.name);
      return 'read';
    }),
  ).toBeUndefined();
  expect(after).not.toHaveBeenCalled();
});

test('a part that is called broken cannot be read, however right it is', () => {
  const document = readable(schema, { name: 'notes' }, new Set(['name']));
  expect(whereReadable(() => document?.name)).toBeUndefined();
});

test('the parts are those of the document’s kind', () => {
  const document = readable(union, { kind: 'b', name: 'notes', size: 'three' }, NOTHING_BROKEN);
  expect(whereReadable(() => document)).toEqual({ kind: 'b', name: 'notes' });
});

test('nothing can be read of a document of no known kind, or of none', () => {
  expect(readable(union, { kind: 'c' }, NOTHING_BROKEN)).toBeUndefined();
  expect(readable(schema, undefined, NOTHING_BROKEN)).toBeUndefined();
});

test('an error of another kind is a bug of ours and is not hidden', () => {
  expect(() =>
    whereReadable(() => {
      throw new TypeError('a bug');
    }),
  ).toThrow(new TypeError('a bug'));
});
