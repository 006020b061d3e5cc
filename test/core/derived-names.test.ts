import fc from 'fast-check';
import { refuseUnknown, shortHash, uuidOf } from '../../lib/core/derived-names';
import { uuid } from '../../lib/core/schema';

/** As Azure and everybody else reads them: https://www.rfc-editor.org/rfc/rfc9562#name-uuid-format */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('a hash is the same each time, of letters and digits, and without words', () => {
  expect(shortHash('acme', 8)).toBe(shortHash('acme', 8));
  fc.assert(fc.property(fc.string(), (text) => /^[b-df-hj-np-tv-z2-79]{10}$/.test(shortHash(text, 10))));
});

test('a shorter hash is the beginning of a longer one', () => {
  expect(shortHash('acme', 10).startsWith(shortHash('acme', 4))).toBe(true);
  expect(shortHash('acme', 32)).toHaveLength(32);
});

test('a UUID is the same each time, and one of version 8', () => {
  expect(uuidOf('acme')).toBe('822b33ad-87c1-88a0-a20a-5ba7cd5ebcaa');
  fc.assert(fc.property(fc.string(), (text) => UUID.test(uuidOf(text))));
  expect(uuid().safeParse(uuidOf('acme')).success).toBe(true);
});

test('texts that differ have other UUIDs and hashes', () => {
  const texts = Array.from({ length: 2000 }, (_, index) => `text/${index}`);
  expect(new Set(texts.map(uuidOf)).size).toBe(texts.length);
  expect(new Set(texts.map((text) => shortHash(text, 10))).size).toBe(texts.length);
});

test('what is known is taken, and what is not is refused', () => {
  expect(() => refuseUnknown({ project: 'acme-data' })).not.toThrow();
  expect(() => refuseUnknown({ project: 'acme-data', subscription: '${var.subscription}' })).toThrow(
    "'subscription' must be known when the stack is synthesized, got ${var.subscription}; write it out: names are made of it",
  );
});
