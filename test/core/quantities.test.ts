import { tryCpuMillis, tryMemoryMiB } from '../../lib/core/quantities';

test.each([
  ['250m', 250],
  ['2', 2000],
  ['0.5', 500],
  ['1.001', 1001],
  ['0', 0],
])('%s of a CPU is %i millis', (quantity, millis) => {
  expect(tryCpuMillis(quantity)).toBe(millis);
});

test.each(['', 'm', '-1', '1.5m', '1.0001', '2 ', '1e3', '1k'])("'%s' is no CPU quantity", (quantity) => {
  expect(tryCpuMillis(quantity)).toBeUndefined();
});

test.each([
  ['512Mi', 512],
  ['2Gi', 2048],
])('%s of memory is %i MiB', (quantity, mebibytes) => {
  expect(tryMemoryMiB(quantity)).toBe(mebibytes);
});

test.each(['', '512', '1.5Gi', '1G', '512mi', 'Mi'])("'%s' is no memory quantity in Mi or Gi", (quantity) => {
  expect(tryMemoryMiB(quantity)).toBeUndefined();
});
