import { AzureGrants } from '../../../lib/azure/custody/grants';
import { resourceIdsOf } from '../../../lib/azure/names';
import type { GrantedCapability, Identity } from '../../../lib/core/workloads';
import { CUSTODY_GROUP, type RenderedStack, render, SUBSCRIPTION } from '../../support/azure';

const CREDENTIAL = 'azurerm_federated_identity_credential';
const ISSUER =
  'https://westeurope.oic.prod-aks.azure.com/77777777-8888-9999-0000-111111111111/01234567-89ab-cdef-0123-456789abcdef/';

function identity(name: string, capabilities: readonly GrantedCapability[] = []): Identity {
  return { name, kind: 'workload', namespace: 'riverbed', serviceAccount: `${name}-account`, capabilities };
}

function grant(...identities: Identity[]): { grants: AzureGrants; rendered: RenderedStack } {
  let grants!: AzureGrants;
  const rendered = render((stack) => {
    grants = new AzureGrants(stack, 'Grants', {
      environmentId: 'demo',
      subscription: SUBSCRIPTION,
      issuer: ISSUER,
      identities,
    });
  });
  return { grants, rendered };
}

test('a service account acts by its identity: the exact one, of this cluster', () => {
  expect(grant(identity('engine')).rendered.only(CREDENTIAL)).toEqual({
    name: 'byoc-demo-engine',
    resource_group_name: CUSTODY_GROUP,
    parent_id: resourceIdsOf('demo', SUBSCRIPTION).identity('engine'),
    issuer: ISSUER,
    subject: 'system:serviceaccount:riverbed:engine-account',
    audience: ['api://AzureADTokenExchange'],
  });
});

test('each identity has one credential, and nothing else is made', () => {
  const { rendered } = grant(identity('engine'), identity('agent'));
  expect(rendered.types).toEqual([CREDENTIAL]);
  const subjects = Object.values(rendered.field(CREDENTIAL, 'subject'));
  expect(subjects.sort()).toEqual([
    'system:serviceaccount:riverbed:agent-account',
    'system:serviceaccount:riverbed:engine-account',
  ]);
});

test('where there are no workloads, there is nothing', () => {
  const { grants, rendered } = grant();
  expect([rendered.types, grants.vendorGrants]).toEqual([[], []]);
});

describe('what only the vendor can grant', () => {
  const { grants } = grant(
    identity('exporter', [{ id: 'telemetry:queue', reason: 'x', target: 'riverbed.servicebus.windows.net/state' }]),
    identity('billing', [{ id: 'telemetry:billing', reason: 'x', target: 'riverbedbilling/usage/acme/' }]),
    identity('engine', [{ id: 'bucket:read', reason: 'x', target: 'data' }]),
  );

  test('is said: to which service account, by its issuer and subject, and on what', () => {
    expect(grants.vendorGrants[0]).toEqual({
      role: 'Azure Service Bus Data Sender',
      dataActions: ['Microsoft.ServiceBus/namespaces/messages/send/action'],
      resource: 'riverbed.servicebus.windows.net/state',
      issuer: ISSUER,
      subject: 'system:serviceaccount:riverbed:exporter-account',
      reason: "sends the state of the installation to the vendor's queue",
    });
  });

  test('has its condition', () => {
    expect(grants.vendorGrants[1]).toMatchObject({
      resource: 'riverbedbilling/usage',
      condition: { version: '2.0', expression: expect.stringContaining("StringStartsWith 'acme/'") },
    });
  });

  test('is that and nothing more', () => {
    expect(grants.vendorGrants).toHaveLength(2);
  });
});
