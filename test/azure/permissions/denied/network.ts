import {
  DELETE_IN_OWN,
  INSTALL,
  INSTALL_IN_OWN,
  MAKES_ENDPOINTS,
  MAKES_NETWORK,
  OPENS_PORTS,
  READS_NETWORK,
  WRITES_RECORDS,
} from './cast';
import { type AzureDenial, denied } from './denial';

const N = 'Microsoft.Network';

/** Ways in and out of networks, and names that lead there. */
export const network: readonly AzureDenial[] = [
  denied(`${N}/virtualNetworks/peer/action`, 'connects the network with one of its own', MAKES_NETWORK),
  denied(`${N}/virtualNetworks/virtualNetworkPeerings/write`, 'changes what a peering lets through', MAKES_NETWORK),
  denied(`${N}/virtualNetworks/virtualNetworkPeerings/delete`, 'cuts off what the customer connected', MAKES_NETWORK),
  denied(`${N}/routeTables/write`, 'leads traffic to a machine of its own', MAKES_NETWORK),
  denied(`${N}/routeTables/routes/write`, 'leads traffic past the firewall of the customer', MAKES_NETWORK),
  denied(`${N}/networkWatchers/packetCaptures/write`, 'copies traffic of a node', MAKES_NETWORK),
  denied(`${N}/virtualNetworkTaps/write`, 'copies all traffic of an interface', MAKES_NETWORK),
  denied(`${N}/networkInterfaces/write`, 'puts a machine of its own into a subnet', MAKES_NETWORK),
  denied(`${N}/networkInterfaces/effectiveRouteTable/action`, 'learns the routes of the customer', READS_NETWORK),
  denied(`${N}/virtualNetworkGateways/write`, 'digs a tunnel out of the network', MAKES_NETWORK),
  denied(`${N}/virtualHubs/write`, 'ties the network to a hub of others', MAKES_NETWORK),
  denied(`${N}/bastionHosts/write`, 'logs in on nodes through the portal', MAKES_NETWORK),
  denied(`${N}/azureFirewalls/write`, 'changes what the firewall of the customer lets through', OPENS_PORTS),
  denied(`${N}/networkSecurityGroups/defaultSecurityRules/read`, 'looks for open ports', OPENS_PORTS),
  denied(`${N}/applicationGateways/write`, 'publishes pods on the internet', MAKES_ENDPOINTS),
  denied(`${N}/loadBalancers/write`, 'turns a load balancer to another machine', MAKES_ENDPOINTS),
  denied(`${N}/privateLinkServices/write`, 'publishes a load balancer to strangers', MAKES_ENDPOINTS),
  denied(
    `${N}/privateLinkServices/privateEndpointConnectionsApproval/action`,
    'accepts strangers at a published one',
    MAKES_ENDPOINTS,
  ),
  denied(`${N}/dnsZones/delete`, 'takes a whole domain off the net', WRITES_RECORDS),
  denied(`${N}/dnsZones/write`, 'makes a zone of a name that is not its own', WRITES_RECORDS),
  denied(`${N}/dnsZones/NS/write`, 'hands a part of the domain to servers of its own', WRITES_RECORDS),
  denied(`${N}/dnsZones/CNAME/write`, 'leads a name to a host of its own', WRITES_RECORDS),
  denied(`${N}/dnsZones/A/write`, 'writes records that lead to itself', WRITES_RECORDS, ['dns:records']),
  denied(`${N}/dnsZones/TXT/write`, 'gets certificates for names of the customer', WRITES_RECORDS, [
    'dns:records',
    'dns:challenges',
  ]),
  denied(`${N}/dnsZones/read`, 'sees every zone of a resource group', WRITES_RECORDS, ['dns:records']),
  denied(`${N}/privateDnsZones/write`, 'answers for others in the network', READS_NETWORK, INSTALL_IN_OWN),
  denied(`${N}/privateDnsZones/A/write`, 'leads names of the network to itself', READS_NETWORK, INSTALL_IN_OWN),
  denied(`${N}/virtualNetworks/write`, 'changes the network after the install', READS_NETWORK, INSTALL_IN_OWN),
  denied(`${N}/virtualNetworks/subnets/write`, 'takes security groups off a subnet', READS_NETWORK, [
    ...INSTALL_IN_OWN,
    ...DELETE_IN_OWN,
  ]),
  denied(`${N}/virtualNetworks/delete`, 'removes a network before its time', READS_NETWORK, DELETE_IN_OWN),
  denied(
    `${N}/networkSecurityGroups/securityRules/write`,
    'opens a port after the install, or in your network',
    READS_NETWORK,
    INSTALL_IN_OWN,
  ),
  denied(`${N}/privateEndpoints/write`, 'connects the network to a service of its own', READS_NETWORK, INSTALL),
  denied(`${N}/publicIPAddresses/write`, 'puts something on the internet after the install', READS_NETWORK, INSTALL),
];
