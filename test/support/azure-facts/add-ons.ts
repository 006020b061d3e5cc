import type { AddOnFact } from '../contract/facts';
import type { Deployment } from '../terraform-facts/deployment';
import type { Block } from '../terraform-facts/room';
import { clusterOf } from './cluster-block';

/** Fields that turn an add-on on by being there: https://learn.microsoft.com/azure/aks/integrations */
const BLOCKS = [
  'aci_connector_linux',
  'ingress_application_gateway',
  'key_vault_secrets_provider',
  'microsoft_defender',
  'monitor_metrics',
  'oms_agent',
  'service_mesh_profile',
  'web_app_routing',
  'workload_autoscaler_profile',
];
const SWITCHES = [
  'azure_policy_enabled',
  'cost_analysis_enabled',
  'http_application_routing_enabled',
  'open_service_mesh_enabled',
];

/**
 * What AKS runs in the cluster beside what every cluster has: add-ons that are turned on. They come with the cluster, in
 * versions that go with it. Identities that some have are made by AKS, and granted nothing here.
 */
export function addOnFacts(deployment: Deployment<'azure'>): AddOnFact[] {
  return addOnsOf(clusterOf(deployment)).map((name) => ({
    name,
    afterNodes: false,
    waitsFor: [],
    trusted: [],
    tiedTo: [],
  }));
}

/** Names of the add-ons that a cluster has. */
export function addOnsOf(cluster: Block): string[] {
  return [
    ...BLOCKS.filter((name) => cluster[name] !== undefined),
    ...SWITCHES.filter((name) => cluster[name] === true),
  ];
}
