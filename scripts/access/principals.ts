import type { PolicyDocument, Principal } from './simulator';
import { type EvaluatedResource, type EvaluationInput, evaluate, type Place, type TemplateJson } from './template';

type Resources = Readonly<Record<string, EvaluatedResource>>;
type Where = Omit<Place, 'stackName'>;
type Policies = Readonly<Record<string, PolicyDocument>>;

/** A role of a template, with everything that decides what it can do and who takes it. */
export interface RolePrincipal extends Principal {
  readonly name: string;
  readonly path: string;
  readonly trust: PolicyDocument;
}

/** Properties that name what the references below speak of. */
const NAMES: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::S3::Bucket': 'BucketName',
};

/** `evaluate`, with the ARNs that roles, policies, buckets and keys will have, unless the input has others for them. */
export function evaluateWithArns(template: TemplateJson, input: EvaluationInput): Resources {
  const references = iamReferences(template, input);
  const reference: EvaluationInput['reference'] = (id, type, attribute) =>
    input.reference?.(id, type, attribute) ?? references(id, type, attribute);
  return evaluate(template, { ...input, reference });
}

/**
 * What references to roles, policies, buckets and keys become: the names and ARNs they will have. What
 * CloudFormation names by itself is called by its logical id.
 */
function iamReferences(template: TemplateJson, input: EvaluationInput): NonNullable<EvaluationInput['reference']> {
  return (id, type, attribute) => {
    if (!(type in NAMES) && type !== 'AWS::KMS::Key') return undefined;
    const given = Object.entries(template.Resources?.[id]?.Properties ?? {});
    const Properties = Object.fromEntries(given.filter(([name]) => name === NAMES[type] || name === 'Path'));
    const resource = evaluate({ ...template, Resources: { [id]: { Type: type, Properties } } }, input)[id];
    if (resource === undefined) return undefined;
    if (attribute === 'Arn' || type === 'AWS::IAM::ManagedPolicy') return arnOf(id, resource, input);
    return attribute === 'Ref' ? nameOf(id, resource) : undefined;
  };
}

function nameOf(id: string, { type, properties }: EvaluatedResource): string {
  return properties[NAMES[type] ?? ''] ?? (type === 'AWS::S3::Bucket' ? id.toLowerCase() : id);
}

function arnOf(id: string, resource: EvaluatedResource, { account, partition, region }: Where): string {
  const name = nameOf(id, resource);
  const { Path = '/' } = resource.properties;
  switch (resource.type) {
    case 'AWS::IAM::Role':
      return `arn:${partition}:iam::${account}:role${Path}${name}`;
    case 'AWS::IAM::ManagedPolicy':
      return `arn:${partition}:iam::${account}:policy${Path}${name}`;
    case 'AWS::S3::Bucket':
      return `arn:${partition}:s3:::${name}`;
    default:
      return `arn:${partition}:kms:${region}:${account}:key/${name}`;
  }
}

/** Managed policies of a template by ARN. */
export function managedPoliciesOf(resources: Resources, place: Where): Policies {
  return Object.fromEntries(
    ofType(resources, 'AWS::IAM::ManagedPolicy').map(([id, resource]) => [
      arnOf(id, resource, place),
      resource.properties.PolicyDocument,
    ]),
  );
}

/**
 * The roles of a template by name. Policies that AWS manages are left out.
 *
 * @param others managed policies of other templates, by ARN
 * @throws Error for a policy or a boundary that neither this template nor `others` have
 */
export function principalsOf(resources: Resources, place: Where, others: Policies = {}): Record<string, RolePrincipal> {
  const policies = { ...others, ...managedPoliciesOf(resources, place) };
  const find = (arn: string) => {
    const found = policies[arn];
    if (found === undefined) throw new Error(`no policy '${arn}' in ${Object.keys(policies).join(', ') || 'nothing'}`);
    return found;
  };
  const roles = ofType(resources, 'AWS::IAM::Role').map(([id, role]): RolePrincipal => {
    const {
      Path = '/',
      Policies = [],
      ManagedPolicyArns = [],
      PermissionsBoundary,
      AssumeRolePolicyDocument,
    } = role.properties;
    const name = nameOf(id, role);
    const attached: readonly string[] = ManagedPolicyArns.filter((arn: string) => !arn.includes(':iam::aws:policy/'));
    return {
      name,
      path: Path,
      arn: arnOf(id, role, place),
      policies: [
        ...Policies.map(({ PolicyDocument }: { PolicyDocument: PolicyDocument }) => PolicyDocument),
        ...attached.map(find),
        ...policiesThatName(name, resources),
      ],
      ...(PermissionsBoundary === undefined ? {} : { boundary: find(PermissionsBoundary) }),
      trust: AssumeRolePolicyDocument,
    };
  });
  return Object.fromEntries(roles.map((role) => [role.name, role]));
}

/** Policies that say themselves which roles they are for. */
function policiesThatName(role: string, resources: Resources): PolicyDocument[] {
  return ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy']
    .flatMap((type) => ofType(resources, type))
    .filter(([, { properties }]) => [properties.RoleName, ...(properties.Roles ?? [])].includes(role))
    .map(([, { properties }]) => properties.PolicyDocument);
}

/** Policies of resources by ARN: trust of roles, policies of buckets and keys. */
export function resourcePoliciesOf(resources: Resources, place: Where): Policies {
  return Object.fromEntries([
    ...ofType(resources, 'AWS::IAM::Role').map(([id, role]) => [
      arnOf(id, role, place),
      role.properties.AssumeRolePolicyDocument,
    ]),
    ...ofType(resources, 'AWS::S3::BucketPolicy').map(([, { properties }]) => [
      `arn:${place.partition}:s3:::${properties.Bucket}`,
      properties.PolicyDocument,
    ]),
    ...ofType(resources, 'AWS::KMS::Key').map(([id, key]) => [arnOf(id, key, place), key.properties.KeyPolicy]),
  ]);
}

function ofType(resources: Resources, type: string): [string, EvaluatedResource][] {
  return Object.entries(resources).filter(([, resource]) => resource.type === type);
}
