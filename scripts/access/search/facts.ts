import type { Context } from '../simulator';

/** Something that whoever searches for a way out has achieved, in words. */
export type Fact = string;

export const actsAs = (role: string): Fact => `acts as ${role}`;
/** Code of the searcher's runs on a node or in a pod, so that its calls come from the customer's network. */
export const IN_NETWORK: Fact = 'runs code in the network';
/** Templates with this type are carried out; `ANY_TYPE` stands for all. */
export const carriesOut = (type: string): Fact => `has templates with ${type} carried out`;
export const ANY_TYPE = 'anything';
const NOW = 'from now on';
export const opened = (arn: string): Fact => `${NOW} ${arn} lets everybody in`;
export const granted = (arn: string): Fact => `${NOW} ${arn} is granted to everybody`;
export const widened = (role: string): Fact => `${NOW} ${role} is allowed everything`;
export const unbound = (role: string): Fact => `${NOW} ${role} has no boundary`;

/** Whether IAM answers otherwise from then on. */
export const changesPolicies = (fact: Fact) => fact.startsWith(NOW);

export const adopted = (arn: string): Fact => `${arn} carries the tag of the installation`;

/** What nobody should reach, by what is lost. */
export const GOALS = {
  object: 'objects are read',
  decryption: 'the key decrypts',
  secret: 'a secret is read',
  administrator: 'the cluster is administered',
  'outside role': 'a role without the boundary is had',
  misuse: 'a role is used by another than it is for',
  control: 'boundary, bootstrap or custody is changed',
  foreign: "what is the customer's and not of the installation is used",
  'hand-over': 'data or network is handed to others',
} as const;

export type Goal = keyof typeof GOALS;

export const reached = (goal: Goal, what: string): Fact => `${goal}: ${what}`;

export function isGoal(fact: Fact): boolean {
  return Object.keys(GOALS).some((goal) => fact.startsWith(`${goal}: `));
}

/** One request that a move needs to be allowed. */
export interface Ask {
  /** Service that makes it on behalf of the mover: `ec2`. @default - the mover makes it */
  readonly service?: string;
  /** Whether the policy of the resource may name the session of the mover, and not only its role. @default false */
  readonly bySession?: true;
  readonly action: string;
  readonly resource: string;
  readonly context?: Context;
}

/** A step on the way: what must be so, what must be allowed, and what is achieved by it. */
export interface Move {
  readonly name: string;
  /** Type that a template needs for it. @default - a template of any type will do */
  readonly type?: string;
  /** The only role that makes it. @default - whoever may */
  readonly by?: string;
  /** @default - nothing */
  readonly after?: readonly Fact[];
  readonly asks: readonly Ask[];
  readonly gains: readonly Fact[];
}

/** A move of one request that a template makes with a resource of this type, or any template where it is undefined. */
export type OneRequest = readonly [
  name: string,
  type: string | undefined,
  action: string,
  resource: string,
  context: Context,
  gains: readonly Fact[],
];

export function movesOf(rows: readonly OneRequest[]): readonly Move[] {
  return rows.map(([name, type, action, resource, context, gains]) => ({
    name,
    ...(type === undefined ? {} : { type }),
    asks: [{ action, resource, context }],
    gains,
  }));
}
