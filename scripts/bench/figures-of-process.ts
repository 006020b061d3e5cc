import { writeFileSync } from 'node:fs';

/** What the operating system counted for a process. */
export interface ProcessFigures {
  /** User and system time of all its threads. */
  readonly cpuSeconds: number;
  /** Largest resident set. */
  readonly peakMiB: number;
}

// Loaded with `node -r` into every measured process: writes its own `getrusage` when it ends, so that the benchmark
// needs no `/usr/bin/time`.
const file = process.env.BENCH_FIGURES_FILE;
if (file !== undefined) {
  process.once('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const figures: ProcessFigures = { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMiB: maxRSS / 1024 };
    writeFileSync(file, JSON.stringify(figures));
  });
}
