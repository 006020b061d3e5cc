import { Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { isMoment } from '../core/moment';
import { LATER, marked } from './arn-patterns';

/** Whom a role of the customer's lets in from another account. */
export interface Trusted {
  /** ARNs of roles or users; an account root only with `principalArnLike`. */
  readonly principals: readonly string[];
  /** Patterns of the ARNs of roles or users: whoever asks must match one as well. @default - none */
  readonly principalArnLike?: readonly string[] | undefined;
  /** What they must present. */
  readonly externalId: string;
  /** Id of the environment, which is no secret. */
  readonly environmentId: string;
  /** When it ends by itself. @default - it does not */
  readonly expiresAt?: string | undefined;
}

const SHORTEST_EXTERNAL_ID = 16;

/** @throws Error if a role would let in anybody, or would not end: IAM takes a date that it cannot read for one that never comes */
export function checkTrusted(scope: Construct, trusted: Trusted): void {
  const { principals, principalArnLike, externalId, environmentId, expiresAt } = trusted;
  const narrowed = principalArnLike !== undefined && principalArnLike.length > 0;
  const listed = Token.isUnresolved(principals);
  const tooMany = (principalArnLike ?? []).filter((pattern) => !/:(role|user)\/[^*?]/.test(marked(pattern)));
  const problems = [
    ...(!listed && (principals.length === 0 || principals.some((arn) => letsManyIn(arn, narrowed)))
      ? [`'principals' must be ARNs of roles or users, without wildcard, got ${principals.join(', ') || 'none'}`]
      : []),
    ...(tooMany.length > 0
      ? [
          `'principalArnLike' must be patterns of roles or users that start with a name, like arn:aws:iam::999988887777:role/control-plane-*, got ${tooMany.join(', ')}`,
        ]
      : []),
    ...(!Token.isUnresolved(externalId) && externalId.length < SHORTEST_EXTERNAL_ID
      ? [
          `'externalId' must be ${SHORTEST_EXTERNAL_ID} characters at least, got ${externalId.length}; make one with: openssl rand -hex 16`,
        ]
      : []),
    ...(externalId === environmentId
      ? [`'externalId' must differ from the environment's id, got ${externalId}; make one with: openssl rand -hex 16`]
      : []),
    ...(expiresAt !== undefined && !Token.isUnresolved(expiresAt) && !isMoment(expiresAt)
      ? [`'expiresAt' must be a moment in UTC like 2027-01-31T00:00:00Z, got ${expiresAt}`]
      : []),
  ];
  if (problems.length > 0) throw new Error(`${scope.node.path}: ${problems.join('; ')}`);
}

/** Accounts and wildcards. A part that is known at deployment only, such as the partition, is taken for what it should be. */
function letsManyIn(arn: string, narrowed: boolean): boolean {
  const written = marked(arn);
  const one = narrowed ? /^[^*?]+:(root|(role|user)\/[^*?]+)$/ : /^[^*?]+:(role|user)\/[^*?]+$/;
  return written !== LATER && !one.test(written);
}
