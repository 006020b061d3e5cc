import type { Denial } from '../../../support/denials';
import { DELETE_IN_OWN, INSTALL_IN_OWN, MAKES_NETWORK, OPENS_PORTS, READS_NETWORK } from './cast';
import { denied } from './denial';

const OWN = [...INSTALL_IN_OWN, ...DELETE_IN_OWN];

/** Ways in and out of networks. */
export const network: readonly Denial[] = [
  denied('compute.networks.addPeering', 'connects the network with one of its own', MAKES_NETWORK),
  denied('compute.networks.removePeering', 'cuts off what the customer connected', MAKES_NETWORK),
  denied('compute.networks.mirror', 'copies all traffic of a network', MAKES_NETWORK),
  denied('compute.subnetworks.mirror', 'copies all traffic of a subnet', MAKES_NETWORK),
  denied('compute.packetMirrorings.create', 'sends the copies to its own collector', MAKES_NETWORK),
  denied('compute.subnetworks.setIamPolicy', 'lets another project use the subnet', MAKES_NETWORK),
  denied('compute.networks.setFirewallPolicy', 'ties rules to a network that come before its own', OPENS_PORTS),
  denied('compute.firewallPolicies.create', 'writes rules for networks of the organization', OPENS_PORTS),
  denied('compute.firewalls.list', 'finds open ports in every other network', OPENS_PORTS),
  denied('compute.routes.create', 'leads traffic to a machine of its own', MAKES_NETWORK),
  denied('compute.routers.updateRoutePolicy', 'hands out routes to others', MAKES_NETWORK),
  denied('compute.vpnTunnels.create', 'digs a tunnel out of the network', MAKES_NETWORK),
  denied('compute.vpnGateways.create', 'builds the end of a tunnel', MAKES_NETWORK),
  denied('compute.interconnectAttachments.create', 'connects a place of its own by cable', MAKES_NETWORK),
  denied('compute.serviceAttachments.create', 'publishes a load balancer to strangers', MAKES_NETWORK),
  denied('compute.serviceAttachments.update', 'accepts strangers at a published one', MAKES_NETWORK),
  denied('compute.globalForwardingRules.update', 'turns a load balancer of the internet elsewhere', MAKES_NETWORK),
  denied('compute.forwardingRules.setTarget', 'turns an endpoint to another service', MAKES_NETWORK),
  denied('compute.addresses.useInternal', 'takes over the address of a load balancer', MAKES_NETWORK),
  denied('compute.networks.list', 'finds every other network of the project', READS_NETWORK),
  denied(
    'networkconnectivity.spokes.create',
    'ties the network to a hub of others',
    'none: the data plane has no hubs',
  ),
  denied('servicedirectory.endpoints.create', 'answers for a service that others look up', [
    'vendor: managed, install',
    'servicedirectory.services.create',
  ]),
  denied('compute.networks.create', 'makes networks after the install', READS_NETWORK, INSTALL_IN_OWN),
  denied('compute.networks.delete', 'removes a network before its time', READS_NETWORK, DELETE_IN_OWN),
  denied('compute.networks.updatePolicy', 'changes rules and subnets after the install', READS_NETWORK, OWN),
  denied(
    'compute.subnetworks.expandIpCidrRange',
    'takes addresses that the customer plans with',
    READS_NETWORK,
    INSTALL_IN_OWN,
  ),
  denied(
    'compute.firewalls.create',
    'opens a port after the install, or in your network',
    READS_NETWORK,
    INSTALL_IN_OWN,
  ),
  denied('compute.firewalls.update', 'lets everybody in by a rule that is there', READS_NETWORK, INSTALL_IN_OWN),
  denied('compute.firewalls.delete', 'takes the rule away that refuses', READS_NETWORK, OWN),
  denied(
    'compute.forwardingRules.pscCreate',
    'connects the network to a service of its own',
    READS_NETWORK,
    INSTALL_IN_OWN,
  ),
];
