import { DENIALS } from './denied';
import { brokenBy, type Denial, neighbourBroken } from './denied/denial';
import { DATASET, describeWithDataset, isKnown, sayIfMissing } from './support/dataset';
import { PRINCIPALS, type Principal } from './support/principals';

sayIfMissing('permissions that are denied');

const all = Object.values(DENIALS).flat();
const counts = `${all.length} permissions that are denied, each to ${PRINCIPALS.length} principals`;
process.stdout.write(`${counts}\n`);

const permissions = all.map(({ permission }) => permission);

/** A principal with one permission more, or one less. */
const changed = ({ id, permissions: held }: Principal, add: string | undefined, take?: string): Principal => ({
  id,
  permissions: new Set([...held, ...(add === undefined ? [] : [add])].filter((permission) => permission !== take)),
});

describe(counts, () => {
  test('there are 50 at least, each once', () => {
    expect(all.length).toBeGreaterThanOrEqual(50);
    expect(new Set(permissions).size).toBe(all.length);
  });

  test('there are as many principals as phases, modes, capabilities and ways to act by an account', () => {
    expect(PRINCIPALS.map(({ id }) => id)).toEqual([
      'vendor: self-managed',
      'vendor: approved',
      'vendor: managed',
      'vendor: managed, install',
      'vendor: managed, delete',
      'vendor: self-managed, in your network',
      'vendor: approved, in your network',
      'vendor: managed, in your network',
      'vendor: managed, install, in your network',
      'vendor: managed, delete, in your network',
      'nodes',
      'support',
      'who acts as the vendor',
      'who acts as support',
      'bucket:read',
      'bucket:read-write',
      'private-endpoints:read',
      'metrics:query',
      'telemetry:queue',
      'telemetry:billing',
      'targets:register',
      'nodes:scale',
      'dns:records',
      'dns:challenges',
      'workload with an account',
    ]);
  });

  test('every story is a sentence, and every exception is somebody', () => {
    const ids = PRINCIPALS.map(({ id }) => id);
    for (const { story, butFor = [] } of all) {
      expect(story).toMatch(/^[a-z].{10,}[^.]$/);
      expect(butFor.filter((id) => !ids.includes(id))).toEqual([]);
    }
  });

  for (const [theme, denials] of Object.entries(DENIALS)) {
    describe(theme, () => {
      test.each(denials.map((denial): [string, Denial] => [`${denial.permission}: ${denial.story}`, denial]))(
        '%s',
        (_, denial) => {
          expect(brokenBy(denial, PRINCIPALS)).toEqual([]);
          expect(neighbourBroken(denial, PRINCIPALS)).toEqual([]);
        },
      );
    });
  }
});

describe('the stories find', () => {
  test('each of their permissions in whoever it is planted', () => {
    const missed = all.flatMap((denial) =>
      PRINCIPALS.filter(({ id }) => !denial.butFor?.includes(id))
        .filter((principal) => brokenBy(denial, [changed(principal, denial.permission)]).length !== 1)
        .map(({ id }) => `${denial.permission} in ${id}`),
    );
    expect(missed).toEqual([]);
  });

  test('a permission that is taken from those who need it', () => {
    const missed = all.flatMap((denial) =>
      PRINCIPALS.filter(({ id }) => denial.butFor?.includes(id))
        .filter((principal) => brokenBy(denial, [changed(principal, undefined, denial.permission)]).length !== 1)
        .map(({ id }) => `${denial.permission} from ${id}`),
    );
    expect(missed).toEqual([]);
  });

  test('a neighbour that is of another service, of nobody, or not held', () => {
    const [denial] = DENIALS.kubernetes ?? [];
    if (denial === undefined) throw new Error('there is no story');
    const broken = (neighbour: Denial['neighbour']) => neighbourBroken({ ...denial, neighbour }, PRINCIPALS);
    expect(broken(['vendor: approved', 'compute.networks.get'])).toEqual(['compute.networks.get is not of container']);
    expect(broken(['nobody', 'container.clusters.get'])).toEqual(['there is no nobody']);
    expect(broken(['nodes', 'container.clusters.get'])).toEqual(['nodes has not container.clusters.get']);
    expect(broken('none').length).toBeGreaterThan(0);
  });
});

describeWithDataset(`denied permissions against ${DATASET?.source ?? 'nothing'}`, () => {
  test('each exists: a name that nobody knows is denied to everybody', () => {
    expect(permissions.filter((permission) => isKnown(permission) !== true)).toEqual([]);
  });
});
