import { DENIALS } from './denied';
import { brokenBy, type Denial, neighbourBroken } from './denied/denial';
import { DATASET, describeWithDataset, knownBy, sayIfMissing } from './support/dataset';
import { PRINCIPALS, type Principal } from './support/principals';

sayIfMissing('actions that are denied');

const all = Object.values(DENIALS).flat();
const counts = `${all.length} actions that are denied, each to ${PRINCIPALS.length} principals`;
process.stdout.write(`${counts}\n`);

/** A principal with one action more, or one less. */
const changed = ({ id, actions }: Principal, add: string | undefined, take?: string): Principal => ({
  id,
  actions: new Set(
    [...actions, ...(add === undefined ? [] : [add.toLowerCase()])].filter((action) => action !== take?.toLowerCase()),
  ),
});

describe(counts, () => {
  test('there are 50 at least, each once', () => {
    expect(all.length).toBeGreaterThanOrEqual(50);
    expect(new Set(all.map(({ action }) => action.toLowerCase())).size).toBe(all.length);
  });

  test('there are as many principals as phases, modes, identities and capabilities', () => {
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
      'cluster',
      'cluster, in your network',
      'nodes',
      'encryption',
      'support',
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
      test.each(denials.map((denial): [string, Denial] => [`${denial.action}: ${denial.story}`, denial]))(
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
  test('each of their actions in whoever it is planted', () => {
    const missed = all.flatMap((denial) =>
      PRINCIPALS.filter(({ id }) => !denial.butFor?.includes(id))
        .filter((principal) => brokenBy(denial, [changed(principal, denial.action)]).length !== 1)
        .map(({ id }) => `${denial.action} in ${id}`),
    );
    expect(missed).toEqual([]);
  });

  test('an action that is taken from those who need it', () => {
    const missed = all.flatMap((denial) =>
      PRINCIPALS.filter(({ id }) => denial.butFor?.includes(id))
        .filter((principal) => brokenBy(denial, [changed(principal, undefined, denial.action)]).length !== 1)
        .map(({ id }) => `${denial.action} from ${id}`),
    );
    expect(missed).toEqual([]);
  });

  test('a neighbour that is of another provider, of nobody, or not held', () => {
    const [denial] = DENIALS.kubernetes ?? [];
    if (denial === undefined) throw new Error('there is no story');
    const broken = (neighbour: Denial['neighbour']) => neighbourBroken({ ...denial, neighbour }, PRINCIPALS);
    const read = 'Microsoft.ContainerService/managedClusters/read';
    const network = 'Microsoft.Network/virtualNetworks/read';
    expect(broken(['vendor: approved', network])).toEqual([`${network} is not of Microsoft.ContainerService`]);
    expect(broken(['nobody', read])).toEqual(['there is no nobody']);
    expect(broken(['nodes', read])).toEqual([`nodes has not ${read}`]);
    expect(broken('none').length).toBeGreaterThan(0);
  });
});

describeWithDataset(`denied actions against ${DATASET?.source ?? 'nothing'}`, () => {
  test('each exists: a name that nobody knows is denied to everybody', () => {
    expect(all.filter(({ kind, action }) => knownBy(kind, action) === undefined)).toEqual([]);
  });
});
