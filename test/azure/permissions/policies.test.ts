import { grantPolicies, vendorPolicies } from '../../../lib/azure/permissions/policies';
import { vendorRoles } from '../../../lib/azure/permissions/vendor-roles';
import { EVERYTHING, grantsOf, IDS, IN_YOUR_NETWORK, NETWORK, PLACE, SUPPORT_GRANT } from './support/principals';

/** `byoc-acme-<hash> read` to `read`. */
const short = (role: string) => role.replace(/^byoc-acme-[a-z0-9]{8} /, '');

describe('the vendor', () => {
  const policies = vendorPolicies(EVERYTHING);

  test('has a record for each role: when and where it is assigned', () => {
    expect(policies.map(({ role, attached, on }) => [short(role), attached, on])).toEqual([
      ['read', 'mode managed or approved', [IDS.dataPlaneGroup]],
      ['run', 'mode managed', [IDS.dataPlaneGroup]],
      ['run-defender', 'mode managed', [EVERYTHING.defenderWorkspace]],
      ['run-identities', 'mode managed', [IDS.identity('cluster'), IDS.identity('kubelet')]],
      ['run-disks', 'mode managed', [IDS.diskEncryptionSet]],
      ['run-vault', 'mode managed', [IDS.custodyGroup]],
      ['install', 'mode managed, while install is allowed', [IDS.dataPlaneGroup]],
      ['install-accounts', 'mode managed, while install is allowed', [IDS.custodyGroup]],
      ['install-vault', 'mode managed, while install is allowed', [IDS.custodyGroup]],
      ['delete', 'mode managed, while delete is allowed', [IDS.dataPlaneGroup]],
    ]);
  });

  test('in a network of the customer, has some on its subnets, each no more than it needs', () => {
    const inNetwork = vendorPolicies(IN_YOUR_NETWORK).filter(({ on }) => on.some((id) => id.startsWith(NETWORK)));
    expect(inNetwork.map(({ role, on }) => [short(role), on])).toEqual([
      ['run-subnets', [`${NETWORK}/subnets/nodes`, `${NETWORK}/subnets/api-server`]],
      ['install-endpoint-subnet', [`${NETWORK}/subnets/endpoints`]],
    ]);
    expect(inNetwork.flatMap(({ permissions }) => permissions.flatMap(({ actions }) => actions))).toEqual([
      'Microsoft.Network/virtualNetworks/subnets/join/action',
      'Microsoft.Network/virtualNetworks/subnets/join/action',
    ]);
  });

  test('names every action that the roles hold, with its reason', () => {
    vendorRoles(EVERYTHING).forEach(({ actions }, index) => {
      const records = policies[index]?.permissions ?? [];
      expect([...new Set(records.flatMap((record) => record.actions))].sort()).toEqual(actions);
      for (const { phases, reason } of records) expect([phases.length > 0, reason.length > 0]).toEqual([true, true]);
    });
  });

  test('is plain data: a manifest of it is the same text each time', () => {
    const text = JSON.stringify(policies);
    expect(JSON.stringify(vendorPolicies(EVERYTHING))).toBe(text);
    expect(JSON.parse(text)).toEqual(policies);
  });
});

describe('others', () => {
  test('have records alike', () => {
    expect(grantPolicies('support', [SUPPORT_GRANT], PLACE)).toEqual([
      {
        holder: 'support',
        role: expect.stringMatching(/^byoc-acme-[a-z0-9]{8} support$/),
        attached: 'always',
        on: [IDS.cluster],
        permissions: [
          {
            actions: [
              'Microsoft.ContainerService/managedClusters/listClusterUserCredential/action',
              'Microsoft.ContainerService/managedClusters/read',
            ],
            dataActions: [],
            phases: ['run'],
            reason: 'finds and reaches the Kubernetes API; all other rights come from Kubernetes',
            neededBy: 'support',
            listedIn: [
              'https://learn.microsoft.com/azure/role-based-access-control/permissions/containers#microsoftcontainerservice',
            ],
          },
        ],
      },
    ]);
  });

  test('what the vendor grants is said to be so, with its condition', () => {
    const billing = grantPolicies('engine', grantsOf('telemetry:billing'), PLACE);
    expect(billing.map(({ attached, on, condition }) => [attached, on, condition?.version])).toEqual([
      ['when the vendor grants it', ['riverbedbilling/records'], '2.0'],
    ]);
  });
});
