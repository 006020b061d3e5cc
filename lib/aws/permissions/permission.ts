import { aws_iam as iam } from 'aws-cdk-lib';

/** When a permission is needed. */
export type Phase = 'install' | 'run' | 'upgrade' | 'delete';

/** One permission as a reviewer reads it. Every policy of the library is compiled from these records. */
export interface Permission {
  /** IAM actions. */
  readonly actions: readonly string[];
  /** ARNs or ARN patterns. */
  readonly resources: readonly string[];
  /** IAM conditions: operator to key to value. @default - none */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
  /** When it is needed. */
  readonly phase: Phase;
  /** Why an action or a resource has a wildcard, and what narrows it. @default - none has */
  readonly wildcard?: string;
  /** Why it is needed. */
  readonly reason: string;
  /** What needs it. */
  readonly neededBy: string;
}

/** A policy document with one statement per permission. Reasons stay out of the template. */
export function compilePolicy(permissions: readonly Permission[]): iam.PolicyDocument {
  return new iam.PolicyDocument({
    statements: permissions.map(
      ({ actions, resources, conditions }) =>
        new iam.PolicyStatement({
          actions: [...actions],
          resources: [...resources],
          ...(conditions === undefined ? {} : { conditions }),
        }),
    ),
  });
}
