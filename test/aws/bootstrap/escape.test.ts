import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { AwsCustodyStack } from '../../../lib/aws';
import { AwsBootstrapTemplate } from '../../../lib/aws/bootstrap/bootstrap-template';
import { AwsDetections } from '../../../lib/aws/bootstrap/detections';
import { resolveConfig } from '../../../lib/core/resolve-config';
import { isGoal } from '../../../scripts/access/search/facts';
import type { Hole } from '../../../scripts/access/search/hole';
import { holesIn } from '../../../scripts/access/search/holes';
import { movesIn } from '../../../scripts/access/search/moves';
import { Requests } from '../../../scripts/access/search/requests';
import { type Reached, search } from '../../../scripts/access/search/search';
import {
  type Choice,
  expectedGoals,
  MISLED,
  otherStarts,
  residualsIn,
  type Start,
  startsOfVendor,
} from '../../../scripts/access/search/starts';
import { roleOf, VENDOR_ACCOUNT, type World, worldOf } from '../../../scripts/access/search/world';
import { ask } from '../../../scripts/access/simulator';
import type { TemplateJson } from '../../../scripts/access/template';
import { ACCOUNT, REGION, Rendered, testApp, testStack } from '../../support/aws';

const ROOT = join(__dirname, '..', '..', '..');
const PLACE = { account: ACCOUNT, region: REGION, partition: 'aws' };
const EXTERNAL_ID = '9f2c1a7755d04c1e8f6b';
const OTHER_EXTERNAL_ID = 'another-customers-id';

function example() {
  const read = (file: string) => parse(readFileSync(join(ROOT, 'examples', 'streaming-database', file), 'utf8'));
  const config = resolveConfig(read('plan.yaml'), read('environment.yaml'));
  if (config.cloud !== 'aws') throw new Error(`${config.cloud} is not aws`);
  return config;
}

const CUSTODY = Rendered.of(new AwsCustodyStack(testApp(), 'custody', { config: example() })).json as TemplateJson;
const BOOTSTRAP = Rendered.of(new AwsBootstrapTemplate(testApp(), 'bootstrap')).json as TemplateJson;

/** The account of the example. Its bootstrap has a name that the vendor's own stacks could have, as the console allows. */
function worldWith({ mode, install, delete: remove }: Choice): World {
  return worldOf({
    place: PLACE,
    environmentId: 'acme',
    bootstrap: BOOTSTRAP,
    custody: CUSTODY,
    bootstrapStack: 'byoc-acme-access',
    parameters: {
      EnvironmentId: 'acme',
      ClusterAdministratorArns: `arn:aws:iam::${ACCOUNT}:role/platform-admin`,
      Mode: mode,
      VendorPrincipals: `arn:aws:iam::${VENDOR_ACCOUNT}:role/control-plane`,
      ExternalId: EXTERNAL_ID,
      VendorAccessExpiresAt: '2028-01-31T00:00:00Z',
      ArtifactPrefix: 'riverbed-releases/templates/',
      AllowInstall: String(install),
      AllowDelete: String(remove),
      ExternalLoadBalancers: 'true',
      TelemetryQueueArn: `arn:aws:sqs:${REGION}:${VENDOR_ACCOUNT}:riverbed-state`,
      BillingPrefix: 'riverbed-billing/usage/',
    },
  });
}

const CHOICES: readonly Choice[] = (['managed', 'approved'] as const).flatMap((mode) =>
  [true, false].flatMap((install) => [true, false].map((remove) => ({ mode, install, delete: remove }))),
);
const MOST: Choice = { mode: 'managed', install: true, delete: true };
const WORLD = worldWith(MOST);
const STARTS = [...startsOfVendor(WORLD), ...otherStarts(WORLD), MISLED];
const RESIDUALS = residualsIn(WORLD);
const MOVES = movesIn(WORLD, EXTERNAL_ID);

const requests = new Requests();
const states = new Set<string>();
afterAll(() => {
  const { count, simulated } = requests;
  const figures = `${count} requests, ${simulated} questions to the simulator, ${states.size} states reached`;
  const actions = [...new Set(MOVES.flatMap(({ asks }) => asks.map(({ action }) => action)))].sort();
  process.stdout.write(`escape search: ${figures}; ${actions.length} actions modelled: ${actions.join(' ')}\n`);
});

async function searchFrom(world: World, start: Start, until?: string): Promise<Reached> {
  const externalId = start === MISLED ? OTHER_EXTERNAL_ID : EXTERNAL_ID;
  return search(world, start.facts, movesIn(world, externalId), requests, until);
}

/** What is reached, with what should be: each goal with the way to it, so that a new one explains itself. */
async function expectNoOtherGoals(start: Start, choice: Choice): Promise<void> {
  const found = await searchFrom(worldWith(choice), start);
  for (const fact of found.facts) states.add(`${start.name} ${JSON.stringify(choice)} ${fact}`);
  const expected = expectedGoals(RESIDUALS, start, choice);
  const ways = found.goals.filter((goal) => !expected.includes(goal)).map((goal) => [goal, ...found.path(goal)]);
  expect(ways).toEqual([]);
  expect(expected.filter((goal) => !found.goals.includes(goal))).toEqual([]);
}

