import { evaluateWithArns } from '../access/principals';
import type { EvaluatedResource, EvaluationInput, TemplateJson } from '../access/template';
import type { Answer, Api } from './api';

/** Roles and policies by name, with the properties that decide what they may do. */
export type Granted = Readonly<Record<string, EvaluatedResource>>;

/** The roles and policies under a path, as IAM holds them. */
export async function grantedIn(api: Api, path: string): Promise<Granted> {
  const { Roles } = await api.call('iam', 'list_roles', { PathPrefix: path });
  const { Policies } = await api.call('iam', 'list_policies', { PathPrefix: path, Scope: 'Local' });
  const roles = await Promise.all(Roles.map(({ RoleName }: Answer) => readRole(api, RoleName)));
  const policies = await Promise.all(Policies.map(({ Arn }: Answer) => readPolicy(api, Arn)));
  return byName([...roles, ...policies]);
}

async function readRole(api: Api, RoleName: string): Promise<EvaluatedResource> {
  const which = { RoleName };
  const { Role } = await api.call('iam', 'get_role', which);
  const { AttachedPolicies } = await api.call('iam', 'list_attached_role_policies', which);
  const { PolicyNames } = await api.call('iam', 'list_role_policies', which);
  const policies = PolicyNames.map(async (PolicyName: string) => {
    const { PolicyDocument } = await api.call('iam', 'get_role_policy', { ...which, PolicyName });
    return { PolicyName, PolicyDocument };
  });
  return role({
    RoleName,
    Path: Role.Path,
    AssumeRolePolicyDocument: Role.AssumeRolePolicyDocument,
    Policies: await Promise.all(policies),
    ManagedPolicyArns: AttachedPolicies.map(({ PolicyArn }: Answer) => PolicyArn),
    PermissionsBoundary: Role.PermissionsBoundary?.PermissionsBoundaryArn,
  });
}

async function readPolicy(api: Api, PolicyArn: string): Promise<EvaluatedResource> {
  const { Policy } = await api.call('iam', 'get_policy', { PolicyArn });
  const version = { PolicyArn, VersionId: Policy.DefaultVersionId };
  const { PolicyVersion } = await api.call('iam', 'get_policy_version', version);
  return policy({ ManagedPolicyName: Policy.PolicyName, Path: Policy.Path, PolicyDocument: PolicyVersion.Document });
}

/** The roles and policies that a template makes with these parameters. */
export function grantedBy(template: TemplateJson, input: EvaluationInput): Granted {
  const resources = Object.values(evaluateWithArns(template, input));
  return byName([
    ...resources.filter(({ type }) => type === 'AWS::IAM::Role').map(({ properties }) => role(properties)),
    ...resources.filter(({ type }) => type === 'AWS::IAM::ManagedPolicy').map(({ properties }) => policy(properties)),
  ]);
}

function role(properties: Answer): EvaluatedResource {
  const { RoleName, Path, AssumeRolePolicyDocument, Policies = [], ManagedPolicyArns = [] } = properties;
  const { PermissionsBoundary } = properties;
  return {
    type: 'AWS::IAM::Role',
    properties: {
      RoleName,
      Path,
      AssumeRolePolicyDocument,
      Policies: [...Policies].sort((a, b) => (a.PolicyName < b.PolicyName ? -1 : 1)),
      ManagedPolicyArns: [...ManagedPolicyArns].sort(),
      ...(PermissionsBoundary === undefined ? {} : { PermissionsBoundary }),
    },
  };
}

function policy({ ManagedPolicyName, Path, PolicyDocument }: Answer): EvaluatedResource {
  return { type: 'AWS::IAM::ManagedPolicy', properties: { ManagedPolicyName, Path, PolicyDocument } };
}

function byName(resources: readonly EvaluatedResource[]): Granted {
  const named = resources.map((one): [string, EvaluatedResource] => [
    one.properties.RoleName ?? one.properties.ManagedPolicyName,
    one,
  ]);
  return Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1)));
}
