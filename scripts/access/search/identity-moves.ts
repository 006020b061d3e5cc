import {
  ANY_TYPE,
  actsAs,
  carriesOut,
  type Move,
  movesOf,
  type OneRequest,
  opened,
  reached,
  unbound,
  widened,
} from './facts';
import type { Scene } from './scene';

const [ROLE, ROLE_POLICY, POLICY] = ['AWS::IAM::Role', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy'];

/** Taking roles, and changing who takes them and what they may do. */
export function identityMoves(scene: Scene, externalId: string): readonly Move[] {
  return [
    ...assumptions(scene, externalId),
    ...movesOf([...newIdentities(scene), ...changedRoles(scene), ...changedPolicies(scene)]),
  ];
}

function assumptions(scene: Scene, externalId: string): Move[] {
  return Object.keys(scene.world.roles).map((name) => ({
    name: `assume ${name}`,
    asks: [{ action: 'sts:AssumeRole', resource: scene.role(name), context: { 'sts:ExternalId': externalId } }],
    gains: [...scene.takes(name), ...(name === scene.deployment ? [carriesOut(ANY_TYPE)] : [])],
  }));
}

function newIdentities(scene: Scene): OneRequest[] {
  const role = (what: string, boundary: object, name: string): OneRequest => [
    `create a role ${what}`,
    ROLE,
    'iam:CreateRole',
    scene.role(name),
    { ...scene.made, ...boundary },
    scene.takes(name),
  ];
  const user = scene.iam('user/planted');
  return [
    role('without boundary', {}, 'planted'),
    role('with another boundary', { 'iam:PermissionsBoundary': scene.administratorAccess }, 'planted'),
    role('with the boundary', { 'iam:PermissionsBoundary': scene.boundary }, 'planted-in-boundary'),
    ['create a user', 'AWS::IAM::User', 'iam:CreateUser', user, {}, scene.takes('planted')],
    [
      'make a service-linked role of another service',
      'AWS::IAM::ServiceLinkedRole',
      'iam:CreateServiceLinkedRole',
      scene.iam('role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM'),
      { 'iam:AWSServiceName': 'ssm.amazonaws.com' },
      [reached('misuse', 'a service-linked role')],
    ],
    ['create an access key', 'AWS::IAM::AccessKey', 'iam:CreateAccessKey', user, {}, scene.takes('planted')],
  ];
}

function changedRoles(scene: Scene): OneRequest[] {
  const { vendor, deployment, engine, nodes, support, names } = scene;
  const attached = { 'iam:PolicyARN': scene.administratorAccess };
  const detached = { 'iam:PolicyARN': scene.policy(names.bootstrap.deploymentPolicy('guard')) };
  const other = { 'iam:PermissionsBoundary': scene.administratorAccess };
  return [
    ...[vendor, deployment, engine, nodes, support, 'platform-admin'].map(
      (name): OneRequest => [
        `rewrite the trust of ${name}`,
        ROLE,
        'iam:UpdateAssumeRolePolicy',
        scene.role(name),
        scene.boundaryOf(name),
        [opened(scene.role(name)), reached('control', `trust of ${name}`)],
      ],
    ),
    ...[vendor, deployment, engine, nodes].flatMap((name): OneRequest[] => {
      const arn = scene.role(name);
      const has = scene.boundaryOf(name);
      const gains = [widened(name), reached('control', `policies of ${name}`)];
      return [
        [`put a policy on ${name}`, ROLE_POLICY, 'iam:PutRolePolicy', arn, has, gains],
        [`delete a policy of ${name}`, ROLE_POLICY, 'iam:DeleteRolePolicy', arn, has, gains],
        [`attach AdministratorAccess to ${name}`, ROLE, 'iam:AttachRolePolicy', arn, { ...has, ...attached }, gains],
        [`detach the guard from ${name}`, ROLE, 'iam:DetachRolePolicy', arn, { ...has, ...detached }, gains],
      ];
    }),
    ...[engine, nodes].flatMap((name): OneRequest[] => {
      const arn = scene.role(name);
      const gains = [unbound(name), reached('control', `boundary of ${name}`)];
      return [
        [
          `remove the boundary of ${name}`,
          ROLE,
          'iam:DeleteRolePermissionsBoundary',
          arn,
          scene.boundaryOf(name),
          gains,
        ],
        [`replace the boundary of ${name}`, ROLE, 'iam:PutRolePermissionsBoundary', arn, other, gains],
      ];
    }),
  ];
}

function changedPolicies(scene: Scene): OneRequest[] {
  const { deployment, names, world } = scene;
  const bound = Object.keys(world.roles).filter((name) => world.roles[name]?.boundary !== undefined);
  const ofDeployment = scene.policy(names.bootstrap.deploymentPolicy('run-eks'));
  return ['iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion'].flatMap((action): OneRequest[] => [
    [
      `rewrite the boundary (${action})`,
      POLICY,
      action,
      scene.boundary,
      {},
      [reached('control', 'the boundary'), ...bound.map(unbound)],
    ],
    [
      `rewrite a policy of ${deployment} (${action})`,
      POLICY,
      action,
      ofDeployment,
      {},
      [reached('control', `policies of ${deployment}`), widened(deployment)],
    ],
  ]);
}

/** Whoever acts as a role that has lost its boundary has a role outside of it. */
export function outsideMoves(scene: Scene): readonly Move[] {
  return [scene.engine, scene.nodes].map((name) => ({
    name: `be ${name} without boundary`,
    by: name,
    after: [actsAs(name), unbound(name)],
    asks: [],
    gains: [reached('outside role', name)],
  }));
}
