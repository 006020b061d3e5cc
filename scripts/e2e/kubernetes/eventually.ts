const INTERVAL_MILLISECONDS = 250;

/**
 * Waits until a question has an answer.
 *
 * @param ask what is still missing, or nothing once all is there
 * @throws Error with what is missing when the time is over
 */
export async function eventually(
  what: string,
  seconds: number,
  ask: () => Promise<string | undefined>,
  intervalMilliseconds = INTERVAL_MILLISECONDS,
): Promise<void> {
  for (const started = Date.now(); ; await sleep(intervalMilliseconds)) {
    const missing = await ask();
    if (missing === undefined) return;
    if (Date.now() - started > seconds * 1000) throw new Error(`${what} not after ${seconds} s: ${missing}`);
  }
}

/**
 * Does something again and again as long as something else takes.
 *
 * @throws Error of the one or the other
 */
export async function during(work: Promise<unknown>, again: () => Promise<void>): Promise<void> {
  let isOver = false;
  const over = work.finally(() => {
    isOver = true;
  });
  const repeat = async () => {
    while (!isOver) await again();
  };
  await Promise.all([over, repeat()]);
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
