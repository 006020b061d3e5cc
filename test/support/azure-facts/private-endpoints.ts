import type { Deployment } from '../terraform-facts/deployment';
import { list, single } from '../terraform-facts/read';
import type { Block, Resource } from '../terraform-facts/room';
import { nodeSubnetOf, rangesOf } from './cluster-block';
import { letInTo, opensPort } from './security-groups';

const HTTPS = 443;

/** Zones in which Azure writes names of its services' endpoints: https://learn.microsoft.com/azure/private-link/private-endpoint-dns */
const ZONES: Readonly<Record<string, string>> = {
  blob: 'privatelink.blob.core.windows.net',
  vault: 'privatelink.vaultcore.azure.net',
};

/** Resource ids of services of Azure's that have a private address, to which their names lead in the network. */
export function endpointsReached(deployment: Deployment<'azure'>, network: string): string[] {
  return endpointsIn(deployment).flatMap(({ block }) => {
    const { is_manual_connection, private_connection_resource_id, subresource_names } = connectionOf(block);
    const zones = list(single(block.private_dns_zone_group)?.private_dns_zone_ids);
    const [part, ...others] = list(subresource_names);
    const leads = zonesOf(deployment, network).some(
      (zone) => zones.includes(zone.id) && zone.block.name === ZONES[part],
    );
    // Somebody would have to approve the others by hand.
    return is_manual_connection === false && others.length === 0 && leads ? [private_connection_resource_id] : [];
  });
}

/** Whether every storage account of custody's is reached so. */
export function accountsReached(deployment: Deployment<'azure'>, network: string): boolean {
  const reached = endpointsReached(deployment, network);
  return deployment.custody
    .all('azurerm_storage_container')
    .every(({ block }) => reached.includes(block.storage_account_id));
}

/**
 * Whether the API server reaches a vault that takes connections from the network only. In a network of the customer's,
 * names are written by whoever owns its zones.
 */
export function isVaultReached(vault: string | undefined, network: string, deployment: Deployment<'azure'>): boolean {
  const reached =
    deployment.config.network.kind === 'existing'
      ? endpointsIn(deployment).map(({ block }) => connectionOf(block).private_connection_resource_id)
      : endpointsReached(deployment, network);
  return reached.includes(vault);
}

/** Private Link services of others that have an address in the network, to which the control plane's hosts lead. */
export function privateServices(deployment: Deployment<'azure'>, network: string): string[] {
  const { hosts } = deployment.config.plan.controlPlane;
  const names = zonesOf(deployment, network);
  const records = deployment.dataPlane.all('azurerm_private_dns_a_record').map(({ block }) => block);
  return endpointsIn(deployment).flatMap(({ address, block }) => {
    const { private_connection_resource_alias: alias, is_manual_connection } = connectionOf(block);
    const here = `${address}.private_service_connection.0.private_ip_address`;
    const leads = hosts.every((host) =>
      records.some(
        (record) =>
          names.some((zone) => zone.block.name === host) &&
          record.zone_name === host &&
          record.name === '@' &&
          list(record.records).join() === here,
      ),
    );
    return alias !== undefined && is_manual_connection === true && leads ? [alias] : [];
  });
}

/** Endpoints in subnets of the installation's network that nodes may reach, or in the one that the customer gives. */
function endpointsIn(deployment: Deployment<'azure'>): readonly Resource[] {
  const { dataPlane, config } = deployment;
  const nodes = rangesOf(nodeSubnetOf(deployment), deployment);
  const subnets = [
    ...dataPlane
      .all('azurerm_subnet')
      .filter(({ id }) =>
        letInTo(id, deployment).some(
          (rule) =>
            rule.direction === 'Inbound' &&
            opensPort(rule, HTTPS) &&
            nodes.every((range) => rule.sources.includes(range)),
        ),
      )
      .map(({ id }) => id),
    ...(config.network.kind === 'existing' ? [config.network.privateEndpointSubnet.id] : []),
  ];
  return dataPlane.all('azurerm_private_endpoint').filter(({ block }) => subnets.includes(block.subnet_id));
}

function connectionOf({ private_service_connection }: Block): Block {
  return single(private_service_connection) ?? {};
}

/** Private zones that a network asks. */
function zonesOf({ dataPlane }: Deployment<'azure'>, network: string): Resource[] {
  const asked = dataPlane
    .all('azurerm_private_dns_zone_virtual_network_link')
    .filter(({ block }) => block.virtual_network_id === network)
    .map(({ block }) => block.private_dns_zone_name);
  return dataPlane.all('azurerm_private_dns_zone').filter(({ block }) => asked.includes(block.name));
}
