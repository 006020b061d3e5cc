import { DATA_PLANE_TYPES } from '../../../lib/aws/permissions/vendor';
import { allow, rewritten, trusts, without } from './edits';
import { reached } from './facts';
import { type Hole, opens, TEMPLATE, VENDOR } from './hole';
import type { Scene } from './scene';
import { VENDOR_ACCOUNT } from './world';

const TYPES = 'cloudformation:ResourceTypes';

/** Mistakes in who may do what. */
export function holesOfRights(scene: Scene): readonly Hole[] {
  return [...ofIdentities(scene), ...ofStacks(scene)];
}

function ofIdentities(scene: Scene): Hole[] {
  const { vendor, deployment, engine, nodes } = scene;
  const pods = `${scene.role(engine).replace(/[^/]+$/, '')}*`;
  const outside = (role: string) => reached('outside role', role);
  const vendorsAccount = { Principal: { AWS: `arn:aws:iam::${VENDOR_ACCOUNT}:root` } };
  const controlPlane = { Principal: { AWS: `arn:aws:iam::${VENDOR_ACCOUNT}:role/control-plane` } };
  const data = reached('object', `${scene.names.bucketPrefix('data')} from the network`);
  const toData = [
    `${vendor}: execute a change set with types of a data plane`,
    `${deployment}: hand ${nodes} to a node group (by EC2)`,
    `${nodes}: take the token of a pod of ${engine} on the node`,
    `${engine}: read ${scene.names.bucketPrefix('data')} from the network`,
  ];
  return [
    {
      name: 'trust of workload roles may be written',
      start: TEMPLATE,
      edits: opens(deployment, 'iam:UpdateAssumeRolePolicy', pods),
      goal: reached('control', `trust of ${engine}`),
      path: [`${deployment}: rewrite the trust of ${engine}`],
    },
    {
      name: 'roles may be created without boundary',
      start: TEMPLATE,
      edits: opens(deployment, 'iam:CreateRole', pods),
      goal: outside('planted'),
      path: [`${deployment}: create a role without boundary`],
    },
    {
      name: 'policies of roles may be written',
      start: TEMPLATE,
      edits: opens(deployment, 'iam:PutRolePolicy', scene.role(deployment)),
      goal: reached('control', `policies of ${deployment}`),
      path: [`${deployment}: put a policy on ${deployment}`],
    },
    {
      name: 'the boundary may get a new version',
      start: TEMPLATE,
      edits: opens(deployment, 'iam:CreatePolicyVersion', scene.boundary),
      goal: outside(nodes),
      path: [
        `${deployment}: hand ${nodes} to a node group (by EC2)`,
        `${deployment}: rewrite the boundary (iam:CreatePolicyVersion)`,
        `${nodes}: be ${nodes} without boundary`,
      ],
    },
    {
      name: 'boundaries may be taken off',
      start: TEMPLATE,
      edits: opens(deployment, 'iam:DeleteRolePermissionsBoundary', pods),
      goal: reached('control', `boundary of ${engine}`),
      path: [`${deployment}: remove the boundary of ${engine}`],
    },
    {
      name: "a pod's role may be passed to EC2, which it trusts",
      start: VENDOR,
      edits: [
        allow(deployment, 'iam:PassRole', pods, { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } }),
        trusts(engine, { Principal: { Service: 'ec2.amazonaws.com' } }),
      ],
      goal: reached('misuse', `${engine} in the hands of a node group (by EC2)`),
      path: [
        `control-plane: assume ${vendor}`,
        `${vendor}: execute a change set with types of a data plane`,
        `${deployment}: hand ${engine} to a node group (by EC2)`,
      ],
    },
    {
      name: "a pod's role does not say for whom it is",
      start: VENDOR,
      edits: [trusts(engine, { Principal: { Service: 'pods.eks.amazonaws.com' } })],
      goal: reached('misuse', `${engine} in the hands of a pod of another account`),
      path: [
        `control-plane: assume ${vendor}`,
        `${vendor}: execute a change set with types of a data plane`,
        `${deployment}: hand ${engine} to a pod of another account`,
      ],
    },
    {
      name: 'the vendor role trusts without external id',
      start: 'a control plane that is misled',
      edits: [trusts(vendor, controlPlane)],
      goal: data,
      path: [`control-plane: assume ${vendor}`, ...toData],
    },
    {
      name: "the vendor role trusts the whole of the vendor's account",
      start: "another role of the vendor's account",
      edits: [trusts(vendor, vendorsAccount)],
      goal: data,
      path: [`anybody: assume ${vendor}`, ...toData],
    },
  ];
}

function ofStacks(scene: Scene): Hole[] {
  const { vendor, deployment, world, names } = scene;
  const takesRole = `control-plane: assume ${vendor}`;
  const executesTypes = `${vendor}: execute a change set with types of a data plane`;
  const executes = 'cloudformation:ExecuteChangeSet';
  const ofCustody = scene.stack(names.stacks.custody);
  const custom = 'AWS::CloudFormation::CustomResource';
  return [
    {
      name: 'a change set need not name its types',
      start: VENDOR,
      edits: [rewritten(vendor, 'Propose', without(TYPES))],
      goal: reached('outside role', 'registry-extension'),
      path: [
        takesRole,
        executesTypes,
        `${vendor}: execute a change set that names no types`,
        `${deployment}: let Acme::Third::Party work with its own role`,
      ],
    },
    {
      name: 'the stack of the bootstrap is not kept from the vendor',
      start: VENDOR,
      edits: [rewritten(vendor, 'NeverOwnRights', () => [])],
      goal: reached('control', `stack ${world.bootstrapStack}`),
      path: [takesRole, `${vendor}: CancelUpdateStack on ${world.bootstrapStack}`],
    },
    {
      name: 'the vendor may execute on custody',
      start: VENDOR,
      edits: [allow(vendor, executes, ofCustody), rewritten(vendor, 'NeverOwnRights', () => [])],
      goal: reached('control', `stack ${names.stacks.custody}`),
      path: [takesRole, `${vendor}: ExecuteChangeSet on ${names.stacks.custody}`],
    },
    {
      name: 'a change set may import',
      start: VENDOR,
      edits: [
        rewritten(vendor, 'Propose', without('cloudformation:ImportResourceTypes')),
        rewritten(vendor, 'NeverImport', () => []),
      ],
      goal: reached('foreign', 'what is imported'),
      path: [takesRole, `${vendor}: execute a change set that imports a VPC of the customer's`],
    },
    {
      name: 'a custom resource may invoke a function',
      start: VENDOR,
      edits: [
        ...opens(deployment, 'lambda:InvokeFunction'),
        rewritten(vendor, 'Propose', (statement) => [
          {
            ...statement,
            Condition: {
              ...statement.Condition,
              'ForAllValues:StringEquals': { [TYPES]: [...DATA_PLANE_TYPES, custom] },
            },
          },
        ]),
      ],
      goal: reached('outside role', 'functions'),
      path: [
        takesRole,
        executesTypes,
        `${vendor}: execute a change set with ${custom}`,
        `${deployment}: invoke the customer's function from a custom resource`,
      ],
    },
    {
      name: 'the vendor executes in mode approved',
      start: VENDOR,
      mode: 'approved',
      edits: [allow(vendor, executes), rewritten(vendor, 'NeverExecute', () => [])],
      goal: reached('hand-over', 'the endpoint service'),
      path: [
        takesRole,
        `${vendor}: execute a change set with types of a data plane`,
        `${deployment}: let anybody ask for the endpoint service`,
      ],
    },
  ];
}
