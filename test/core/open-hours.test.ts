import { openHours } from '../../lib/core/open-hours';

const DAYS = 32;
const WEEKEND = { days: ['sat', 'sun'], start: '02:00', hours: 6 } as const;

test.each([
  [['sun'], 4, 16],
  [['sun'], 12, 48],
  [['sat', 'sun'], 6, 48],
  // Any four days in a row have one of these two.
  [['mon', 'thu'], 6, 54],
  [['sat', 'sat'], 6, 24],
  [['mon', 'tue', 'wed', 'thu', 'fri'], 4, 88],
  [['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], 4, 128],
  [['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], 24, 768],
] as const)('a window on %j for %i hours is open for %i hours in every 32 days', (days, hours, open) => {
  expect(openHours({ days: [...days], start: '22:30', hours }, [], DAYS)).toBe(open);
});

test('without a window, maintenance may happen at any time', () => {
  expect(openHours(undefined, [], DAYS)).toBe(32 * 24);
});

test('an exclusion takes its time, wherever it is', () => {
  expect(openHours(undefined, [exclusion('2026-12-01', '2026-12-31')], DAYS)).toBe(48);
});

test('exclusions near each other take theirs together', () => {
  const [first, second] = [exclusion('2026-12-01', '2026-12-11'), exclusion('2026-12-15', '2026-12-25')];
  expect(openHours(undefined, [first, second], DAYS)).toBe((32 - 20) * 24);
});

test('exclusions far from each other do not', () => {
  const [first, second] = [exclusion('2026-12-01', '2026-12-11'), exclusion('2027-12-01', '2027-12-16')];
  expect(openHours(undefined, [first, second], DAYS)).toBe((32 - 15) * 24);
});

test('an exclusion of a weekend takes both openings', () => {
  // 5 and 6 December 2026 are a Saturday and a Sunday.
  expect(openHours({ ...WEEKEND, days: [...WEEKEND.days] }, [exclusion('2026-12-05', '2026-12-07')], DAYS)).toBe(36);
});

test('an exclusion of working days takes nothing', () => {
  expect(openHours({ ...WEEKEND, days: [...WEEKEND.days] }, [exclusion('2026-12-07', '2026-12-12')], DAYS)).toBe(48);
});

test('less than four hours in a row do not count', () => {
  const [until, since] = ['2026-12-05T05:00:00Z', '2026-12-05T05:00:00Z'];
  const window = { ...WEEKEND, days: [...WEEKEND.days] };
  // From 05:00 to 08:00 three hours are left of the six, and until 05:00 as many.
  expect(openHours(window, [{ start: '2026-12-05T00:00:00Z', end: until }], DAYS)).toBe(42);
  expect(openHours(window, [{ start: since, end: '2026-12-05T12:00:00Z' }], DAYS)).toBe(42);
  expect(openHours(window, [{ start: '2026-12-05T06:00:00Z', end: '2026-12-05T12:00:00Z' }], DAYS)).toBe(46);
});

test('openings that follow each other are one', () => {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
  const closed = { start: '2026-12-07T02:00:00Z', end: '2026-12-07T21:00:00Z' };
  // Three hours before midnight belong to the next day, two after it to the one before.
  expect(openHours({ days: [...days], start: '00:00', hours: 24 }, [closed], DAYS)).toBe(32 * 24 - 19);
});

function exclusion(start: string, end: string) {
  return { start: `${start}T00:00:00Z`, end: `${end}T00:00:00Z` };
}
