import { ENVIRONMENT_TAG } from '../../names';
import { type Noun, OF_ANY_KIND, tagged } from './context';

/** Tags: whatever is made is tagged in the same call, and nothing changes hands by a tag. */
export const tagPermissions: Noun = (context) => {
  const { inRequest, onAnything } = tagged(context);
  const common = {
    neededBy: 'everything with a tag',
    phase: 'run',
    resources: ['*'],
    wildcard: OF_ANY_KIND,
  } as const;
  return [
    {
      ...common,
      sid: 'TagNew',
      actions: ['ec2:CreateTags'],
      conditions: {
        StringEquals: {
          ...inRequest,
          'aws:RequestedRegion': context.region,
          'ec2:CreateAction': [
            'AllocateAddress',
            'CreateFlowLogs',
            'CreateInternetGateway',
            'CreateLaunchTemplate',
            'CreateNatGateway',
            'CreateRouteTable',
            'CreateSecurityGroup',
            'CreateSubnet',
            'CreateVpc',
            'CreateVpcEndpoint',
            'CreateVpcEndpointServiceConfiguration',
            'RunInstances',
          ],
        },
      },
      reason: 'tags what a call of these makes; of no use without the right to make it',
    },
    {
      ...common,
      sid: 'TagOwn',
      actions: ['ec2:CreateTags', 'ec2:DeleteTags'],
      conditions: { StringEquals: onAnything },
      reason: "follows a change of the customer's tags",
    },
    {
      ...common,
      sid: 'KeepTag',
      effect: 'Deny',
      actions: ['ec2:DeleteTags', 'eks:UntagResource', 'elasticloadbalancing:RemoveTags'],
      conditions: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ENVIRONMENT_TAG } },
      reason: 'what has lost its tag would belong to nobody',
    },
    {
      ...common,
      sid: 'NoOtherTag',
      effect: 'Deny',
      actions: ['ec2:CreateTags', 'eks:TagResource', 'elasticloadbalancing:AddTags'],
      conditions: {
        StringNotEquals: { [`aws:RequestTag/${ENVIRONMENT_TAG}`]: context.environmentId },
        Null: { [`aws:RequestTag/${ENVIRONMENT_TAG}`]: 'false' },
      },
      reason: 'nothing is handed to another installation by its tag',
    },
  ];
};
