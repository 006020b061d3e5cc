import { testDenials } from '../../support/test-denials';
import { DENIALS } from './denied';
import { NOTATION } from './denied/denial';
import { DATASET, describeWithDataset, knownBy, sayIfMissing } from './support/dataset';
import { PRINCIPALS } from './support/principals';

sayIfMissing('actions that are denied');

const READ = 'Microsoft.ContainerService/managedClusters/read';
const NETWORK = 'Microsoft.Network/virtualNetworks/read';

testDenials({
  denials: DENIALS,
  holders: PRINCIPALS.map(({ id, actions }) => ({ id, permissions: actions })),
  notation: NOTATION,
  wrongNeighbours: [
    [['vendor: approved', NETWORK], `${NETWORK} is not of Microsoft.ContainerService`],
    [['nobody', READ], 'there is no nobody'],
    [['nodes', READ], `nodes has not ${READ}`],
  ],
});

test('there are as many principals as phases, modes, identities and capabilities', () => {
  expect(PRINCIPALS.map(({ id }) => id)).toEqual([
    'vendor: self-managed',
    'vendor: approved',
    'vendor: managed',
    'vendor: managed, install',
    'vendor: managed, delete',
    'vendor: self-managed, in your network',
    'vendor: approved, in your network',
    'vendor: managed, in your network',
    'vendor: managed, install, in your network',
    'vendor: managed, delete, in your network',
    'cluster',
    'cluster, in your network',
    'nodes',
    'encryption',
    'support',
    'bucket:read',
    'bucket:read-write',
    'private-endpoints:read',
    'metrics:query',
    'telemetry:queue',
    'telemetry:billing',
    'targets:register',
    'nodes:scale',
    'dns:records',
    'dns:challenges',
  ]);
});

describeWithDataset(`denied actions against ${DATASET?.source ?? 'nothing'}`, () => {
  test('each exists: a name that nobody knows is denied to everybody', () => {
    const all = Object.values(DENIALS).flat();
    expect(all.filter(({ kind, permission }) => knownBy(kind, permission) === undefined)).toEqual([]);
  });
});