describe(`${Object.keys(WORLD.roles).length} principals and ${MOVES.length} moves`, () => {
  const requestsBy = (name: string) =>
    MOVES.flatMap(({ asks }) => asks).map(({ service, action, resource, context = {} }) => ({
      who: service === undefined ? roleOf(WORLD, name) : { arn: `${service}.amazonaws.com`, policies: [] },
      action,
      resource,
      resourceAccount: resource.split(':')[4] || ACCOUNT,
      region: REGION,
      context,
    }));

  test('make requests that IAM knows', async () => {
    const problems: string[] = [];
    for (const request of requestsBy('platform-admin')) {
      await ask(request).catch(({ message }: Error) => problems.push(message));
    }
    expect(problems).toEqual([]);
  });

  test.each(['byoc-acme-deployment', 'planted-in-boundary'])(
    'get the answers that whole policies give: %s',
    async (name) => {
      const some = new Requests();
      for (const request of requestsBy(name)) {
        const { action, resource, context } = request;
        const answer = [action, resource, context, await some.allowed(request)];
        expect(answer).toEqual([action, resource, context, (await ask(request)) === 'allowed']);
      }
    },
  );

  test('have names of their own', () => {
    const names = MOVES.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  describe.each(CHOICES)('$mode, install $install, delete $delete', (choice) => {
    test.each(startsOfVendor(WORLD))('$name reaches nothing else than is written down', async (start) => {
      await expectNoOtherGoals(start, choice);
    });
  });

  test.each([...otherStarts(WORLD), MISLED])('$name reaches nothing else than is written down', async (start) => {
    await expectNoOtherGoals(start, MOST);
  });

  test('what is written down is about starts that there are', () => {
    const names = STARTS.map(({ name }) => name);
    expect(RESIDUALS.flatMap(({ from }) => from).filter((name) => !names.includes(name))).toEqual([]);
    expect(RESIDUALS.flatMap(({ goals }) => goals).filter((goal) => !isGoal(goal))).toEqual([]);
  });
});

describe('a planted hole is found', () => {
  const startOf = ({ start }: Hole) => {
    const found = STARTS.find(({ name }) => name === start);
    if (found === undefined) throw new Error(`there is no start '${start}'`);
    return found;
  };
  const searched = (hole: Hole, edits: Hole['edits']) => {
    const world = hole.mode === undefined ? WORLD : worldWith({ ...MOST, mode: hole.mode });
    const edited = edits.reduce((before, { apply }) => apply(before), world);
    return searchFrom(edited, startOf(hole), hole.goal);
  };

  test.each(holesIn(WORLD))('$name: $goal', async (hole) => {
    const found = await searched(hole, hole.edits);
    expect(found.path(hole.goal)).toEqual(hole.path);
  });

  test.each(holesIn(WORLD))('$name: not found where one of its mistakes is missing', async (hole) => {
    for (const edit of hole.edits) {
      const found = await searched(
        hole,
        hole.edits.filter((other) => other !== edit),
      );
      expect([edit.what, found.path(hole.goal)]).toEqual([edit.what, []]);
    }
  });
});

describe('docs/escape-paths.md', () => {
  const text = readFileSync(join(ROOT, 'docs', 'escape-paths.md'), 'utf8');
  const rows = text
    .split('\n')
    .filter((line) => /^\| \d+ \|/.test(line))
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));
  const inColumn = (column: number, mark: RegExp) =>
    rows.flatMap((cells) => [...(cells[column] ?? '').matchAll(mark)].map(([, name]) => name));

  test('has 33 ways, and says of each whether it is closed', () => {
    expect(rows.map(([number]) => Number(number))).toEqual([...Array(33).keys()].map((index) => index + 1));
    expect(rows.filter((cells) => cells.length !== 6 || !/^(closed|partly|not)$/.test(cells[2] ?? ''))).toEqual([]);
  });

  test('says of each that is not closed what sees it', () => {
    expect(rows.filter(([, , closed, , , seenBy]) => closed !== 'closed' && seenBy === '–')).toEqual([]);
  });

  test('names statements that there are', () => {
    const sids = new Set([...JSON.stringify([BOOTSTRAP, CUSTODY]).matchAll(/"Sid":"(\w+)"/g)].map(([, sid]) => sid));
    expect(inColumn(3, /`(\w+)`/g).filter((sid) => !sids.has(sid))).toEqual([]);
  });

  test('names moves that there are', () => {
    const names = new Set(MOVES.map(({ name }) => name));
    expect(inColumn(4, /\*([^*]+)\*/g).filter((name) => !names.has(name ?? ''))).toEqual([]);
  });

  test('names detections that there are', () => {
    const stack = testStack();
    new AwsDetections(stack, 'Detections', { environmentId: 'acme', trailExists: true });
    const rules = Object.values(Rendered.of(stack).property('AWS::Events::Rule', 'Name'));
    expect(inColumn(5, /`(\w+)`/g).filter((name) => !rules.includes(`byoc-acme-${name}`))).toEqual([]);
  });

  test('has everything that remains, with its reason, and the number of planted mistakes', () => {
    const lines = RESIDUALS.map(({ from, when, goals, reason }) => {
      const conditions = [
        ...(when?.mode ? [`mode ${when.mode}`] : []),
        ...(when?.install ? ['install allowed'] : []),
        ...(when?.delete ? ['deletion allowed'] : []),
      ];
      return `| ${[from.join(', '), conditions.join(', ') || 'always', goals.join('<br>'), reason].join(' | ')} |`;
    });
    const [, remains = ''] = text.split('## What remains');
    expect(remains.split('\n').filter((line) => /^\| (?!from|---)/.test(line))).toEqual(lines);
    expect(text.replace(/\s+/g, ' ')).toContain(`each of ${holesIn(WORLD).length} mistakes`);
  });
});
