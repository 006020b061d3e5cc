/** Millis of a Kubernetes CPU quantity such as `250m`, `2` or `0.5`; undefined if it is none. */
export function tryCpuMillis(quantity: string): number | undefined {
  const [, millis, cores] = /^(?:(\d+)m|(\d+(?:\.\d{1,3})?))$/.exec(quantity) ?? [];
  if (millis !== undefined) return Number(millis);
  return cores === undefined ? undefined : Math.round(Number(cores) * 1000);
}

/** MiB of a Kubernetes memory quantity in `Mi` or `Gi`; undefined if it is none. */
export function tryMemoryMiB(quantity: string): number | undefined {
  const [, amount, unit] = /^(\d+)(Mi|Gi)$/.exec(quantity) ?? [];
  return amount === undefined ? undefined : Number(amount) * (unit === 'Gi' ? 1024 : 1);
}
