/** How much of a reason is printed; what commands write can be pages, and says why at its end. */
const REASON_START = 300;
const REASON_END = 500;

/** One line per step, and the count that decides. */
export class Results {
  private passed = 0;
  private failed = 0;
  private skipped = 0;

  /** Whether everything that ran so far holds. */
  public get allPassed(): boolean {
    return this.failed === 0;
  }

  /**
   * Runs a step.
   *
   * @returns whether it passed
   */
  public async step(what: string, run: () => Promise<void>): Promise<boolean> {
    return (await this.make(what, async () => ({ done: await run() }))) !== undefined;
  }

  /**
   * Runs a step that makes something for others.
   *
   * @param label what is said of it once it passed
   * @returns what it made, or nothing if it failed
   */
  public async make<T>(
    what: string,
    run: () => Promise<T>,
    label: (made: T) => string = () => what,
  ): Promise<T | undefined> {
    const started = Date.now();
    try {
      const made = await run();
      this.passed += 1;
      console.log(`ok ${label(made)} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
      return made;
    } catch (error) {
      this.fail(what, error);
      return undefined;
    }
  }

  /** Runs a step that counts; the counts are printed. */
  public async count(what: string, run: () => Promise<string>): Promise<void> {
    await this.make(what, run, (counts) => `${what}: ${counts}`);
  }

  public fail(what: string, error: unknown): void {
    this.failed += 1;
    console.log(`FAILED ${what}: ${reasonOf(error)}`);
  }

  public skip(what: string, why: string): void {
    this.skipped += 1;
    console.log(`skipped ${what}: ${why}`);
  }

  /** Skips what nothing here can do; said once for all of it. */
  public skipForLackOf(why: string, what: string): void {
    this.skipped += 1;
    console.log(`skipped: ${why} (${what})`);
  }

  /** Says what AWS does and the emulator does not: neither passed nor skipped. */
  public notShown(claim: string): void {
    console.log(`not shown by the emulator: ${claim}`);
  }

  /** Says what nothing here can run, and where it is taken from: neither passed nor skipped. */
  public notVerified(what: string, source: string): void {
    console.log(`not verified: ${what}, from ${source}`);
  }

  public print(): void {
    console.log(`${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped`);
  }
}

/** Steps that build on each other: after one that failed, the rest is skipped. */
export class Scenario {
  /** The step that failed, if one did. */
  public broken: string | undefined;

  public constructor(
    private readonly results: Results,
    private readonly name: string,
  ) {}

  /** Steps of which a failure does not concern the others: they heal what it leaves. */
  public branch(): Scenario {
    const branch = new Scenario(this.results, this.name);
    branch.broken = this.broken;
    return branch;
  }

  /** A step that the following ones need. */
  public async step(what: string, run: () => Promise<void>): Promise<void> {
    const label = `${this.name}: ${what}`;
    if (this.broken !== undefined) this.results.skip(label, `'${this.broken}' failed`);
    else if (!(await this.results.step(label, run))) this.broken = what;
  }

  /** A step that changes nothing: the following ones run also if it fails. */
  public async check(what: string, run: () => Promise<void>): Promise<void> {
    const label = `${this.name}: ${what}`;
    if (this.broken !== undefined) this.results.skip(label, `'${this.broken}' failed`);
    else await this.results.step(label, run);
  }

  /** A check that counts or measures; its figures are printed. */
  public async figures(what: string, run: () => Promise<string>): Promise<void> {
    const label = `${this.name}: ${what}`;
    if (this.broken !== undefined) this.results.skip(label, `'${this.broken}' failed`);
    else await this.results.count(label, run);
  }

  public notVerified(what: string, source: string): void {
    this.results.notVerified(`${this.name}: ${what}`, source);
  }

  public notShown(claim: string): void {
    this.results.notShown(`${this.name}: ${claim}`);
  }
}

function reasonOf(error: unknown): string {
  const text = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').trim();
  if (text.length <= REASON_START + REASON_END) return text;
  return `${text.slice(0, REASON_START)} … ${text.slice(-REASON_END)}`;
}
