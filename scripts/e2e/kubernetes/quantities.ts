import type { PodSpec, Resources } from './objects';

/** Processor time in thousandths of a core, memory in MiB, and the pods that ask for it. */
export interface Amount {
  readonly cpu: number;
  readonly memory: number;
  readonly pods: number;
}

export const NOTHING: Amount = { cpu: 0, memory: 0, pods: 0 };

const MEBIBYTE = 2 ** 20;
const MEMORY_UNITS: Readonly<Record<string, number>> = {
  ...{ '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12 },
  ...{ Ki: 2 ** 10, Mi: MEBIBYTE, Gi: 2 ** 30, Ti: 2 ** 40 },
};

/** What the scheduler reserves for a pod. Absent requests count as nothing, as they do for it. */
export function requestsOf({ containers, initContainers = [], overhead = {} }: PodSpec): Amount {
  const isSidecar = ({ restartPolicy }: { restartPolicy?: string }) => restartPolicy === 'Always';
  let sidecars = NOTHING;
  let starting = NOTHING;
  for (const container of initContainers) {
    const own = amountOf(container.resources?.requests);
    if (isSidecar(container)) sidecars = sum(sidecars, own);
    starting = larger(starting, isSidecar(container) ? sidecars : sum(sidecars, own));
  }
  const running = containers.reduce((total, { resources }) => sum(total, amountOf(resources?.requests)), sidecars);
  return { ...sum(larger(running, starting), amountOf(overhead)), pods: 1 };
}

/** What a node gives. */
export function amountOf(resources: Resources = {}): Amount {
  return {
    cpu: millicores(resources.cpu ?? 0),
    memory: mebibytes(resources.memory ?? 0),
    pods: Number(resources.pods ?? 0),
  };
}

export function sum(...amounts: readonly Amount[]): Amount {
  return amounts.reduce(
    (total, { cpu, memory, pods }) => ({
      cpu: total.cpu + cpu,
      memory: total.memory + memory,
      pods: total.pods + pods,
    }),
    NOTHING,
  );
}

function larger(one: Amount, other: Amount): Amount {
  return {
    cpu: Math.max(one.cpu, other.cpu),
    memory: Math.max(one.memory, other.memory),
    pods: Math.max(one.pods, other.pods),
  };
}

/** Processor time in thousandths of a core: `250m`, `2`, `0.5`. */
export function millicores(quantity: string | number): number {
  const [, value = '', unit = ''] = /^([\d.]+)(m?)$/.exec(String(quantity)) ?? [];
  if (value === '') throw new Error(`'${quantity}' is no amount of processor time`);
  return Number(value) * (unit === 'm' ? 1 : 1000);
}

/** Memory in MiB: `64Mi`, `1G`, `134217728`. */
export function mebibytes(quantity: string | number): number {
  const [, value = '', unit = ''] = /^([\d.]+)([A-Za-z]*)$/.exec(String(quantity)) ?? [];
  const factor = MEMORY_UNITS[unit];
  if (value === '' || factor === undefined) throw new Error(`'${quantity}' is no amount of memory`);
  return (Number(value) * factor) / MEBIBYTE;
}
