import type { Block } from '../../../support/gcp';

/** What Google Cloud asks of who applies a resource. */
export interface Needs {
  readonly read: readonly string[];
  readonly install: readonly string[];
  /** @default - nothing changes it but an install */
  readonly run?: readonly string[];
  readonly delete: readonly string[];
  /** Type and name by which IAM knows it. @default - it knows none */
  readonly named?: readonly [type: string, name: string];
}

const compute = (noun: string, ...verbs: readonly string[]) => verbs.map((verb) => `compute.${noun}.${verb}`);
const GLOBAL = compute('globalOperations', 'get');
const REGIONAL = compute('regionOperations', 'get');
const IN_NETWORK = compute('networks', 'updatePolicy');
const REGISTRATION = ['servicedirectory.namespaces', 'servicedirectory.services'];

/**
 * By the type of the resource: what the provider calls, and what the calls ask for. Sources: provider 6.50
 * (google/services/compute, container), and
 * https://cloud.google.com/kubernetes-engine/docs/reference/api-permissions,
 * https://cloud.google.com/vpc/docs/configure-private-service-connect-services,
 * https://cloud.google.com/vpc/docs/configure-private-service-connect-apis
 */
export const NEEDED: Readonly<Record<string, (block: Block) => Needs>> = {
  google_compute_network: () => ({
    read: compute('networks', 'get'),
    install: [...compute('networks', 'create'), ...GLOBAL],
    delete: [...compute('networks', 'delete'), ...GLOBAL],
  }),
  google_compute_subnetwork: () => ({
    read: compute('subnetworks', 'get'),
    install: [
      ...compute('subnetworks', 'create', 'update', 'expandIpCidrRange', 'setPrivateIpGoogleAccess', 'delete'),
      ...IN_NETWORK,
      ...REGIONAL,
    ],
    delete: [...compute('subnetworks', 'delete'), ...IN_NETWORK, ...REGIONAL],
  }),
  google_compute_router: () => ({
    read: compute('routers', 'get'),
    install: [...compute('routers', 'create', 'delete'), ...IN_NETWORK, ...REGIONAL],
    delete: [...compute('routers', 'delete'), ...IN_NETWORK, ...REGIONAL],
  }),
  google_compute_router_nat: () => ({
    read: compute('routers', 'get'),
    install: [...compute('routers', 'update'), ...compute('addresses', 'use'), ...IN_NETWORK, ...REGIONAL],
    delete: [...compute('routers', 'update'), ...IN_NETWORK, ...REGIONAL],
  }),
  google_compute_address: ({ address_type, project, subnetwork = '' }) => {
    const internal = address_type === 'INTERNAL';
    const remove = compute('addresses', internal ? 'deleteInternal' : 'delete');
    const shared = /^projects\/([^/]+)\//.exec(subnetwork)?.[1] ?? project;
    return {
      read: compute('addresses', 'get'),
      install: [
        ...compute('addresses', internal ? 'createInternal' : 'create', 'get', 'setLabels'),
        ...remove,
        // In a Shared VPC, the host project grants it on the one subnet.
        ...(internal && shared === project ? compute('subnetworks', 'use') : []),
        ...REGIONAL,
      ],
      delete: [...remove, ...REGIONAL],
    };
  },
  google_compute_global_address: () => ({
    read: compute('globalAddresses', 'get'),
    install: [...compute('globalAddresses', 'createInternal', 'get', 'setLabels', 'deleteInternal'), ...GLOBAL],
    delete: [...compute('globalAddresses', 'deleteInternal'), ...GLOBAL],
  }),
  google_compute_firewall: ({ project, name }) => ({
    read: compute('firewalls', 'get'),
    install: [...compute('firewalls', 'create', 'update', 'delete'), ...IN_NETWORK, ...GLOBAL],
    delete: [...compute('firewalls', 'delete'), ...IN_NETWORK, ...GLOBAL],
    named: ['compute.googleapis.com/Firewall', `projects/${project}/global/firewalls/${name}`],
  }),
  google_compute_forwarding_rule: ({ project, region, name }) => ({
    read: compute('forwardingRules', 'get'),
    install: [
      ...compute('forwardingRules', 'create', 'pscCreate', 'setLabels', 'pscSetLabels', 'delete', 'pscDelete'),
      ...compute('addresses', 'use'),
      ...compute('networks', 'use'),
      ...compute('subnetworks', 'use'),
      ...REGISTRATION.flatMap((noun) => [`${noun}.create`, `${noun}.delete`]),
      ...REGIONAL,
    ],
    delete: [
      ...compute('forwardingRules', 'delete', 'pscDelete'),
      ...REGISTRATION.map((noun) => `${noun}.delete`),
      ...REGIONAL,
    ],
    named: ['compute.googleapis.com/ForwardingRule', `projects/${project}/regions/${region}/forwardingRules/${name}`],
  }),
  google_compute_global_forwarding_rule: ({ project, name }) => ({
    read: compute('globalForwardingRules', 'get'),
    install: [
      ...compute('globalForwardingRules', 'create', 'pscCreate', 'setLabels', 'pscSetLabels', 'delete', 'pscDelete'),
      ...compute('globalAddresses', 'use'),
      ...compute('networks', 'use'),
      ...REGISTRATION.flatMap((noun) => [`${noun}.create`, `${noun}.delete`]),
      ...GLOBAL,
    ],
    delete: [
      ...compute('globalForwardingRules', 'delete', 'pscDelete'),
      ...REGISTRATION.map((noun) => `${noun}.delete`),
      ...GLOBAL,
    ],
    named: ['compute.googleapis.com/GlobalForwardingRule', `projects/${project}/global/forwardingRules/${name}`],
  }),
  google_container_cluster: ({ project, location, name, network = '' }) => {
    const shared = /^projects\/([^/]+)\//.exec(network)?.[1] ?? project;
    return {
      read: ['container.clusters.get', 'container.operations.get', 'compute.instanceGroupManagers.get'],
      install: [
        'container.clusters.create',
        ...(shared === project ? [...compute('networks', 'get'), ...compute('subnetworks', 'get', 'use')] : []),
      ],
      run: ['container.clusters.update', 'iam.serviceAccounts.actAs'],
      delete: ['container.clusters.delete'],
      named: ['container.googleapis.com/Cluster', `projects/${project}/locations/${location}/clusters/${name}`],
    };
  },
  google_container_node_pool: () => ({
    read: ['container.clusters.get', 'container.operations.get', 'compute.instanceGroupManagers.get'],
    install: [],
    run: ['container.clusters.update', 'iam.serviceAccounts.actAs'],
    delete: [],
  }),
};
