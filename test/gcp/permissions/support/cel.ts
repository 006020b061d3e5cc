import { CelScalar, type CelValue, celEnv, celMethod, isCelError, parse, plan, run } from '@bufbuild/cel';

/** A call as a condition sees it. */
export interface Call {
  /** Type of the resource: `container.googleapis.com/Cluster`. @default - IAM knows none */
  readonly type?: string;
  /** Name of the resource. @default - IAM knows none */
  readonly name?: string;
  /** When: `2026-11-21T00:00:00Z`. */
  readonly time: string;
}

/**
 * What IAM adds to CEL: the part of a text that a template marks with braces, up to the letter that follows them.
 * https://cloud.google.com/iam/docs/conditions-attribute-reference#extract
 */
const extract = celMethod('extract', CelScalar.STRING, [CelScalar.STRING], CelScalar.STRING, function (template) {
  const [, before = '', after = ''] = /^(.*)\{\w+\}(.*)$/.exec(template) ?? [];
  const start = this.indexOf(before);
  if (start < 0) return '';
  const rest = this.slice(start + before.length);
  const end = after === '' ? rest.length : rest.indexOf(after);
  return end < 0 ? '' : rest.slice(0, end);
});

export const environment = celEnv({ funcs: [extract] });
const planned = new Map<string, ReturnType<typeof plan>>();

/** Whether a condition lets a call through. What the resource does not have grants nothing, as in IAM. */
export function grants(expression: string, { type, name, time }: Call): boolean {
  const resource = { ...(type === undefined ? {} : { type }), ...(name === undefined ? {} : { name }) };
  const condition = planned.get(expression) ?? plan(environment, parse(expression));
  planned.set(expression, condition);
  const answer = condition({
    resource: new Map(Object.entries(resource)),
    request: new Map([['time', moment(time)]]),
  });
  if (isCelError(answer)) return false;
  if (typeof answer !== 'boolean') throw new Error(`the condition is no question: ${expression}`);
  return answer;
}

function moment(text: string): CelValue {
  const value = run(`timestamp('${text}')`);
  if (isCelError(value)) throw new Error(`no moment: ${text}`);
  return value;
}
