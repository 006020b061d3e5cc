import { checksum } from './checksum';
import { isToken } from './literals';

/** No vowels, so that no word comes out. */
const LETTERS = 'bcdfghjklmnpqrstvwxz2345679';

/** Letters and digits that stand for a text, 32 at most: the same ones each time, and others for another text. */
export function shortHash(text: string, length: number): string {
  return [...checksum(text).matchAll(/../g)]
    .slice(0, length)
    .map(([byte]) => LETTERS[Number.parseInt(byte, 16) % LETTERS.length])
    .join('');
}

/** A UUID that stands for a text: version 8, of SHA-256. https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-8 */
export function uuidOf(text: string): string {
  const digits = checksum(text);
  // The variant is the first two bits of its digit: 10.
  const variant = (8 + (Number.parseInt(digits.charAt(16), 16) % 4)).toString(16);
  const third = `8${digits.slice(13, 16)}`;
  const fourth = `${variant}${digits.slice(17, 20)}`;
  return [digits.slice(0, 8), digits.slice(8, 12), third, fourth, digits.slice(20, 32)].join('-');
}

/**
 * Hashes of what stands for a name would be others in each synthesis, and the names with them.
 *
 * @throws Error if a part is known only at deployment
 */
export function refuseUnknown(parts: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(parts)) {
    // What Terraform fills in itself is as unknown: `${var.project}`.
    if (!isToken(value) && !value.includes('${')) continue;
    throw new Error(
      `'${name}' must be known when the stack is synthesized, got ${value}; write it out: names are made of it`,
    );
  }
}
