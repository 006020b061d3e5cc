import * as cdk from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Permission } from './permissions/permission';

/** A finding of a policy pack that is right to leave, and why. */
export interface Acknowledgement {
  /** Id as the report prints it: `AwsSolutions::AwsSolutions-S1`. */
  readonly id: string;
  readonly reason: string;
}

/**
 * Tells policy packs that a finding is known. Older versions of aws-cdk-lib (before 2.251) have no such thing; there
 * the finding shows.
 */
export function acknowledge(construct: Construct, ...findings: readonly Acknowledgement[]): void {
  if (!('Validations' in cdk)) return;
  for (const finding of findings) cdk.Validations.of(construct).acknowledge(finding);
}

/** Acknowledges what cdk-nag says of wildcards in permissions that state why they have one. It says nothing of denials. */
export function acknowledgeWildcards(construct: Construct, permissions: readonly Permission[]): void {
  const reasons = new Map<string, Set<string>>();
  for (const { actions, resources, wildcard, effect, when } of permissions) {
    if (wildcard === undefined || effect === 'Deny' || when === false) continue;
    const found = [
      ...actions.filter(hasWildcard).map((action) => `Action::${action}`),
      ...resources.filter(hasWildcard).map((resource) => `Resource::${readable(construct, resource)}`),
    ];
    for (const finding of found) reasons.set(finding, (reasons.get(finding) ?? new Set()).add(wildcard));
  }
  acknowledge(
    construct,
    ...[...reasons].map(([finding, reason]) => ({
      id: `AwsSolutions::AwsSolutions-IAM5[${finding}]`,
      reason: [...reason].join('; '),
    })),
  );
}

function hasWildcard(text: string): boolean {
  return text.includes('*');
}

/** A string with references as cdk-nag prints them: `<Bucket.Arn>/*`. */
function readable(scope: Construct, text: string): string {
  const resolved: unknown = cdk.Stack.of(scope).resolve(text);
  return typeof resolved === 'string' ? resolved : show(resolved as Reference);
}

interface Reference {
  readonly Ref?: string;
  readonly 'Fn::GetAtt'?: readonly string[];
  readonly 'Fn::Join'?: readonly [string, readonly (string | Reference)[]];
}

function show(reference: string | Reference): string {
  if (typeof reference === 'string') return reference;
  const [separator, parts] = reference['Fn::Join'] ?? ['', []];
  return reference.Ref !== undefined
    ? `<${reference.Ref}>`
    : reference['Fn::GetAtt'] !== undefined
      ? `<${reference['Fn::GetAtt'].join('.')}>`
      : parts.map(show).join(separator);
}
