import { ACCOUNTS, LABELS, NETWORK, NODES, type Row, SAME, type Seen } from './row';

const SUBNET = (path: string): Seen => ['google_compute_subnetwork', 'DataPlane_Network_Nodes', path];
const ADDRESS = (path: string): Seen => ['google_compute_address', 'DataPlane_LoadBalancers_AgentInternal', path];
const RULE = (rule: string, path: string): Seen => ['google_compute_firewall', `DataPlane_Firewall_${rule}`, path];
const ENDPOINT = (scope: '' | 'global_', name: string): Seen => [
  `google_compute_${scope}forwarding_rule`,
  `DataPlane_Network_PrivateEndpoints_${name}`,
  'target',
];
const CONTROL_PLANE = 'projects/riverbed/regions/europe-west1/serviceAttachments/control';

/** Props of what a data plane lies in. */
export const NETWORK_FIELDS: Readonly<Record<string, readonly Row[]>> = {
  network: [
    ['environmentId', 'environment.id', SUBNET('name'), 'byoc-acme-nodes', 'byoc-demo-nodes'],
    ['project', 'environment.project', SUBNET('project'), 'acme-data', 'demo-data'],
    ['region', 'environment.region', SUBNET('region'), 'europe-west1', 'europe-west4'],
    ['layout', 'environment.network.cidr', SUBNET('ip_cidr_range'), '10.40.128.0/20', '10.80.8.0/24'],
    [
      'layout',
      'environment.network.proxyOnlySubnet',
      ['google_compute_subnetwork', 'DataPlane_Network_ProxyOnly', 'role'],
      'ACTIVE',
      undefined,
    ],
    [
      'nat',
      'environment.network.nat',
      ['google_compute_router_nat', 'DataPlane_Network_Nat', 'nat_ips'],
      ['<google_compute_address.DataPlane_Network_Nat_Address1.self_link>'],
      undefined,
    ],
    ['flowLogs', 'environment.network.flowLogs', SUBNET('log_config.flow_sampling'), 0.5, undefined],
    [
      'labels',
      'environment.tags',
      ['google_compute_address', 'DataPlane_Network_Nat_Address1', 'labels'],
      LABELS[0],
      undefined,
    ],
    [
      'privateEndpoints.googleApis',
      'environment.network.endpoints',
      ENDPOINT('global_', 'GoogleApis'),
      'all-apis',
      undefined,
    ],
    ['privateEndpoints.controlPlane', 'plan.controlPlane', ENDPOINT('', 'ControlPlane'), CONTROL_PLANE, undefined],
  ],
  loadBalancers: [
    ['environmentId', 'environment.id', ADDRESS('name'), 'byoc-acme-agent-internal', 'byoc-demo-agent-internal'],
    ['project', 'environment.project', ADDRESS('project'), 'acme-data', 'demo-data'],
    ['region', 'environment.region', ADDRESS('region'), 'europe-west1', 'europe-west4'],
    [
      'listeners',
      'plan.listeners',
      ['google_compute_address', 'DataPlane_LoadBalancers_ProxyInternal', 'name'],
      'byoc-acme-proxy-internal',
      undefined,
    ],
    ['subnet', SAME, ADDRESS('subnetwork'), NODES, NODES],
    ['labels', 'environment.tags', ADDRESS('labels'), LABELS[0], LABELS[1]],
  ],
  firewall: [
    ['environmentId', 'environment.id', RULE('DenyAll', 'name'), 'byoc-acme-deny-all', 'byoc-demo-deny-all'],
    ['project', 'environment.project', RULE('DenyAll', 'project'), 'acme-data', 'demo-data'],
    ['network', SAME, RULE('DenyAll', 'network'), NETWORK, NETWORK],
    [
      'nodeServiceAccount',
      'environment.id',
      RULE('HealthChecks', 'target_service_accounts'),
      [ACCOUNTS[0]],
      [ACCOUNTS[1]],
    ],
    ['denyOthers', SAME, RULE('DenyAll', 'deny'), [{ protocol: 'all' }], [{ protocol: 'all' }]],
    ['listeners', 'plan.listeners', RULE('ClientsAgentInternal', 'allow.0.ports'), ['443'], ['8443']],
    [
      'addresses',
      SAME,
      RULE('ClientsAgentInternal', 'destination_ranges'),
      ['<google_compute_address.DataPlane_LoadBalancers_AgentInternal.address>/32'],
      ['<google_compute_address.DataPlane_LoadBalancers_AgentInternal.address>/32'],
    ],
    [
      'internalCidrs',
      'environment.network.peeredCidrs',
      RULE('ClientsAgentInternal', 'source_ranges'),
      ['10.40.0.0/16', '10.0.0.0/16'],
      ['10.80.0.0/20'],
    ],
    [
      'externalCidrs',
      'environment.publicIngress',
      RULE('ClientsIngressExternal', 'source_ranges'),
      ['198.51.100.0/24'],
      undefined,
    ],
    ['nodeShell', 'environment.nodeShell', RULE('NodeShell', 'source_ranges'), ['35.235.240.0/20'], undefined],
    [
      'controlPlaneCidr',
      'environment.network.cidr',
      RULE('Webhooks', 'source_ranges'),
      ['10.40.168.0/28'],
      ['10.80.10.128/28'],
    ],
  ],
};
