import { brokenBy, type Denial, type Holder, type Neighbour, type Notation, neighbourBroken } from './denials';

/** What is denied on a cloud, and to whom. */
export interface Denied {
  /** Every story, by theme. */
  readonly denials: Readonly<Record<string, readonly Denial[]>>;
  readonly holders: readonly Holder[];
  readonly notation: Notation;
  /** Neighbours of the first story about Kubernetes that do not hold, each with what is said of it. */
  readonly wrongNeighbours: readonly (readonly [Neighbour, problem: string])[];
}

/** A principal with one permission more, or one less. */
const changed = ({ id, permissions: held }: Holder, add: string | undefined, take?: string): Holder => ({
  id,
  permissions: new Set([...held, ...(add === undefined ? [] : [add])].filter((permission) => permission !== take)),
});

/** Declares the tests of what is denied: each story holds for everybody, and finds whoever it does not hold for. */
export function testDenials({ denials, holders, notation, wrongNeighbours }: Denied): void {
  const all = Object.values(denials).flat();
  const { key } = notation;
  const counts = `${all.length} ${notation.many} that are denied, each to ${holders.length} principals`;
  process.stdout.write(`${counts}\n`);

  describe(counts, () => {
    test('there are 50 at least, each once', () => {
      expect(all.length).toBeGreaterThanOrEqual(50);
      expect(new Set(all.map(({ permission }) => key(permission))).size).toBe(all.length);
    });

    test('every story is a sentence, and every exception is somebody', () => {
      const ids = holders.map(({ id }) => id);
      for (const { story, butFor = [] } of all) {
        expect(story).toMatch(/^[a-z].{10,}[^.]$/);
        expect(butFor.filter((id) => !ids.includes(id))).toEqual([]);
      }
    });

    for (const [theme, stories] of Object.entries(denials)) {
      describe(theme, () => {
        test.each(stories.map((denial): [string, Denial] => [`${denial.permission}: ${denial.story}`, denial]))(
          '%s',
          (_, denial) => {
            expect(brokenBy(denial, holders, notation)).toEqual([]);
            expect(neighbourBroken(denial, holders, notation)).toEqual([]);
          },
        );
      });
    }
  });

  describe('the stories find', () => {
    test(`each of their ${notation.many} in whoever it is planted`, () => {
      const missed = all.flatMap((denial) =>
        holders
          .filter(({ id }) => !denial.butFor?.includes(id))
          .filter((holder) => brokenBy(denial, [changed(holder, key(denial.permission))], notation).length !== 1)
          .map(({ id }) => `${denial.permission} in ${id}`),
      );
      expect(missed).toEqual([]);
    });

    test(`${notation.one} that is taken from those who need it`, () => {
      const missed = all.flatMap((denial) =>
        holders
          .filter(({ id }) => denial.butFor?.includes(id))
          .filter(
            (holder) => brokenBy(denial, [changed(holder, undefined, key(denial.permission))], notation).length !== 1,
          )
          .map(({ id }) => `${denial.permission} from ${id}`),
      );
      expect(missed).toEqual([]);
    });

    test('a neighbour that is of another service, of nobody, or not held', () => {
      const [denial] = denials.kubernetes ?? [];
      if (denial === undefined) throw new Error('there is no story');
      const broken = (neighbour: Denial['neighbour']) => neighbourBroken({ ...denial, neighbour }, holders, notation);
      expect(wrongNeighbours.map(([neighbour]) => broken(neighbour))).toEqual(
        wrongNeighbours.map(([, problem]) => [problem]),
      );
      expect(broken('none').length).toBeGreaterThan(0);
    });
  });
}
