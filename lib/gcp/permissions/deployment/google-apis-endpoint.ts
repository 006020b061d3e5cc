import { NO_NAMES, NOT_YET, type Noun } from './context';

/**
 * The private address of Google's APIs: a global forwarding rule of the network.
 * https://cloud.google.com/vpc/docs/configure-private-service-connect-apis. No DNS: zones are the customer's.
 */
export const googleApisEndpointPermissions: Noun = ({ googleApisEndpoint }) => {
  if (!googleApisEndpoint) return [];
  const project = { on: 'project', unnamed: NO_NAMES, neededBy: 'endpoint of Google APIs' } as const;
  const rule = { on: 'named resources', kind: 'global forwarding rule', neededBy: 'endpoint of Google APIs' } as const;
  return [
    {
      ...rule,
      permissions: ['compute.globalForwardingRules.get'],
      phases: ['read'],
      reason: "compares the endpoint of Google's APIs with what it should be",
    },
    {
      ...project,
      permissions: ['compute.globalAddresses.get'],
      phases: ['read'],
      reason: "compares the address of the endpoint of Google's APIs with what it should be",
    },
    {
      ...project,
      permissions: [
        'compute.globalAddresses.createInternal',
        'compute.globalAddresses.get',
        'compute.globalAddresses.setLabels',
        'compute.globalAddresses.use',
        'compute.networks.use',
      ],
      phases: ['install'],
      reason: "reserves the address of the endpoint of Google's APIs, and puts it into the network",
    },
    {
      ...project,
      unnamed: NOT_YET,
      permissions: ['compute.globalForwardingRules.create', 'compute.globalForwardingRules.pscCreate'],
      phases: ['install'],
      reason: "connects the network to Google's APIs, so that nodes need no way to the internet for them",
    },
    {
      ...rule,
      permissions: ['compute.globalForwardingRules.pscSetLabels', 'compute.globalForwardingRules.setLabels'],
      phases: ['install'],
      reason: "labels the endpoint of Google's APIs",
    },
    {
      ...rule,
      permissions: ['compute.globalForwardingRules.delete', 'compute.globalForwardingRules.pscDelete'],
      phases: ['install', 'delete'],
      reason: "takes the endpoint of Google's APIs away",
    },
    {
      ...project,
      permissions: ['compute.globalAddresses.deleteInternal'],
      phases: ['install', 'delete'],
      reason: "gives the address of the endpoint of Google's APIs back",
    },
  ];
};
