/**
 * An address that Google knows somebody by, as part of a pattern: https://support.google.com/a/answer/9193374. Whose name
 * has an apostrophe is named by a group: quotes would end texts in which the address is written.
 */
export const GOOGLE_ADDRESS = '[\\w.+-]+@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}';
