import { DATA_PLANE_TYPES } from '../../../lib/aws/permissions/vendor';
import type { Context } from '../simulator';
import { type Ask, actsAs, carriesOut, type Move, movesOf, type OneRequest, reached } from './facts';
import type { Scene } from './scene';

/** Types that no data plane has, by what a template does with them. */
export const OTHER_TYPES = [
  'AWS::CloudFormation::CustomResource',
  'AWS::CloudFormation::Stack',
  'AWS::EC2::Instance',
  'AWS::EKS::IdentityProviderConfig',
  'AWS::IAM::AccessKey',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Role',
  'AWS::IAM::RolePolicy',
  'AWS::IAM::User',
  'AWS::KMS::Key',
  'AWS::Lambda::Function',
  'AWS::Logs::SubscriptionFilter',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::TopicPolicy',
  'AWS::SSM::Parameter',
];
/** A type of somebody else's that the customer has activated, with a role of its own to work with. */
const OF_REGISTRY = 'Acme::Third::Party';
const RESOURCE_TYPES = 'cloudformation:ResourceTypes';

/** Changing stacks: the data plane's, and those that are the customer's. */
export function stackMoves(scene: Scene): readonly Move[] {
  return [...changeSets(scene), ...movesOf(customersStacks(scene))];
}

function changeSets(scene: Scene): Move[] {
  const { deployment, names, world } = scene;
  const stack = scene.stack(names.stacks.dataPlane);
  const own = { 'cloudformation:RoleArn': scene.role(deployment) };
  const pass = (role: string): Ask => ({
    action: 'iam:PassRole',
    resource: scene.role(role),
    context: { 'iam:PassedToService': 'cloudformation.amazonaws.com' },
  });
  const propose = (context: Ask['context'] = {}): Ask => ({
    action: 'cloudformation:CreateChangeSet',
    resource: stack,
    context,
  });
  const execute: Ask = { action: 'cloudformation:ExecuteChangeSet', resource: stack };
  const works = (role: string): Ask => ({
    service: 'cloudformation',
    action: 'sts:AssumeRole',
    resource: scene.role(role),
    context: { 'aws:SourceAccount': world.place.account },
  });
  const carriedOut = (types: readonly string[]) => [actsAs(deployment), ...types.map(carriesOut)];
  const withTypes = (types: readonly string[]): Ask[] => [
    propose({ ...own, [RESOURCE_TYPES]: [...types] }),
    pass(deployment),
    execute,
    works(deployment),
  ];
  return [
    {
      name: 'execute a change set with types of a data plane',
      asks: withTypes(DATA_PLANE_TYPES),
      gains: carriedOut(DATA_PLANE_TYPES),
    },
    ...OTHER_TYPES.map((type) => ({
      name: `execute a change set with ${type}`,
      asks: withTypes([...DATA_PLANE_TYPES, type]),
      gains: carriedOut([type]),
    })),
    {
      name: 'execute a change set that names no types',
      asks: [propose(own), pass(deployment), execute, works(deployment)],
      gains: [...carriedOut([...DATA_PLANE_TYPES, ...OTHER_TYPES]), carriesOut(OF_REGISTRY)],
    },
    {
      name: `execute a change set with ${OF_REGISTRY}`,
      asks: withTypes([OF_REGISTRY]),
      gains: [carriesOut(OF_REGISTRY)],
    },
    {
      name: `let ${OF_REGISTRY} work with its own role`,
      by: deployment,
      after: [carriesOut(OF_REGISTRY)],
      asks: [
        { service: 'resources.cloudformation', action: 'sts:AssumeRole', resource: scene.role('registry-extension') },
      ],
      gains: scene.takes('registry-extension'),
    },
    {
      name: "expand a template by a macro of the customer's",
      asks: [
        propose({ ...own, [RESOURCE_TYPES]: [...DATA_PLANE_TYPES] }),
        { action: 'lambda:InvokeFunction', resource: scene.arn('lambda', 'function:functions') },
      ],
      gains: scene.takes('functions'),
    },
    {
      name: 'make a stack set',
      asks: [
        {
          action: 'cloudformation:CreateStackSet',
          resource: '*',
          context: { 'cloudformation:RoleArn': scene.role('platform-admin') },
        },
      ],
      gains: scene.takes('platform-admin'),
    },
    {
      name: "execute a change set that imports a VPC of the customer's",
      asks: [
        propose({
          ...own,
          [RESOURCE_TYPES]: [...DATA_PLANE_TYPES],
          'cloudformation:ImportResourceTypes': ['AWS::EC2::VPC'],
        }),
        pass(deployment),
        execute,
      ],
      gains: [reached('foreign', 'what is imported')],
    },
    {
      name: 'execute a change set with a role of the customer',
      asks: [
        propose({ 'cloudformation:RoleArn': scene.role('platform-admin'), [RESOURCE_TYPES]: [...DATA_PLANE_TYPES] }),
        pass('platform-admin'),
        execute,
      ],
      gains: scene.takes('platform-admin'),
    },
  ];
}

/** On a stack of the customer's, these work with whatever role the stack has. */
function customersStacks(scene: Scene): OneRequest[] {
  const { names, world } = scene;
  const { custody, detections, dataPlane } = names.stacks;
  const stacks = [world.bootstrapStack, custody, detections, 'payroll', `byoc-${world.environmentId}2-data`];
  const none = {};
  const withRole = { 'cloudformation:RoleArn': scene.role(scene.deployment) };
  const calls: readonly (readonly [string, Context])[] = [
    ['CancelUpdateStack', none],
    ['ContinueUpdateRollback', withRole],
    ['CreateStackRefactor', none],
    ['DeleteStack', withRole],
    ['ExecuteChangeSet', none],
    ['RollbackStack', withRole],
    ['SetStackPolicy', none],
    ['UpdateStack', { ...withRole, [RESOURCE_TYPES]: [...DATA_PLANE_TYPES] }],
    ['UpdateTerminationProtection', none],
  ];
  const rows = (name: string, actions: typeof calls): OneRequest[] =>
    actions.map(([action, context]) => [
      `${action} on ${name}`,
      'AWS::CloudFormation::Stack',
      `cloudformation:${action}`,
      scene.stack(name),
      context,
      [reached('control', `stack ${name}`)],
    ]);
  const protection = calls.filter(([action]) =>
    /^(CreateStackRefactor|SetStackPolicy|UpdateStack|UpdateTerminationProtection)$/.test(action),
  );
  return [...stacks.flatMap((name) => rows(name, calls)), ...rows(dataPlane, protection)];
}
