import { testDenials } from '../../support/test-denials';
import { DENIALS } from './denied';
import { NOTATION } from './denied/denial';
import { DATASET, describeWithDataset, isKnown, sayIfMissing } from './support/dataset';
import { PRINCIPALS } from './support/principals';

sayIfMissing('permissions that are denied');

testDenials({
  denials: DENIALS,
  holders: PRINCIPALS,
  notation: NOTATION,
  wrongNeighbours: [
    [['vendor: approved', 'compute.networks.get'], 'compute.networks.get is not of container'],
    [['nobody', 'container.clusters.get'], 'there is no nobody'],
    [['nodes', 'container.clusters.get'], 'nodes has not container.clusters.get'],
  ],
});

test('there are as many principals as phases, modes, capabilities and ways to act by an account', () => {
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
    'nodes',
    'support',
    'who acts as the vendor',
    'who acts as support',
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
    'workload with an account',
  ]);
});

describeWithDataset(`denied permissions against ${DATASET?.source ?? 'nothing'}`, () => {
  test('each exists: a name that nobody knows is denied to everybody', () => {
    const permissions = Object.values(DENIALS).flatMap((denials) => denials.map(({ permission }) => permission));
    expect(permissions.filter((permission) => isKnown(permission) !== true)).toEqual([]);
  });
});
