import { type IResolvable, aws_iam as iam } from 'aws-cdk-lib';
import type { Premise } from '../switch';

/** When a permission is needed. Run and upgrade are always there; install and delete are switched on and off. */
export type Phase = 'install' | 'run' | 'upgrade' | 'delete';

/** A value of an IAM condition. */
export type ConditionValue = string | readonly string[] | IResolvable;

/** One permission as a reviewer reads it. Every policy of the library is compiled from these records. */
export interface Permission {
  /** Name of the statement: letters and digits. @default - it has none */
  readonly sid?: string;
  /** `Deny` wins over every other policy. @default Allow */
  readonly effect?: 'Deny';
  /** IAM actions. */
  readonly actions: readonly string[];
  /** ARNs or ARN patterns. */
  readonly resources: readonly string[];
  /** The statement is about everything but these resources. @default - it is about them */
  readonly allBut?: true;
  /** IAM conditions: operator to key to value. @default - none */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, ConditionValue>> | IResolvable>>;
  /** When it is needed; more than one where either will do. */
  readonly phase: Phase | readonly Phase[];
  /** Whether it is there, if that is known at deployment only. @default true */
  readonly when?: Premise;
  /** Why an action or a resource has a wildcard, and what narrows it. @default - none has */
  readonly wildcard?: string;
  /** Why it is needed. */
  readonly reason: string;
  /** What needs it. */
  readonly neededBy: string;
}

/**
 * A policy document with one statement per permission. Reasons stay out of the template.
 *
 * @throws Error if it is known at deployment only whether a permission is there
 */
export function compilePolicy(permissions: readonly Permission[]): iam.PolicyDocument {
  const later = permissions.find(({ when = true }) => typeof when !== 'boolean');
  if (later !== undefined) throw new Error(`'when' of ${later.sid} must be known; use a CompactPolicy`);
  return new iam.PolicyDocument({
    statements: permissions
      .filter(({ when }) => when !== false)
      .map(
        ({ sid, effect, actions, resources, allBut, conditions }) =>
          new iam.PolicyStatement({
            ...(sid === undefined ? {} : { sid }),
            effect: effect === 'Deny' ? iam.Effect.DENY : iam.Effect.ALLOW,
            actions: [...actions],
            ...(allBut === true ? { notResources: [...resources] } : { resources: [...resources] }),
            ...(conditions === undefined ? {} : { conditions }),
          }),
      ),
  });
}

/** A policy as a reviewer meets it: who has it, and when. */
export interface PolicyRecord {
  /** Role or use: `vendor access role`, `deployment role`, `boundary`. */
  readonly holder: string;
  /** Name of the policy. */
  readonly name: string;
  /** When it is in force. */
  readonly attached: string;
  readonly permissions: readonly Permission[];
}
