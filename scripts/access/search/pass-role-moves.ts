import type { Context } from '../simulator';
import { type Ask, actsAs, IN_NETWORK, type Move, reached } from './facts';
import type { Scene } from './scene';
import { roleOf } from './world';

/** Handing a role to a service, and taking it where the service has it. */
export function passRoleMoves(scene: Scene): readonly Move[] {
  const { engine, nodes, cluster, deployment, support } = scene;
  const roles = [engine, nodes, cluster, deployment, support, 'platform-admin', 'jump-host', 'functions'];
  return [...roles.flatMap((role) => handedOver(scene, role)), ...onNodes(scene), ...code(scene)];
}

function handedOver(scene: Scene, role: string): Move[] {
  const { eksCluster, made } = scene;
  const group: Ask = { action: 'eks:CreateNodegroup', resource: eksCluster, context: made };
  const pod: Ask = { action: 'eks:CreatePodIdentityAssociation', resource: eksCluster, context: made };
  const instance: Ask = { action: 'ec2:RunInstances', resource: scene.arn('ec2', 'instance/i-1'), context: made };
  const run: Ask = { action: 'lambda:CreateFunction', resource: scene.arn('lambda', 'function:planted') };
  const otherPod = podTags(scene, { namespace: 'default', account: 'planted' });
  // What takes it, by which type, what makes that, to whom the role is passed, who takes it and what that one says.
  const uses: readonly (readonly [string, string, Ask, string, string, Context])[] = [
    ['an instance', 'AWS::EC2::Instance', instance, 'ec2', 'ec2', {}],
    ['a node group (by EC2)', 'AWS::EKS::Nodegroup', group, 'ec2', 'ec2', {}],
    ['a node group', 'AWS::EKS::Nodegroup', group, 'eks', 'ec2', {}],
    ['a pod of another account', 'AWS::EKS::PodIdentityAssociation', pod, 'pods.eks', 'pods.eks', otherPod],
    ['a function', 'AWS::Lambda::Function', run, 'lambda', 'lambda', {}],
  ];
  return uses.map(([user, type, make, passedTo, takenBy, context]) => ({
    name: `hand ${role} to ${user}`,
    type,
    asks: [passed(scene, role, passedTo), make, taken(scene, role, takenBy, context)],
    gains: [
      ...scene.takes(role),
      ...(user === 'a function' ? [] : [IN_NETWORK]),
      ...(role === scene.nodes && make === group ? [] : [reached('misuse', `${role} in the hands of ${user}`)]),
    ],
  }));
}

function passed(scene: Scene, role: string, service: string): Ask {
  return {
    action: 'iam:PassRole',
    resource: scene.role(role),
    context: { 'iam:PassedToService': `${service}.amazonaws.com` },
  };
}

function taken(scene: Scene, role: string, service: string, context: Context = {}): Ask {
  return { service, action: 'sts:AssumeRole', resource: scene.role(role), context };
}

/** What comes with code on a node: the launch template of a group that is there, and the tokens of the pods on it. */
function onNodes(scene: Scene): Move[] {
  const { nodes, pods, eksCluster, names } = scene;
  return [
    {
      name: 'put user data in a launch template',
      type: 'AWS::EC2::LaunchTemplate',
      asks: [
        {
          action: 'ec2:CreateLaunchTemplateVersion',
          resource: scene.arn('ec2', 'launch-template/lt-1'),
          context: scene.ours,
        },
        { action: 'eks:UpdateNodegroupVersion', resource: scene.arn('eks', `nodegroup/${names.cluster}/compute/0a1b`) },
        taken(scene, nodes, 'ec2'),
      ],
      gains: [...scene.takes(nodes), IN_NETWORK],
    },
    ...pods
      .filter((pod) => roleOf(scene.world, pod).trust.Statement.length > 0)
      .map((pod) => ({
        name: `take the token of a pod of ${pod} on the node`,
        after: [actsAs(nodes), IN_NETWORK],
        asks: [
          { action: 'eks-auth:AssumeRoleForPodIdentity', resource: eksCluster },
          taken(scene, pod, 'pods.eks', podTags(scene, ownAccount(scene, pod))),
        ],
        gains: scene.takes(pod),
      })),
  ];
}

/** Ways to run something on what is there already. */
function code(scene: Scene): Move[] {
  const instance = scene.arn('ec2', 'instance/i-1');
  const onNode = (name: string, action: string): Move => ({
    name,
    asks: [{ action, resource: instance }],
    gains: [...scene.takes(scene.nodes), IN_NETWORK, reached('misuse', `${scene.nodes} from outside`)],
  });
  return [
    onNode('open a session on a node', 'ssm:StartSession'),
    onNode('send a command to a node', 'ssm:SendCommand'),
    onNode('send an SSH key to a node', 'ec2-instance-connect:SendSSHPublicKey'),
    {
      name: "invoke the customer's function from a custom resource",
      type: 'AWS::CloudFormation::CustomResource',
      asks: [{ action: 'lambda:InvokeFunction', resource: scene.arn('lambda', 'function:functions') }],
      gains: scene.takes('functions'),
    },
  ];
}

interface ServiceAccount {
  readonly namespace: string;
  readonly account: string;
}

function podTags(scene: Scene, { namespace, account }: ServiceAccount): Context {
  return {
    'aws:SourceAccount': scene.world.place.account,
    'aws:SourceArn': scene.eksCluster,
    'aws:RequestTag/kubernetes-namespace': namespace,
    'aws:RequestTag/kubernetes-service-account': account,
  };
}

/** The service account that a role is for. */
function ownAccount(scene: Scene, pod: string): ServiceAccount {
  const written = JSON.stringify(roleOf(scene.world, pod).trust);
  const [, namespace = ''] = /kubernetes-namespace":"([^"]+)"/.exec(written) ?? [];
  const [, account = ''] = /kubernetes-service-account":"([^"]+)"/.exec(written) ?? [];
  return { namespace, account };
}
