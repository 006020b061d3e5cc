import type { MaintenanceWindow } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import { minimalEnvironment, minimalPlan, problemsOf } from '../support/config';

const WINDOW: MaintenanceWindow = { days: ['sat', 'sun'], start: '22:30', hours: 6 };
const TIME = 'be a time of day in UTC';
const FIX = 'write it in quotes, like "02:00"';

test('a window is taken as it is written', () => {
  const environment = { ...minimalEnvironment(), maintenanceWindows: [WINDOW] };
  expect(resolveConfig(minimalPlan(), environment).environment.maintenanceWindows).toEqual([WINDOW]);
});

test.each(['24:00', '2:00', '02:60', '02:00Z'])('fails if a window opens at %s', (start) => {
  expect(problems({ start })).toEqual([`'environment.maintenanceWindows[0].start' must ${TIME}, got ${start}; ${FIX}`]);
});

test.each([3, 25])('fails if a window is open for %i hours', (hours) => {
  expect(problems({ hours })).toEqual([
    `'environment.maintenanceWindows[0].hours' must be a whole number from 4 to 24 (hours), got ${hours}; choose one in that range`,
  ]);
});

test('fails if a window opens on no day of the week', () => {
  expect(problems({ days: ['someday' as 'sun'] })).toEqual([
    "'environment.maintenanceWindows[0].days[0]' must be one of mon, tue, wed, thu, fri, sat, sun, got someday; choose one of them",
  ]);
});

test('fails if a window never opens', () => {
  expect(problems({ days: [] })).toEqual([
    "'environment.maintenanceWindows[0].days' must have at least one entry, got []; add one",
  ]);
});

function problems(window: Partial<MaintenanceWindow>): string[] {
  const environment = { ...minimalEnvironment(), maintenanceWindows: [{ ...WINDOW, ...window }] };
  return problemsOf(() => resolveConfig(minimalPlan(), environment));
}
