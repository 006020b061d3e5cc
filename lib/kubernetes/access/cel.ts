/** A text as CEL writes it. Its escapes are JSON's: https://github.com/google/cel-spec/blob/master/doc/langdef.md#string-and-bytes-values */
export function celText(text: string): string {
  return JSON.stringify(text);
}

/** A list of texts as CEL writes it. */
export function celTexts(texts: readonly string[]): string {
  return `[${texts.map(celText).join(', ')}]`;
}
