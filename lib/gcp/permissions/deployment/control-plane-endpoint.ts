import { NO_NAMES, NOT_YET, type Noun } from './context';

/**
 * The private address of the vendor's control plane: a forwarding rule to the vendor's service attachment.
 * https://cloud.google.com/vpc/docs/configure-private-service-connect-services. No DNS: a private zone of a name of its
 * choice, in any network of the project, would let the vendor answer for others.
 */
export const controlPlaneEndpointPermissions: Noun = ({ controlPlaneEndpoint }) => {
  if (!controlPlaneEndpoint) return [];
  const project = { on: 'project', unnamed: NO_NAMES, neededBy: 'endpoint of the control plane' } as const;
  const rule = { on: 'named resources', kind: 'forwarding rule', neededBy: 'endpoint of the control plane' } as const;
  return [
    {
      ...rule,
      permissions: ['compute.forwardingRules.get'],
      phases: ['read'],
      reason: 'compares the endpoint of the control plane with what it should be',
    },
    {
      ...project,
      permissions: ['compute.addresses.get'],
      phases: ['read'],
      reason: 'compares the address of the endpoint of the control plane with what it should be',
    },
    {
      ...project,
      permissions: [
        'compute.addresses.createInternal',
        'compute.addresses.get',
        'compute.addresses.setLabels',
        'compute.addresses.use',
        'compute.networks.use',
        'compute.subnetworks.use',
      ],
      phases: ['install'],
      reason: 'reserves the address of the endpoint of the control plane in its subnet, and puts it there',
    },
    {
      ...project,
      unnamed: NOT_YET,
      permissions: ['compute.forwardingRules.create', 'compute.forwardingRules.pscCreate'],
      phases: ['install'],
      reason: "connects the network to the vendor's control plane, which the environment asks for",
    },
    {
      ...rule,
      permissions: ['compute.forwardingRules.pscSetLabels', 'compute.forwardingRules.setLabels'],
      phases: ['install'],
      reason: 'labels the endpoint of the control plane',
    },
    {
      ...rule,
      permissions: ['compute.forwardingRules.delete', 'compute.forwardingRules.pscDelete'],
      phases: ['install', 'delete'],
      reason: 'takes the endpoint of the control plane away',
    },
    {
      ...project,
      permissions: ['compute.addresses.deleteInternal'],
      phases: ['install', 'delete'],
      reason: 'gives the address of the endpoint of the control plane back',
    },
  ];
};
