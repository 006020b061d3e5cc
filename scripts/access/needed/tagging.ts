import { made, type Need, type NeededIn, retagged, untagged } from './need';

/** Services check the right to tag beside the right to make, and name the call that makes. */
export function ec2Tags(createAction: string): Need[] {
  return [
    {
      on: ['create'],
      phase: 'install',
      property: 'Tags',
      actions: ['ec2:CreateTags'],
      against: [made],
      context: { 'ec2:CreateAction': createAction },
    },
    { on: ['update'], phase: 'run', property: 'Tags', actions: ['ec2:CreateTags'], against: [retagged] },
    { on: ['update'], phase: 'run', property: 'Tags', actions: ['ec2:DeleteTags'], against: [untagged] },
  ];
}

export function loadBalancingTags(createAction: string, phase: NeededIn): Need[] {
  return [
    {
      on: ['create'],
      phase,
      property: 'Tags',
      actions: ['elasticloadbalancing:AddTags'],
      against: [made],
      context: { 'elasticloadbalancing:CreateAction': createAction },
    },
    { on: ['update'], phase: 'run', property: 'Tags', actions: ['elasticloadbalancing:AddTags'], against: [retagged] },
    {
      on: ['update'],
      phase: 'run',
      property: 'Tags',
      actions: ['elasticloadbalancing:RemoveTags'],
      against: [untagged],
    },
  ];
}

export function eksTags(phase: NeededIn): Need[] {
  return [
    { on: ['create'], phase, property: 'Tags', actions: ['eks:TagResource'], against: [made] },
    { on: ['update'], phase: 'run', property: 'Tags', actions: ['eks:TagResource'], against: [retagged] },
    { on: ['update'], phase: 'run', property: 'Tags', actions: ['eks:UntagResource'], against: [untagged] },
  ];
}
