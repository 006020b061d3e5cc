import { maintenanceWindows } from '../../../lib/azure/data-plane/maintenance';
import type { MaintenanceExclusion } from '../../../lib/core/maintenance-exclusion';

const WINDOW = { days: ['sun'], start: '22:30', hours: 8 } as const;
const window = { ...WINDOW, days: [...WINDOW.days] };
const exclusion = (scope: MaintenanceExclusion['scope']): MaintenanceExclusion => ({
  name: scope,
  start: '2027-02-01T00:00:00Z',
  end: '2027-02-08T00:00:00Z',
  scope,
});
const DAYS = { start: '2027-02-01T00:00:00Z', end: '2027-02-08T00:00:00Z' };

test('nothing is said where the environment says nothing: AKS upgrades at any time', () => {
  expect(maintenanceWindows(undefined, [])).toEqual({});
});

test('cluster and nodes are upgraded in the same window, weekly, in UTC', () => {
  const open = {
    frequency: 'Weekly',
    interval: 1,
    dayOfWeek: 'Sunday',
    startTime: '22:30',
    duration: 8,
    utcOffset: '+00:00',
    notAllowed: [],
  };
  expect(maintenanceWindows(window, [])).toEqual({ maintenanceWindowAutoUpgrade: open, maintenanceWindowNodeOs: open });
});

test.each([
  ['mon', 'Monday'],
  ['tue', 'Tuesday'],
  ['wed', 'Wednesday'],
  ['thu', 'Thursday'],
  ['fri', 'Friday'],
  ['sat', 'Saturday'],
  ['sun', 'Sunday'],
] as const)('%s is spelled %s', (day, spelled) => {
  expect(maintenanceWindows({ ...window, days: [day] }, []).maintenanceWindowNodeOs?.dayOfWeek).toBe(spelled);
});

test.each([
  ['all', [DAYS], [DAYS]],
  ['minor-or-node', [DAYS], [DAYS]],
  ['minor', [DAYS], []],
] as const)('an exclusion of %s keeps the cluster from %j and the nodes from %j', (scope, ofCluster, ofNodes) => {
  const { maintenanceWindowAutoUpgrade, maintenanceWindowNodeOs } = maintenanceWindows(window, [exclusion(scope)]);
  expect(maintenanceWindowAutoUpgrade?.notAllowed).toEqual(ofCluster);
  expect(maintenanceWindowNodeOs?.notAllowed).toEqual(ofNodes);
});

test('an exclusion that begins and ends in the course of a day takes the whole day', () => {
  const part = { ...exclusion('all'), start: '2027-02-01T09:00:00Z', end: '2027-02-07T17:30:00Z' };
  expect(maintenanceWindows(window, [part]).maintenanceWindowAutoUpgrade?.notAllowed).toEqual([DAYS]);
});

test('without a window, exclusions stand beside one that is always open', () => {
  expect(maintenanceWindows(undefined, [exclusion('all')]).maintenanceWindowAutoUpgrade).toEqual({
    frequency: 'Daily',
    interval: 1,
    startTime: '00:00',
    duration: 24,
    utcOffset: '+00:00',
    notAllowed: [DAYS],
  });
});
