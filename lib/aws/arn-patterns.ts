/** Stands for what is known at deployment only: an ARN, or a part of one such as its partition. */
export const LATER = '\u0000';

/** An ARN with what is known at deployment only marked as such. */
export function marked(arn: string): string {
  return arn.replace(/\$\{Token\[[^\]]*\]\}/g, LATER);
}

/** Whether an ARN may match a pattern with `*`. A part that is known at deployment only may be anything, on either side. */
export function matches(pattern: string, arn: string): boolean {
  const [open, wanted] = [marked(pattern), marked(arn)];
  return open === LATER || wanted === LATER || overlap(open, wanted);
}

/** Whether there is a text that both fit. */
function overlap(a: string, b: string): boolean {
  if (a === '' && b === '') return true;
  const [first, other] = [a.charAt(0), b.charAt(0)];
  if (first === '*' || first === LATER) {
    const goesOn = other !== '' && (first === '*' || !/[:/]/.test(other));
    return overlap(a.slice(1), b) || (goesOn && overlap(a, b.slice(1)));
  }
  if (other === '*' || other === LATER) return overlap(b, a);
  return first === other && overlap(a.slice(1), b.slice(1));
}
