import { namesOf } from '../../../lib/aws/names';
import type { AccessRequest, PolicyDocument, Principal } from '../simulator';
import { EVERYTHING } from '../simulator';
import {
  ANY_TYPE,
  type Ask,
  actsAs,
  carriesOut,
  changesPolicies,
  type Fact,
  granted,
  isGoal,
  type Move,
  opened,
  unbound,
  widened,
} from './facts';
import type { Requests } from './requests';
import { EVERYBODY, roleOf, type World } from './world';

/** How a fact came about. */
interface Step {
  readonly move: string;
  readonly by: string;
  /** What it needed. */
  readonly from: ReadonlySet<Fact>;
}

type Steps = ReadonlyMap<Fact, Step | undefined>;

/** Everything that is reached from a start. */
export class Reached {
  public constructor(private readonly steps: Steps) {}

  public get facts(): readonly Fact[] {
    return [...this.steps.keys()];
  }

  public get goals(): readonly Fact[] {
    return this.facts.filter(isGoal);
  }

  /** The way to a fact, one line a step: who does what. */
  public path(to: Fact): readonly string[] {
    const step = this.steps.get(to);
    if (step === undefined) return [];
    const before = [...step.from].flatMap((fact) => this.path(fact));
    return [...new Set([...before, `${step.by}: ${step.move}`])];
  }
}

/**
 * Makes every move that is allowed until none achieves anything new: the shortest ways first.
 *
 * @param until ends the search where it is achieved
 */
export async function search(
  world: World,
  start: readonly Fact[],
  moves: readonly Move[],
  requests: Requests,
  until?: Fact,
): Promise<Reached> {
  const steps = new Map<Fact, Step | undefined>(start.map((fact) => [fact, undefined]));
  const attempts = new Attempts(world, steps, requests);
  let found: (readonly [Fact, Step])[];
  do {
    found = [];
    for (const move of moves) {
      if (move.gains.every((fact) => steps.has(fact))) continue;
      const step = await attempts.make(move);
      if (step !== undefined) found.push(...move.gains.map((fact) => [fact, step] as const));
    }
    for (const [fact, step] of found) {
      if (!steps.has(fact)) steps.set(fact, step);
    }
    if (found.some(([fact]) => changesPolicies(fact))) attempts.startAnew();
  } while (found.length > 0 && (until === undefined || !steps.has(until)));
  return new Reached(steps);
}

/** Who makes which move with what has been achieved. */
class Attempts {
  private readonly roles: ReadonlyMap<Fact, string>;
  /** What was refused, and will be until a policy changes. */
  private readonly refused = new Set<string>();

  public constructor(
    private readonly world: World,
    private readonly facts: Steps,
    private readonly requests: Requests,
  ) {
    this.roles = new Map(Object.keys(world.roles).map((role) => [actsAs(role), role]));
  }

  public startAnew(): void {
    this.refused.clear();
  }

  /** The move by the first who may make it. */
  public async make(move: Move): Promise<Step | undefined> {
    const { name, by: only, after = [] } = move;
    if (!after.every((fact) => this.facts.has(fact))) return undefined;
    for (const by of only === undefined ? this.rolesThatAreHad() : [only]) {
      const template = this.templateFor(by, move);
      const attempt = `${by}: ${name}`;
      if (template === undefined || this.refused.has(attempt)) continue;
      const from = new Set<Fact>([actsAs(by), ...after, ...template]);
      if (await this.isAllowed(by, move.asks, from)) return { move: name, by, from };
      this.refused.add(attempt);
    }
    return undefined;
  }

  private async isAllowed(by: string, asks: readonly Ask[], from: Set<Fact>): Promise<boolean> {
    for (const asked of asks) {
      if (!(await this.requests.allowed(this.requestOf(by, asked, from)))) return false;
    }
    return true;
  }

  /** In the order in which they were achieved. */
  private rolesThatAreHad(): readonly string[] {
    return [...this.facts.keys()].flatMap((fact) => this.roles.get(fact) ?? []);
  }

  /** The deployment role does nothing but what templates make it do. Undefined if there is none for the move. */
  private templateFor(by: string, { type }: Move): readonly Fact[] | undefined {
    const { deploymentRole } = namesOf(this.world.environmentId).bootstrap;
    if (type === undefined || by !== deploymentRole) return [];
    const found = [carriesOut(type), carriesOut(ANY_TYPE)].find((fact) => this.facts.has(fact));
    return found === undefined ? undefined : [found];
  }

  /** @param from takes what has been achieved and makes a difference to the request */
  private requestOf(by: string, asked: Ask, from: Set<Fact>): AccessRequest {
    const { service, bySession, action, resource, context = {} } = asked;
    const { account, region } = this.world.place;
    const has = (fact: Fact) => {
      if (this.facts.has(fact)) from.add(fact);
      return this.facts.has(fact);
    };
    const who = service === undefined ? this.principal(by, has) : { arn: `${service}.amazonaws.com`, policies: [] };
    const resourcePolicy = this.policyOf(resource, has);
    return {
      who: bySession ? { ...who, arn: sessionOf(who.arn) } : who,
      action,
      resource,
      resourceAccount: resource.split(':')[4] || account,
      region,
      context: bySession ? { ...context, 'aws:PrincipalArn': who.arn } : context,
      ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
    };
  }

  /** Policy of a bucket, a key or a role, as it has become. */
  private policyOf(resource: string, has: (fact: Fact) => boolean): PolicyDocument | undefined {
    const arn = resource.includes(':s3:') ? (resource.split('/')[0] ?? resource) : resource;
    if (has(opened(arn))) return EVERYBODY;
    const { policies, roles } = this.world;
    const written = policies[arn] ?? Object.values(roles).find((role) => role.arn === arn)?.trust;
    return written !== undefined && has(granted(arn))
      ? { Statement: [...written.Statement, ...EVERYBODY.Statement] }
      : written;
  }

  /** A role as it has become. */
  private principal(name: string, has: (fact: Fact) => boolean): Principal {
    const { arn, policies: written, boundary } = roleOf(this.world, name);
    const policies = has(widened(name)) ? [EVERYTHING] : written;
    return boundary === undefined || has(unbound(name)) ? { arn, policies } : { arn, policies, boundary };
  }
}

function sessionOf(role: string): string {
  return role.replace(/^(arn:[^:]+):iam:(.*):role\/(?:.*\/)?([^/]+)$/, '$1:sts:$2:assumed-role/$3/session');
}
