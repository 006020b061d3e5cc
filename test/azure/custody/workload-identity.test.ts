import { AzureWorkloadIdentity, type AzureWorkloadIdentityProps } from '../../../lib/azure/custody/workload-identity';
import { resourceIdsOf } from '../../../lib/azure/names';
import type { DeploymentContext } from '../../../lib/azure/permissions/deployment/context';
import type { GrantedCapability, Identity } from '../../../lib/core/workloads';
import {
  type Block,
  CUSTODY_GROUP,
  declare,
  REGION,
  type RenderedStack,
  render,
  SUBSCRIPTION,
} from '../../support/azure';

const IDENTITY = 'azurerm_user_assigned_identity';
const ROLE = 'azurerm_role_definition';
const ASSIGNMENT = 'azurerm_role_assignment';
const IDS = resourceIdsOf('demo', SUBSCRIPTION);

const CONTEXT: DeploymentContext = {
  environmentId: 'demo',
  subscription: SUBSCRIPTION,
  privateApi: true,
  externalListeners: false,
  storageAccounts: [IDS.storageAccount('data'), IDS.storageAccount('state')],
  keys: {
    keyVault: IDS.keyVault,
    etcd: `${IDS.keyVault}/keys/etcd`,
    data: `${IDS.keyVault}/keys/data`,
    closed: true,
    ours: true,
  },
  controlPlaneEndpoint: false,
};

function can(id: GrantedCapability['id'], target?: string): GrantedCapability {
  return { id, reason: 'a test', ...(target === undefined ? {} : { target }) };
}

function identity(name: string, ...capabilities: GrantedCapability[]): Identity {
  return { name, kind: 'workload', namespace: 'riverbed', serviceAccount: name, capabilities };
}

function make(props: Partial<AzureWorkloadIdentityProps> = {}): RenderedStack {
  return render((stack) => {
    const made = new AzureWorkloadIdentity(stack, 'WorkloadIdentity', {
      environmentId: 'demo',
      subscription: SUBSCRIPTION,
      region: REGION,
      resourceGroup: CUSTODY_GROUP,
      tags: { owner: 'platform' },
      context: CONTEXT,
      identities: [],
      made: {},
      ...props,
    });
    declare(stack, { cluster: made.cluster, kubelet: made.kubelet, clientIds: made.clientIds });
  });
}

/** Assignments to one identity, by the last part of the role's name: what it is on. */
function heldBy(rendered: RenderedStack, name: string): Record<string, string[]> {
  const held: Record<string, string[]> = {};
  const names = new Map(
    Object.values(rendered.resources(ROLE)).map(({ role_definition_id, name: role }) => [role_definition_id, role]),
  );
  for (const { principal_id, role_definition_id, scope } of Object.values(rendered.resources(ASSIGNMENT))) {
    if (principal_id !== `<${IDENTITY}.WorkloadIdentity_${name}.principal_id>`) continue;
    const guid = role_definition_id.split('/').at(-1);
    const role = names.get(guid)?.split(' ').at(-1) ?? guid;
    held[role] = [...(held[role] ?? []), scope].sort();
  }
  return held;
}

