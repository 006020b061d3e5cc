import { Document, isMap, isScalar, isSeq, type Pair, Scalar, visit, type YAMLMap } from 'yaml';
import { substituted } from '../lib/aws/bootstrap/policy-document';

/** How deep a section is written with one line for each entry; below, an entry is one line. */
const BLOCK_DEPTH: Readonly<Record<string, number>> = { Resources: 4, Metadata: 4, Conditions: 2 };
const OTHER_SECTIONS = 3;
/** Statements of policies have lines of their own, wherever they are. */
const OWN_LINES = ['Statement', 'Policies', 'PolicyDocument', 'AssumeRolePolicyDocument'];

/**
 * A template as YAML that a person reads and the console takes: short forms of CloudFormation's functions, and a line for
 * each statement. A template that is pasted has 51,200 bytes.
 */
export function templateYaml(template: object): string {
  const document = new Document(substituted(template), { version: '1.1' });
  visit(document, {
    Map(_key, map) {
      const short = shortForm(map as YAMLMap);
      return short;
    },
  });
  visit(document, {
    Collection(_key, node, path) {
      const names = path.flatMap((parent) => {
        const key = (parent as Pair).key;
        return isScalar(key) ? [String(key.value)] : [];
      });
      const last = names.at(-1) ?? '';
      const depth = names.length;
      const isStatement = isMap(node) && isSeq(path.at(-1)) && !node.has('PolicyDocument');
      node.flow =
        isStatement || (depth >= (BLOCK_DEPTH[names[0] ?? ''] ?? OTHER_SECTIONS) && !OWN_LINES.includes(last));
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false, defaultStringType: 'PLAIN' });
}

/** `{ Ref: X }` as `!Ref X`. */
function shortForm(map: YAMLMap): Scalar | undefined {
  const [pair] = map.items;
  if (map.items.length !== 1 || pair === undefined || !isScalar(pair.key) || !isScalar(pair.value)) return undefined;
  const name = String(pair.key.value);
  if (name !== 'Ref' && name !== 'Fn::Sub') return undefined;
  const scalar = new Scalar(pair.value.value);
  scalar.tag = name === 'Ref' ? '!Ref' : '!Sub';
  return scalar;
}
