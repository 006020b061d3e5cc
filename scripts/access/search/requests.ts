import { type AccessRequest, ask, type PolicyDocument } from '../simulator';
import type { Statement } from './world';

/** What a policy says of one action. */
interface Spoken {
  readonly policy: PolicyDocument;
  /** The same for policies that say the same. */
  readonly id: number;
  readonly allows: boolean;
}

/** Asks IAM, the same thing once, with the statements that speak of the action and no others. */
export class Requests {
  /** How many questions were put to the simulator; in the others, no statement allows the action. */
  public simulated = 0;
  private readonly requests = new Set<string>();
  private readonly answers = new Map<string, Promise<boolean>>();
  private readonly spoken = new WeakMap<PolicyDocument, Map<string, Spoken>>();
  private readonly ids = new Map<string, number>();

  /** How many different requests there were, whichever policies were in force. */
  public get count(): number {
    return this.requests.size;
  }

  public async allowed(request: AccessRequest): Promise<boolean> {
    const { who, resourcePolicy, ...rest } = request;
    const { action } = rest;
    const { arn } = who;
    const asked = `${arn} ${action} ${rest.resource} ${JSON.stringify(rest.context)}`;
    this.requests.add(asked);
    const identity = who.policies.map((policy) => this.of(policy, action)).filter(({ id }) => id > 0);
    const resource = resourcePolicy && this.of(resourcePolicy, action);
    const boundary = who.boundary && this.of(who.boundary, action);
    if (!identity.some(({ allows }) => allows) && resource?.allows !== true) return false;
    const key = `${asked} ${identity.map(({ id }) => id)} ${resource?.id} ${boundary?.id}`;
    const policies = identity.map(({ policy }) => policy);
    const answer =
      this.answers.get(key) ??
      this.simulate({
        ...rest,
        who: boundary === undefined ? { arn, policies } : { arn, policies, boundary: boundary.policy },
        ...(resource === undefined ? {} : { resourcePolicy: resource.policy }),
      });
    this.answers.set(key, answer);
    return answer;
  }

  private async simulate(request: AccessRequest): Promise<boolean> {
    this.simulated += 1;
    return (await ask(request)) === 'allowed';
  }

  private of(policy: PolicyDocument, action: string): Spoken {
    const byAction = this.spoken.get(policy) ?? new Map<string, Spoken>();
    this.spoken.set(policy, byAction);
    const known = byAction.get(action) ?? this.read(policy, action);
    byAction.set(action, known);
    return known;
  }

  /** The id is 0 where nothing is said. */
  private read(policy: PolicyDocument, action: string): Spoken {
    const covering = covers(action);
    const all = policy.Statement as readonly Statement[];
    const Statement = all.filter(({ Action }) => [Action ?? '*'].flat().some(covering));
    const text = JSON.stringify(Statement);
    const id = Statement.length === 0 ? 0 : (this.ids.get(text) ?? this.ids.size + 1);
    this.ids.set(text, id);
    return { policy: { ...policy, Statement }, id, allows: Statement.some(({ Effect }) => Effect === 'Allow') };
  }
}

const patterns = new Map<string, RegExp>();

/** Whether a pattern of actions covers one. */
export function covers(action: string): (pattern: string) => boolean {
  return (pattern) => {
    const expression = patterns.get(pattern) ?? new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 'i');
    patterns.set(pattern, expression);
    return expression.test(action);
  };
}
