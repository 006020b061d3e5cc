import { isCelError, parse, plan } from '@bufbuild/cel';
import type { Block } from '../../../support/gcp';
import { environment } from '../../permissions/support/cel';

type Attributes = Readonly<Record<string, string>>;

/** Whom a provider takes somebody for. Undefined: it does not let them in. */
export function letIn(provider: Block, assertion: Attributes): Attributes | undefined {
  const mapping = Object.entries<string>(provider.attribute_mapping);
  const attributes = mapping.map(([name, expression]) => [name, String(resultOf(expression, { assertion }))] as const);
  const [google, attribute] = ['google.', 'attribute.'].map((prefix) => below(prefix, attributes));
  const subject = google?.subject ?? '';
  // https://cloud.google.com/iam/docs/workload-identity-federation#mapping
  if (subject === '' || Buffer.byteLength(subject) > 127) return undefined;
  const passes = resultOf(provider.attribute_condition, {
    assertion,
    google: google ?? {},
    attribute: attribute ?? {},
  });
  return passes === true ? Object.fromEntries(attributes) : undefined;
}

/** Members of bindings that stand for whom a provider lets in. */
export function membersOf(pool: string, attributes: Attributes): string[] {
  return Object.entries(attributes).map(([name, value]) =>
    name === 'google.subject'
      ? `principal://iam.googleapis.com/${pool}/subject/${value}`
      : `principalSet://iam.googleapis.com/${pool}/${name}/${value}`,
  );
}

function below(prefix: string, attributes: readonly (readonly [string, string])[]): Attributes {
  return Object.fromEntries(
    attributes.filter(([name]) => name.startsWith(prefix)).map(([name, value]) => [name.slice(prefix.length), value]),
  );
}

function resultOf(expression: string, values: Readonly<Record<string, Attributes>>): unknown {
  const maps = Object.entries(values).map(([name, value]) => [name, new Map(Object.entries(value))]);
  const value = plan(environment, parse(expression))(Object.fromEntries(maps));
  if (isCelError(value)) throw value;
  return value;
}
