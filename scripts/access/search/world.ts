import { type AwsNames, namesOf } from '../../../lib/aws/names';
import { evaluateWithArns, managedPoliciesOf, principalsOf, resourcePoliciesOf } from '../principals';
import { EVERYTHING, type PolicyDocument, type Principal } from '../simulator';
import type { EvaluatedResource, Place, TemplateJson } from '../template';
import { atMost } from './aws-managed';

/** A statement of a policy. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  /** Absent where there is `NotAction`. */
  readonly Action?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A role, with who may take it. */
export interface Role extends Principal {
  readonly trust: PolicyDocument;
  /** Whose it is: of bootstrap or custody, the customer's own, or of another account. */
  readonly of: 'bootstrap' | 'custody' | 'customer' | 'outside';
}

/** Who there is in and around an account with an installation, and which policies hold. */
export interface World {
  readonly place: Omit<Place, 'stackName'>;
  readonly environmentId: string;
  /** Name of the bootstrap's stack. */
  readonly bootstrapStack: string;
  readonly roles: Readonly<Record<string, Role>>;
  /** Policies of buckets and keys by ARN. */
  readonly policies: Readonly<Record<string, PolicyDocument>>;
}

export interface WorldInput {
  readonly place: World['place'];
  readonly environmentId: string;
  readonly bootstrap: TemplateJson;
  readonly custody: TemplateJson;
  /** What the customer answers when it deploys the bootstrap. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Name that the customer gives the bootstrap's stack. */
  readonly bootstrapStack: string;
}

export const EVERYBODY: PolicyDocument = {
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
};
export const VENDOR_ACCOUNT = '999988887777';

type Resources = Readonly<Record<string, EvaluatedResource>>;

/** An account with bootstrap and custody as they are rendered, and what a customer has beside them. */
export function worldOf(input: WorldInput): World {
  const { place, environmentId, bootstrapStack } = input;
  const { parameters } = input;
  const bootstrap = evaluateWithArns(input.bootstrap, { ...place, stackName: bootstrapStack, parameters });
  const { stacks } = namesOf(environmentId);
  const custody = evaluateWithArns(input.custody, { ...place, stackName: stacks.custody });
  const policies = managedPoliciesOf(bootstrap, place);
  const rolesOf = (resources: Resources, of: Role['of']) =>
    Object.values(principalsOf(resources, place, policies)).map((role): [string, Role] => [
      role.name,
      { ...role, of, policies: [...role.policies, ...ofAws(role.name, resources)] },
    ]);
  const isOfData = ([arn]: [string, PolicyDocument]) => /:(s3|kms):/.test(arn);
  return {
    place,
    environmentId,
    bootstrapStack,
    roles: {
      ...Object.fromEntries([...rolesOf(bootstrap, 'bootstrap'), ...rolesOf(custody, 'custody')]),
      ...others(place, namesOf(environmentId), policies),
    },
    policies: {
      ...Object.fromEntries(Object.entries(resourcePoliciesOf(custody, place)).filter(isOfData)),
      ...foreignPolicies(place, namesOf(environmentId).roleName('engine')),
    },
  };
}

/** @throws Error if there is no such role */
export function roleOf(world: World, name: string): Role {
  const role = world.roles[name];
  if (role === undefined) throw new Error(`no role '${name}' in ${Object.keys(world.roles).join(', ')}`);
  return role;
}

function ofAws(role: string, resources: Resources): PolicyDocument[] {
  const found = Object.values(resources).find(({ properties }) => properties.RoleName === role);
  const arns: readonly string[] = found?.properties.ManagedPolicyArns ?? [];
  return arns.filter((arn) => arn.includes(':iam::aws:policy/')).map(atMost);
}

/** Roles beside those of bootstrap and custody: each is allowed everything, so what matters is who gets hold of it. */
function others(
  { account, partition }: World['place'],
  { bootstrap, rolePath }: AwsNames,
  policies: World['policies'],
): Record<string, Role> {
  const role = (of: Role['of'], owner: string, name: string, trust?: object, path = '/'): [string, Role] => {
    const Statement = trust === undefined ? [] : [{ Effect: 'Allow', Principal: trust, Action: 'sts:AssumeRole' }];
    const arn = `arn:${partition}:iam::${owner}:role${path}${name}`;
    return [name, { of, arn, policies: [EVERYTHING], trust: { Statement } }];
  };
  const boundary = policies[`arn:${partition}:iam::${account}:policy${bootstrap.path}${bootstrap.boundary}`];
  const [name, planted] = role('custody', account, 'planted-in-boundary', undefined, rolePath('pods'));
  const service = (name: string) => ({ Service: `${name}.amazonaws.com` });
  return Object.fromEntries([
    role('customer', account, 'platform-admin', { AWS: `arn:${partition}:iam::${account}:root` }),
    role('customer', account, 'jump-host', service('ec2')),
    role('customer', account, 'functions', service('lambda')),
    role('customer', account, 'registry-extension', service('resources.cloudformation')),
    role('customer', account, 'planted', undefined, rolePath('pods')),
    [name, boundary === undefined ? planted : { ...planted, boundary }],
    role('outside', VENDOR_ACCOUNT, 'control-plane'),
    role('outside', VENDOR_ACCOUNT, 'support'),
    role('outside', VENDOR_ACCOUNT, 'anybody'),
    role('outside', '444455556666', 'stranger'),
  ]);
}

/** A bucket of the customer's that lets in a session of a role by name, as a bucket policy can, and a key without tags. */
function foreignPolicies({ account, partition, region }: World['place'], role: string): World['policies'] {
  const root = { AWS: `arn:${partition}:iam::${account}:root` };
  const sessions = { AWS: `arn:${partition}:sts::${account}:assumed-role/${role}/session` };
  return {
    [`arn:${partition}:s3:::payroll`]: {
      Statement: [
        {
          Effect: 'Allow',
          Principal: sessions,
          Action: 's3:GetObject',
          Resource: `arn:${partition}:s3:::payroll/*`,
        },
      ],
    },
    [`arn:${partition}:kms:${region}:${account}:key/payroll`]: {
      Statement: [{ Effect: 'Allow', Principal: root, Action: 'kms:*', Resource: '*' }],
    },
  };
}
