import type { Path, Report } from './config-error';

/** CDK, cdktf and cdk8s put these into strings for values that are known only later. */
const TOKEN = /[$#]\{(Tf)?(Token|TOKEN)\[/;
/** They encode numbers as very large ones. */
const LARGEST_LITERAL = 1e280;

/** The prop of a construct that takes an object where the configuration takes a literal. */
const PROPS: readonly (readonly [RegExp, string])[] = [
  [/^environment\.network\b/, "pass the network itself as prop 'network' of the data plane"],
  [/^environment\.administrators\b/, "pass the role itself in prop 'administrators' of the data plane"],
  [/^environment\.own\.encryptionKey\b/, "pass the key itself as prop 'encryptionKey' of custody"],
  [/^environment\.own\.roles\b/, "pass the role itself in prop 'roles' of custody"],
  [/^environment\.own\.buckets\b/, "pass the bucket itself in prop 'ownBuckets' of custody"],
  [/^environment\.own\.permissionsBoundary\b/, "pass the policy itself as prop 'permissionsBoundary' of custody"],
  [/^environment\.(account|region)\b/, "write it out; a stack of AWS CDK needs the same 'env'"],
  [/^environment\.project(Number)?\b/, 'write it out: names and IAM members are made of it'],
  [/^environment\.subscription\b/, 'write it out: names and resource ids are made of it'],
];

/** Whether a value stands for one that is known only at deployment. */
export function isToken(value: unknown): boolean {
  return typeof value === 'string' ? TOKEN.test(value) : typeof value === 'number' && Math.abs(value) > LARGEST_LITERAL;
}

/**
 * Reports every token and every construct in a configuration, which must be known when the template is made.
 *
 * @returns their paths
 */
export function refuseTokens(value: unknown, path: Path, report: Report): Path[] {
  if (isToken(value) || isConstruct(value)) {
    const name = path.join('.');
    const fix = PROPS.find(([pattern]) => pattern.test(name))?.[1] ?? 'write the value out';
    report.problem(path, 'be known when the template is made', value, fix);
    return [path];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => refuseTokens(item, [...path, index], report));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => refuseTokens(item, [...path, key], report));
}

/** What Terraform evaluates in any string: https://developer.hashicorp.com/terraform/language/syntax/json */
export const TEMPLATE = /[$%]\{/;

/** Reports every text that Terraform would evaluate: whoever writes a plan must not run expressions where it is applied. */
export function refuseTemplates(value: unknown, path: Path, report: Report): void {
  if (typeof value === 'string' && TEMPLATE.test(value)) {
    report.problem(path, 'be without ${ and %{, which Terraform evaluates', value, 'write the text without them');
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      const at = [...path, Array.isArray(value) ? Number(key) : key];
      if (TEMPLATE.test(key)) refuseTemplates(key, at, report);
      refuseTemplates(item, at, report);
    }
  }
}

/** Whether a value is an object of a class: a network or a key itself, handed in where the configuration takes its name. */
function isConstruct(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype !== null && Object.getPrototypeOf(prototype) !== null;
}
