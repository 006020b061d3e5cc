import { ANY_TYPE, actsAs, carriesOut, type Fact, IN_NETWORK, reached } from './facts';
import { TEMPLATE, VENDOR } from './hole';
import { Scene } from './scene';
import type { World } from './world';

/** What the customer has chosen. */
export interface Choice {
  readonly mode: 'managed' | 'approved';
  readonly install: boolean;
  readonly delete: boolean;
}

/** From where somebody looks for a way out. */
export interface Start {
  readonly name: string;
  readonly facts: readonly Fact[];
}

/** Everybody may have an account of his own beside. */
const ALSO = actsAs('anybody');

/** Starts for which it matters what the customer has chosen. */
export function startsOfVendor(world: World): readonly Start[] {
  const { deployment } = new Scene(world);
  return [
    { name: VENDOR, facts: [actsAs('control-plane'), actsAs('support'), ALSO] },
    { name: TEMPLATE, facts: [actsAs(deployment), carriesOut(ANY_TYPE), ALSO] },
  ];
}

/** Starts for which it does not. */
export function otherStarts(world: World): readonly Start[] {
  const custody = Object.keys(world.roles).filter((name) => world.roles[name]?.of === 'custody');
  return [
    { name: "another role of the vendor's account", facts: [ALSO] },
    { name: 'a stranger', facts: [actsAs('stranger')] },
    ...custody.map((name) => ({ name, facts: [actsAs(name), IN_NETWORK, ALSO] })),
  ];
}

/** A control plane that another customer has told of this installation: it presents that customer's external id. */
export const MISLED: Start = { name: 'a control plane that is misled', facts: [actsAs('control-plane'), ALSO] };

const PLANTED = 'planted-in-boundary';
const ON_NODES =
  "who says what runs on a node has the pods on it, which read their buckets from the network, and AWS's policy for nodes, which pulls from every registry of the account";
const INSTALLING =
  'IAM does not see whom an endpoint service or a rule lets in, so both need the install switch; a load balancer on the internet is what the environment asks for';
const REMOVING = 'taking the offer of an endpoint service away is the same call as making one';
const CEILING =
  'what the boundary lets through, of which EKS uses a part; nobody but the customer can give a role more than it has';

/** A goal that is reached, and why it may be. */
export interface Residual {
  readonly from: readonly string[];
  /** @default - whatever the customer has chosen */
  readonly when?: Partial<Choice>;
  readonly goals: readonly Fact[];
  readonly reason: string;
}

/** Everything that is reached. What is not here must not be. */
export function residualsIn(world: World): readonly Residual[] {
  const { engine, nodes, cluster, names } = new Scene(world);
  const handOver = (...what: readonly string[]) => what.map((one) => reached('hand-over', one));
  const objects = (bucket: string) => reached('object', `${names.bucketPrefix(bucket)} from the network`);
  const onNodes = [objects('data'), objects('state'), reached('foreign', 'a registry')];
  const installing = handOver('the endpoint service', 'a security group', 'a load balancer');
  return [
    { from: [VENDOR], when: { mode: 'managed' }, goals: onNodes, reason: ON_NODES },
    { from: [VENDOR], when: { mode: 'managed', install: true }, goals: installing, reason: INSTALLING },
    {
      from: [VENDOR],
      when: { mode: 'managed', delete: true },
      goals: handOver('the endpoint service'),
      reason: REMOVING,
    },
    { from: [TEMPLATE], goals: onNodes, reason: ON_NODES },
    { from: [TEMPLATE], when: { install: true }, goals: installing, reason: INSTALLING },
    { from: [TEMPLATE], when: { delete: true }, goals: handOver('the endpoint service'), reason: REMOVING },
    { from: [nodes], goals: onNodes, reason: ON_NODES },
    { from: [engine], goals: [objects('data')], reason: 'a workload reads the bucket that the plan gives it' },
    {
      from: [names.roleName('agent')],
      goals: [objects('state')],
      reason: 'a workload reads the bucket that the plan gives it',
    },
    {
      from: [cluster],
      goals: [reached('decryption', 'directly')],
      reason: 'EKS decrypts Kubernetes secrets with it, and nobody but EKS can take it',
    },
    {
      from: [cluster, PLANTED],
      goals: [reached('foreign', 'a security group'), ...handOver('a security group', 'a load balancer')],
      reason: CEILING,
    },
    { from: [PLANTED], goals: onNodes, reason: CEILING },
  ];
}

/** Goals that may be reached from a start. */
export function expectedGoals(residuals: readonly Residual[], start: Start, choice: Choice): readonly Fact[] {
  const holds = ({ when = {} }: Residual) =>
    Object.entries(when).every(([key, value]) => choice[key as keyof Choice] === value);
  const found = residuals.filter((residual) => residual.from.includes(start.name) && holds(residual));
  return [...new Set(found.flatMap(({ goals }) => goals))];
}
