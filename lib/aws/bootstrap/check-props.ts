import { Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { PATTERNS } from '../patterns';
import { type Optional, valueIn } from '../switch';

/** Props that end up in a policy: what does not look like one would open more than it says. */
export interface CheckedProps {
  readonly environmentId: string;
  readonly artifactPrefix?: Optional<string>;
  readonly billingPrefix?: Optional<string>;
  readonly telemetryQueue?: Optional<string>;
  readonly keyArn?: Optional<string>;
  readonly vpcId?: Optional<string>;
  readonly permissionsBoundary?: Optional<string>;
  readonly administrators?: Optional<readonly string[]>;
  readonly endpointServices?: Optional<readonly string[]>;
  readonly ownRoles?: Readonly<Record<string, readonly string[]>>;
}

const PATTERN_OF = {
  environmentId: PATTERNS.environmentId,
  artifactPrefix: PATTERNS.bucketPrefix,
  billingPrefix: PATTERNS.bucketPrefix,
  telemetryQueue: PATTERNS.queue,
  keyArn: PATTERNS.key,
  vpcId: PATTERNS.vpc,
  permissionsBoundary: PATTERNS.policy,
  administrators: PATTERNS.role,
  endpointServices: PATTERNS.endpointService,
} as const;

/** What must be the account's own. */
const OF_THE_ACCOUNT = ['keyArn', 'permissionsBoundary', 'administrators', 'ownRoles'];

/** @throws Error with every text that does not look like what it should be. Tokens are the template's to check. */
export function checkProps(scope: Construct, props: CheckedProps): void {
  const { account } = Stack.of(scope);
  const problems = [
    ...Object.entries(PATTERN_OF).flatMap(([name, pattern]) =>
      problemsOf(name, props[name as keyof typeof PATTERN_OF], pattern, account),
    ),
    ...Object.values(props.ownRoles ?? {}).flatMap((roles) => problemsOf('ownRoles', roles, PATTERNS.role, account)),
  ];
  if (problems.length > 0) throw new Error(`${scope.node.path}: ${problems.join('; ')}`);
}

function problemsOf(
  name: string,
  value: Optional<string | readonly string[]>,
  { pattern, rule }: { readonly pattern: string; readonly rule: string },
  account: string,
): string[] {
  const given = valueIn(value);
  if (given === undefined || Token.isUnresolved(given)) return [];
  if (given.length === 0) return [`'${name}' must be ${rule}, got nothing; leave it out`];
  return [given].flat().flatMap((text) => {
    if (Token.isUnresolved(text)) return [];
    if (!new RegExp(`^(?:${pattern})$`).test(text)) return [`'${name}' must be ${rule}, got ${text}`];
    const foreign = OF_THE_ACCOUNT.includes(name) && !Token.isUnresolved(account) && text.split(':')[4] !== account;
    return foreign ? [`'${name}' must be of account ${account}, got ${text}`] : [];
  });
}
