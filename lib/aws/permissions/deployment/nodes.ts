import { isGiven, valueIn } from '../../switch';
import { arnsOf, type Noun, OF_ANY_KIND, RANDOM_IDS, tagged } from './context';

/** Launch templates, and the instances that EKS makes of them. */
export const nodePermissions: Noun = (context) => {
  const { ec2, vpc } = arnsOf(context);
  const { inRequest, onResource, onAnything } = tagged(context);
  const common = { neededBy: 'node groups', phase: 'run', wildcard: RANDOM_IDS } as const;
  // EKS tries the launch template with the rights of who makes the group; CloudFormation itself starts no instance.
  const throughEks = { Bool: { 'aws:ViaAWSService': 'true' } };
  const run = { ...common, actions: ['ec2:RunInstances'] } as const;
  const reason = 'EKS tries a launch template before it takes it; an instance of the template alone is refused';
  return [
    {
      ...common,
      sid: 'MakeLaunchTemplates',
      actions: ['ec2:CreateLaunchTemplate'],
      resources: ec2('launch-template'),
      conditions: { StringEquals: inRequest },
      reason: 'a new profile has a new template',
    },
    {
      ...common,
      sid: 'ChangeLaunchTemplates',
      actions: ['ec2:CreateLaunchTemplateVersion', 'ec2:DeleteLaunchTemplate'],
      resources: ec2('launch-template'),
      conditions: { StringEquals: onResource },
      reason: 'profiles change and go while the product runs',
    },
    {
      ...run,
      sid: 'RunNodesThroughEks',
      resources: ec2('instance', 'network-interface', 'security-group', 'volume'),
      conditions: throughEks,
      // The template names no group, so EKS tries it with the default group of the VPC, which has no tag.
      reason,
    },
    {
      ...run,
      sid: 'RunImagesOfAws',
      resources: [`arn:${context.partition}:ec2:${context.region}::image/*`],
      conditions: { ...throughEks, StringEquals: { 'ec2:Owner': 'amazon' } },
      wildcard: 'the ARN of an image names no account; its owner decides',
      reason: 'nodes start from images of AWS, and from none that the vendor shares or the account keeps',
    },
    {
      ...run,
      sid: 'RunNodesFromOwnTemplates',
      resources: ['*'],
      wildcard: OF_ANY_KIND,
      conditions: { ...throughEks, StringEquals: onAnything },
      reason,
    },
    {
      ...run,
      sid: 'RunNodesInYourVpc',
      resources: ec2('subnet'),
      conditions: { ...throughEks, ArnEquals: { 'ec2:Vpc': vpc(valueIn(context.vpcId) ?? '') } },
      when: isGiven(context.vpcId),
      reason,
    },
  ];
};
