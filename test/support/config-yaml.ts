/** The minimal environment as a customer writes it; `id` stands on line 1. */
export const ENVIRONMENT_YAML = `id: demo
cloud: aws
account: '111122223333'
region: eu-central-1
zones: [eu-central-1a, eu-central-1b, eu-central-1c]
administrators: ['arn:aws:iam::111122223333:role/platform-admin']
`;

/** The minimal plan as a vendor writes it; `product` stands on line 1, the profile on line 8. */
export const PLAN_YAML = `product: { id: notes, name: Notes, version: 1.0.0 }
vendor:
  aws: { principals: ['arn:aws:iam::999988887777:role/control-plane'] }
domain: notes.example.com
controlPlane: { hosts: [control.notes.example.com] }
agent: { image: 'registry.notes.example.com/agent:1.0.0' }
nodeProfiles:
  - { name: general, vcpu: 2, memoryGiB: 8, maxNodesPerZone: 3 }
`;
