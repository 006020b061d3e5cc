/** A moment in UTC with seconds: `2027-01-31T00:00:00Z`. */
export const MOMENT = /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/** Whether a text is such a moment, on a day that exists: the 31st of February is read as the 3rd of March. */
export function isMoment(text: string): boolean {
  return MOMENT.test(text) && new Date(text).toISOString().startsWith(text.slice(0, 10));
}