describe('the cluster', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = make();
  });

  test('acts by one identity, its nodes by another, and neither has a secret', () => {
    expect(rendered.field(IDENTITY, 'name')).toEqual({
      WorkloadIdentity_Cluster: 'byoc-demo-cluster',
      WorkloadIdentity_Kubelet: 'byoc-demo-kubelet',
    });
    expect(rendered.only(IDENTITY, 'Cluster')).toMatchObject({
      resource_group_name: CUSTODY_GROUP,
      location: REGION,
      tags: { owner: 'platform' },
    });
  });

  test('may do what AKS needs, each on the one thing that it is for', () => {
    expect(heldBy(rendered, 'Cluster')).toEqual({
      'assign-kubelet': [IDS.identity('kubelet')],
      'cluster-nat': [IDS.dataPlaneGroup],
      'cluster-network': [IDS.dataPlaneGroup],
      'cluster-subnets': [IDS.dataPlaneGroup],
      'disk-encryption': [IDS.diskEncryptionSet],
      'etcd-key': [`${IDS.keyVault}/keys/etcd`],
      'vault-endpoint': [IDS.keyVault],
    });
  });

  test('hands nodes an identity that holds nothing', () => {
    expect(heldBy(rendered, 'Kubelet')).toEqual({});
    expect(rendered.outputs.kubelet).toEqual({
      id: `<${IDENTITY}.WorkloadIdentity_Kubelet.id>`,
      clientId: `<${IDENTITY}.WorkloadIdentity_Kubelet.client_id>`,
      objectId: `<${IDENTITY}.WorkloadIdentity_Kubelet.principal_id>`,
    });
    expect(rendered.outputs.cluster).toBe(`<${IDENTITY}.WorkloadIdentity_Cluster.id>`);
  });

  test('gets roles only once the custom role and what it is on are there', () => {
    const onKubelet = Object.values(rendered.resources(ASSIGNMENT)).find(
      ({ scope }) => scope === IDS.identity('kubelet'),
    );
    expect(onKubelet?.depends_on).toEqual([
      `${ROLE}.WorkloadIdentity_Role-assign-kubelet`,
      `${IDENTITY}.WorkloadIdentity_Kubelet`,
    ]);
  });

  test('is known to Azure as what it is, so that nobody has to look for it', () => {
    for (const { principal_type } of Object.values(rendered.resources(ASSIGNMENT))) {
      expect(principal_type).toBe('ServicePrincipal');
    }
  });
});

describe('workloads', () => {
  let rendered: RenderedStack;
  let roles: Readonly<Record<string, Block>>;
  beforeAll(() => {
    rendered = make({
      identities: [
        identity('engine', can('bucket:read-write', 'data'), can('private-endpoints:read')),
        identity('agent', can('bucket:read', 'state'), can('bucket:read', 'state'), can('bucket:read', 'lake')),
        identity('exporter', can('telemetry:queue', 'riverbed.servicebus.windows.net/state')),
      ],
      ownBuckets: { lake: '/subscriptions/s/resourceGroups/acme/providers/lake' },
    });
    roles = rendered.resources(ROLE);
  });

  test('have an identity each', () => {
    const names = Object.values(rendered.field(IDENTITY, 'name'));
    expect(names.sort()).toEqual([
      'byoc-demo-agent',
      'byoc-demo-cluster',
      'byoc-demo-engine',
      'byoc-demo-exporter',
      'byoc-demo-kubelet',
    ]);
  });

  test('are known by their client ids', () => {
    expect(rendered.outputs.clientIds).toEqual({
      engine: `<${IDENTITY}.WorkloadIdentity_Workload-engine.client_id>`,
      agent: `<${IDENTITY}.WorkloadIdentity_Workload-agent.client_id>`,
      exporter: `<${IDENTITY}.WorkloadIdentity_Workload-exporter.client_id>`,
    });
  });

  test('are let into the containers that their capabilities name, and into no others', () => {
    expect(heldBy(rendered, 'Workload-engine')).toEqual({
      'bucket-read-write': [IDS.container('data')],
      'private-endpoints-read': [IDS.dataPlaneGroup],
    });
  });

  test('are let in once where a capability is named twice, and into a container of the customer', () => {
    expect(heldBy(rendered, 'Workload-agent')).toEqual({
      'bucket-read': ['/subscriptions/s/resourceGroups/acme/providers/lake', IDS.container('state')].sort(),
    });
  });

  test('get nothing here that only the vendor can grant', () => {
    expect(heldBy(rendered, 'Workload-exporter')).toEqual({});
  });

  test('share a role, which can be assigned where the container of the customer is', () => {
    expect(Object.keys(roles).filter((id) => id.endsWith('bucket-read'))).toHaveLength(1);
    expect(roles['WorkloadIdentity_Role-bucket-read']?.assignable_scopes).toEqual([
      IDS.custodyGroup,
      '/subscriptions/s/resourceGroups/acme',
    ]);
  });

  test('wait for what is made in the same stack', () => {
    const container = { fqn: 'azurerm_storage_container.data' };
    const waiting = make({
      identities: [identity('engine', can('bucket:read-write', 'data'))],
      made: { [IDS.container('data')]: container },
    });
    const assignment = Object.values(waiting.resources(ASSIGNMENT)).find(
      ({ scope }) => scope === IDS.container('data'),
    );
    expect(assignment?.depends_on).toContain('azurerm_storage_container.data');
  });
});
