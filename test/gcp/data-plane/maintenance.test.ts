import { maintenancePolicy } from '../../../lib/gcp/data-plane/maintenance';

const EXCLUSION = {
  name: 'holidays',
  start: '2026-12-20T00:00:00Z',
  end: '2027-01-04T00:00:00Z',
  scope: 'all',
} as const;

test('nothing is said where nothing is asked for', () => {
  expect(maintenancePolicy(undefined, [])).toBeUndefined();
});

test('a window opens on its days, counted from the first of them in a fixed week', () => {
  expect(maintenancePolicy({ days: ['sun', 'sat'], start: '02:30', hours: 6 }, [])).toEqual({
    recurringWindow: {
      startTime: '2024-01-06T02:30:00Z',
      endTime: '2024-01-06T08:30:00Z',
      recurrence: 'FREQ=WEEKLY;BYDAY=SA,SU',
    },
    maintenanceExclusion: [],
  });
});

test('a window may end on the day after', () => {
  expect(maintenancePolicy({ days: ['mon'], start: '22:00', hours: 4 }, [])?.recurringWindow).toEqual({
    startTime: '2024-01-01T22:00:00Z',
    endTime: '2024-01-02T02:00:00Z',
    recurrence: 'FREQ=WEEKLY;BYDAY=MO',
  });
});

test('a window may be open for a whole day', () => {
  expect(maintenancePolicy({ days: ['wed'], start: '00:00', hours: 24 }, [])?.recurringWindow).toMatchObject({
    startTime: '2024-01-03T00:00:00Z',
    endTime: '2024-01-04T00:00:00Z',
  });
});

test.each([
  ['mon', 'MO'],
  ['tue', 'TU'],
  ['wed', 'WE'],
  ['thu', 'TH'],
  ['fri', 'FR'],
  ['sat', 'SA'],
  ['sun', 'SU'],
] as const)('the first opening on %s is a %s', (day, spelled) => {
  const window = maintenancePolicy({ days: [day, day], start: '12:00', hours: 4 }, [])?.recurringWindow;
  expect(window?.recurrence).toBe(`FREQ=WEEKLY;BYDAY=${spelled}`);
  const weekday = new Date(window?.startTime ?? '').toLocaleDateString('en-US', { weekday: 'short', timeZone: 'UTC' });
  expect(weekday.slice(0, 2).toUpperCase()).toBe(spelled);
});

test('exclusions without a window stand beside one that is always open: the provider takes them in no other way', () => {
  expect(maintenancePolicy(undefined, [EXCLUSION])).toEqual({
    recurringWindow: {
      startTime: '2024-01-01T00:00:00Z',
      endTime: '2024-01-02T00:00:00Z',
      recurrence: 'FREQ=DAILY',
    },
    maintenanceExclusion: [
      {
        exclusionName: 'holidays',
        startTime: '2026-12-20T00:00:00Z',
        endTime: '2027-01-04T00:00:00Z',
        exclusionOptions: { scope: 'NO_UPGRADES' },
      },
    ],
  });
});

test.each([
  ['all', 'NO_UPGRADES'],
  ['minor', 'NO_MINOR_UPGRADES'],
  ['minor-or-node', 'NO_MINOR_OR_NODE_UPGRADES'],
] as const)('the scope %s is spelled %s', (scope, spelled) => {
  const window = { days: ['mon', 'thu'], start: '01:00', hours: 8 } as const;
  expect(
    maintenancePolicy({ ...window, days: [...window.days] }, [{ ...EXCLUSION, scope }])?.maintenanceExclusion,
  ).toMatchObject([{ exclusionOptions: { scope: spelled } }]);
});
