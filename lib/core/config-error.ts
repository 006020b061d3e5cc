/** Where a value stands: the document it is in, then keys and indexes. */
export type Path = readonly (string | number)[];

/** One thing that is wrong with the input. */
export interface Problem {
  readonly path: Path;
  /** What the value must be, to be read after "must". */
  readonly rule: string;
  /** The value found. */
  readonly got: unknown;
  /** What to do about it. */
  readonly fix: string;
  /** File and line, for input that was read from a file: `plan.yaml:12`. */
  readonly at?: string;
}

/** Something doubtful that does not stop the installation. */
export interface Warning {
  /** `environment.network.cidr`. */
  readonly path: string;
  readonly text: string;
}

/** Thrown with every problem of one input, so that all can be mended at once. */
export class ConfigError extends Error {
  public constructor(public readonly problems: readonly Problem[]) {
    super(problems.map(sentence).join('\n'));
    this.name = 'ConfigError';
  }
}

/** Collects problems and warnings while a configuration is resolved. */
export class Report {
  private readonly problems: Problem[] = [];
  private readonly doubts: Warning[] = [];

  /** Adds `'<path>' must <rule>, got <value>; <fix>`. */
  public problem(path: Path, rule: string, got: unknown, fix: string): void {
    this.problems.push({ path, rule, got, fix });
  }

  public addAll(problems: readonly Problem[]): void {
    this.problems.push(...problems);
  }

  public warn(path: Path, text: string): void {
    this.doubts.push({ path: formatPath(path), text });
  }

  public get warnings(): readonly Warning[] {
    return [...this.doubts];
  }

  /** How many problems there are; compare two counts to see whether a step found any. */
  public get count(): number {
    return this.problems.length;
  }

  /**
   * @param locate gives the file and line of a path, if known.
   * @throws ConfigError with all problems so far, if there are any.
   */
  public throwIfAny(locate?: (path: Path) => string | undefined): void {
    if (this.problems.length === 0) return;
    throw new ConfigError(
      this.problems.map((problem) => {
        const at = problem.at ?? locate?.(problem.path);
        return at === undefined ? problem : { ...problem, at };
      }),
    );
  }
}

/** `['plan', 'nodeProfiles', 0, 'name']` becomes `plan.nodeProfiles[0].name`. */
export function formatPath(path: Path): string {
  return path.map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`)).join('');
}

function sentence({ path, rule, got, fix, at }: Problem): string {
  return `${at === undefined ? '' : `${at}: `}'${formatPath(path)}' must ${rule}, got ${show(got)}; ${fix}`;
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return shorten(value === '' ? "''" : value);
  if (isPlain(value)) return shorten(JSON.stringify(value));
  return `an object of class ${(value as object).constructor.name}`;
}

/** Whether JSON can show the value: a construct handed in by mistake has cycles. */
function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value !== 'function' && typeof value !== 'symbol';
  if (Array.isArray(value)) return value.every(isPlain);
  // By depth, not by identity: an object may come from another realm, such as that of a test.
  const prototype: unknown = Object.getPrototypeOf(value);
  const isBare = prototype === null || Object.getPrototypeOf(prototype) === null;
  return isBare && Object.values(value).every(isPlain);
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
