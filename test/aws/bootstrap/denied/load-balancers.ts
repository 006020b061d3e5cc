import { arn, BALANCER, DELETE, deployment, IN_OURS, INSTALL, made, OURS, TAGGED, TARGETS, THEIRS } from './cast';
import type { Chapter } from './denial';

const elb = (action: string) => `elasticloadbalancing:${action}`;
const LISTENER = arn('elasticloadbalancing', 'listener/net/x/0a/0b');
const SCHEME = 'elasticloadbalancing:Scheme';
const INTERNAL = { ...made('acme'), [SCHEME]: 'internal' };
const EXTERNAL = { ...made('acme'), [SCHEME]: 'internet-facing' };

export const loadBalancers: readonly Chapter[] = [
  {
    title: 'the deployment role, of load balancers, during the install,',
    denials: [
      [
        'tags nothing new without that tag',
        'refused',
        deployment,
        elb('AddTags'),
        BALANCER,
        { 'elasticloadbalancing:CreateAction': 'CreateLoadBalancer' },
        TAGGED,
      ],
      [
        'makes none on the internet',
        'refused',
        deployment,
        elb('CreateLoadBalancer'),
        BALANCER,
        EXTERNAL,
        { context: { [SCHEME]: 'internal' } },
      ],
      [
        'makes none on the internet, unless the customer allows it',
        'refused',
        deployment,
        elb('CreateLoadBalancer'),
        BALANCER,
        EXTERNAL,
        { grants: { ExternalLoadBalancers: 'true' } },
      ],
      [
        'makes none without saying where',
        'refused',
        deployment,
        elb('CreateLoadBalancer'),
        BALANCER,
        made('acme'),
        { context: { [SCHEME]: 'internal' } },
      ],
      [
        'makes none without the tag',
        'refused',
        deployment,
        elb('CreateLoadBalancer'),
        BALANCER,
        { [SCHEME]: 'internal' },
        TAGGED,
      ],
      [
        'makes none of another kind',
        'refused',
        deployment,
        elb('CreateLoadBalancer'),
        BALANCER.replace('/net/', '/app/'),
        INTERNAL,
        { resource: BALANCER },
      ],
      ['makes no target group without the tag', 'refused', deployment, elb('CreateTargetGroup'), TARGETS, {}, TAGGED],
      ['makes no listener at one of others', 'refused', deployment, elb('CreateListener'), BALANCER, THEIRS, IN_OURS],
      ['changes no listener of others', 'refused', deployment, elb('ModifyListener'), LISTENER, THEIRS, IN_OURS],
      ['removes no target group of others', 'refused', deployment, elb('DeleteTargetGroup'), TARGETS, THEIRS, IN_OURS],
      [
        'lets nobody else into one of others',
        'refused',
        deployment,
        elb('SetSecurityGroups'),
        BALANCER,
        THEIRS,
        IN_OURS,
      ],
      [
        'adopts none by the tag',
        'refused',
        deployment,
        elb('AddTags'),
        BALANCER,
        made('acme'),
        { context: { 'elasticloadbalancing:CreateAction': 'CreateLoadBalancer' } },
      ],
      [
        'hands none to another installation',
        'denied',
        deployment,
        elb('AddTags'),
        BALANCER,
        { ...OURS, ...made('acme2') },
        TAGGED,
      ],
      [
        'takes the tag from none',
        'denied',
        deployment,
        elb('RemoveTags'),
        BALANCER,
        { ...OURS, 'aws:TagKeys': ['byoc:environment'] },
        { context: { 'aws:TagKeys': ['owner'] } },
      ],
      [
        'registers no target',
        'refused',
        deployment,
        elb('RegisterTargets'),
        TARGETS,
        OURS,
        'the controller in the cluster does, with a role of its own',
      ],
      ['removes none', 'refused', deployment, elb('DeleteLoadBalancer'), BALANCER, OURS, DELETE],
    ],
  },
  {
    title: 'the deployment role, of load balancers, after the install,',
    grants: { AllowInstall: 'false' },
    denials: [
      ['makes none', 'refused', deployment, elb('CreateLoadBalancer'), BALANCER, INTERNAL, INSTALL],
      ['makes no target group', 'refused', deployment, elb('CreateTargetGroup'), TARGETS, made('acme'), INSTALL],
      ['removes no target group', 'refused', deployment, elb('DeleteTargetGroup'), TARGETS, OURS, INSTALL],
      ['lets nobody else in', 'refused', deployment, elb('SetSecurityGroups'), BALANCER, OURS, INSTALL],
      ['moves none to other subnets', 'refused', deployment, elb('SetSubnets'), BALANCER, OURS, INSTALL],
      ['removes none', 'refused', deployment, elb('DeleteLoadBalancer'), BALANCER, OURS, DELETE],
    ],
  },
  {
    title: 'the deployment role, of load balancers, while deletion is allowed,',
    grants: { AllowInstall: 'false', AllowDelete: 'true' },
    denials: [
      ['removes none of others', 'refused', deployment, elb('DeleteLoadBalancer'), BALANCER, THEIRS, IN_OURS],
      ['makes none', 'refused', deployment, elb('CreateLoadBalancer'), BALANCER, INTERNAL, INSTALL],
    ],
  },
];
