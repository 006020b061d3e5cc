import { ComputeNetwork } from '@cdktf/provider-google/lib/compute-network';
import { ComputeRouterNat } from '@cdktf/provider-google/lib/compute-router-nat';
import { ComputeSubnetwork } from '@cdktf/provider-google/lib/compute-subnetwork';
import { DataGoogleComputeNetwork } from '@cdktf/provider-google/lib/data-google-compute-network';
import { DataGoogleComputeSubnetwork } from '@cdktf/provider-google/lib/data-google-compute-subnetwork';
import type { TerraformStack } from 'cdktf';
import type { ResolvedExistingNetwork } from '../../../lib/core/resolved-network';
import { ExistingNetwork } from '../../../lib/gcp/data-plane/existing-network';
import { GcpNetwork } from '../../../lib/gcp/data-plane/network';
import type { IGcpNetwork } from '../../../lib/gcp/data-plane/network-contract';
import { resourcesOf } from '../../../lib/terraform/resources-of';
import { declare, PROJECT, REGION, RenderedStack, testStack } from '../../support/gcp';

const RANGES = { podRange: 'gke-pods', serviceRange: 'gke-services' };

/** What a network says, and what the stack has beside it. */
function renderNetwork(make: (stack: TerraformStack) => IGcpNetwork) {
  const stack = testStack();
  const network = make(stack);
  const { node: _, wayOut, ...said } = network;
  declare(stack, said);
  const { outputs, types } = RenderedStack.of(stack);
  return { outputs, types, before: resourcesOf([wayOut]).length };
}

test('names become resource names, of the host project, and nothing is made', () => {
  const names = { network: 'shared', nodeSubnet: 'apps', controlPlaneSubnet: 'apps-control' };
  expect(
    renderNetwork((stack) =>
      GcpNetwork.fromNames(stack, 'Network', {
        ...names,
        ...RANGES,
        project: 'acme-host',
        region: REGION,
        privateServiceConnectSubnet: 'apps-consumers',
      }),
    ),
  ).toEqual({
    types: [],
    before: 0,
    outputs: {
      ...RANGES,
      project: 'acme-host',
      network: 'projects/acme-host/global/networks/shared',
      nodeSubnet: 'projects/acme-host/regions/europe-west1/subnetworks/apps',
      controlPlaneSubnet: 'projects/acme-host/regions/europe-west1/subnetworks/apps-control',
      privateServiceConnectSubnet: 'apps-consumers',
      egressAddresses: [],
    },
  });
});

describe('the network of an environment', () => {
  const network: ResolvedExistingNetwork<'gcp'> = {
    kind: 'existing',
    ...RANGES,
    cidr: '10.60.0.0/16',
    peeredCidrs: [],
    network: 'main',
    nodeSubnet: 'apps',
    nodeCidr: '10.60.0.0/24',
    podCidr: '10.60.128.0/17',
    serviceCidr: '10.60.16.0/20',
    project: PROJECT,
    capacity: { nodes: 1, pods: 1, podsPerNode: 64, profiles: [] },
  };
  const outputsOf = (other: Partial<ResolvedExistingNetwork<'gcp'>> = {}) =>
    renderNetwork((stack) => ExistingNetwork.fromEnvironment(stack, 'Network', { ...network, ...other }, REGION))
      .outputs;

  test('is known by its names, with what it does not have left out', () => {
    expect(outputsOf()).toEqual({
      ...RANGES,
      project: PROJECT,
      network: 'projects/acme-data/global/networks/main',
      nodeSubnet: 'projects/acme-data/regions/europe-west1/subnetworks/apps',
      egressAddresses: [],
    });
  });

  test('has subnets for the control plane and for Private Service Connect, where they are named', () => {
    expect(outputsOf({ controlPlaneSubnet: 'control', privateServiceConnectSubnet: 'consumers' })).toMatchObject({
      controlPlaneSubnet: 'projects/acme-data/regions/europe-west1/subnetworks/control',
      privateServiceConnectSubnet: 'consumers',
    });
  });
});

test('resources of the same stack are referred to, and nothing is added to them', () => {
  const { outputs, types, before } = renderNetwork((stack) => {
    const network = new ComputeNetwork(stack, 'Vpc', { name: 'main' });
    const subnet = (name: string) => new ComputeSubnetwork(stack, name, { name, network: network.id });
    const nodeSubnet = subnet('nodes');
    return GcpNetwork.fromResources(stack, 'Network', {
      ...RANGES,
      project: PROJECT,
      network,
      nodeSubnet,
      controlPlaneSubnet: subnet('control'),
      privateServiceConnectSubnet: subnet('consumers'),
      wayOut: new ComputeRouterNat(stack, 'nat', {
        name: 'nat',
        router: 'main',
        sourceSubnetworkIpRangesToNat: 'ALL_SUBNETWORKS_ALL_IP_RANGES',
      }),
    });
  });
  expect(types).toEqual(['google_compute_network', 'google_compute_router_nat', 'google_compute_subnetwork']);
  expect(before).toBe(1);
  expect(outputs).toEqual({
    ...RANGES,
    project: PROJECT,
    network: '<google_compute_network.Vpc.id>',
    nodeSubnet: '<google_compute_subnetwork.nodes.id>',
    controlPlaneSubnet: '<google_compute_subnetwork.control.id>',
    privateServiceConnectSubnet: '<google_compute_subnetwork.consumers.name>',
    egressAddresses: [],
  });
});

test('data sources do as well', () => {
  const { outputs, types } = renderNetwork((stack) =>
    GcpNetwork.fromResources(stack, 'Network', {
      ...RANGES,
      project: 'acme-host',
      network: new DataGoogleComputeNetwork(stack, 'Vpc', { name: 'main', project: 'acme-host' }),
      nodeSubnet: new DataGoogleComputeSubnetwork(stack, 'Nodes', { name: 'nodes', region: REGION }),
    }),
  );
  expect(types).toEqual([]);
  expect(outputs).toMatchObject({
    network: '<data.google_compute_network.Vpc.id>',
    nodeSubnet: '<data.google_compute_subnetwork.Nodes.id>',
  });
});
