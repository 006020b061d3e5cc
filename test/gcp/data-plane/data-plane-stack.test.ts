import { GcpDataPlaneStack } from '../../../lib/gcp/data-plane/data-plane-stack';
import { RenderedStack, testScope } from '../../support/gcp';
import { FULL, OTHER } from '../support/installations';

const stackOf = (config: typeof FULL) =>
  RenderedStack.of(new GcpDataPlaneStack(testScope(), 'data-plane-acme', { config }));

const address = (of: string, field: string) => `<google_compute_address.DataPlane_${of}.${field}>`;

describe('the stack of everything', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = stackOf(FULL);
  });

  test('puts its outputs out under fixed names', () => {
    expect(rendered.outputs).toEqual({
      Contract: '1',
      EnvironmentId: 'acme',
      ClusterName: '<google_container_cluster.DataPlane_Cluster.name>',
      ClusterEndpoint: 'https://<google_container_cluster.DataPlane_Cluster.private_cluster_config[0].public_endpoint>',
      ClusterIssuer: 'https://container.googleapis.com/v1/projects/acme-data/locations/europe-west1/clusters/byoc-acme',
      ClusterVersion: '1.35',
      NetworkId: '<google_compute_network.DataPlane_Network.id>',
      NodeSubnetIds: '<google_compute_subnetwork.DataPlane_Network_Nodes.id>',
      PrivateServiceConnectSubnet: '<google_compute_subnetwork.DataPlane_Network_PrivateServiceConnect.name>',
      EgressAddresses: address('Network_Nat_Address1', 'address'),
      ListenerAgentAddress: address('LoadBalancers_AgentInternal', 'address'),
      ListenerAgentTarget: address('LoadBalancers_AgentInternal', 'name'),
      ListenerSqlAddress: address('LoadBalancers_ProxyInternal', 'address'),
      ListenerSqlTarget: address('LoadBalancers_ProxyInternal', 'name'),
      ListenerHttpsAddress: address('LoadBalancers_IngressInternal', 'address'),
      ListenerHttpsTarget: address('LoadBalancers_IngressInternal', 'name'),
      ListenerHttpsExternalAddress: address('LoadBalancers_IngressExternal', 'address'),
      ListenerHttpsExternalTarget: address('LoadBalancers_IngressExternal', 'name'),
      ReachTheCluster:
        'gcloud container clusters get-credentials byoc-acme --location europe-west1 --project acme-data (from 198.51.100.0/24)',
    });
  });

  test('keeps its state in a bucket, under its own name', () => {
    expect(rendered.json).toMatchObject({
      terraform: { backend: { gcs: { bucket: 'acme-state', prefix: 'byoc/acme/data-plane' } } },
    });
  });

  test('reads nothing: no other stack, and nothing of the project', () => {
    expect(rendered.json).not.toHaveProperty('data');
  });
});

describe('the stack of another installation', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = stackOf(OTHER);
  });

  test('has outputs of what it makes only', () => {
    expect(Object.keys(rendered.outputs).filter((name) => /^(Listener|Egress)/.test(name))).toEqual([
      'ListenerAgentAddress',
      'ListenerAgentTarget',
    ]);
    expect(rendered.outputs).toMatchObject({ EnvironmentId: 'demo', ClusterVersion: '1.36' });
  });

  test('has a state of its own', () => {
    expect(rendered.json).toMatchObject({ terraform: { backend: { local: { path: 'terraform.tfstate' } } } });
  });
});
